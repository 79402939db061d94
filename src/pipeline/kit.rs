//! What goes out to vendors: a folder each with a letter (a reminder where the vendor was asked before), fax cover, blank
//! form on paper and as a workbook; and a list for the facility. Writes nothing.

use super::{Compiled, Press, Whole, print};
use crate::check::{Owed, looked_after};
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, BlankForm};
use crate::model::{Date, RegisterKind, RowId, Theme};
use crate::render::sheets::{Sheet, VendorPaper};
use crate::render::{Artifact, Artifacts};
use crate::source::name_problem;

/// What a kit is made with.
#[derive(Debug, Clone, Copy)]
pub struct KitDesk<'a> {
    /// The folder.
    pub compiled: &'a Compiled,
    /// Its binder.
    pub whole: &'a Whole,
    /// How papers look.
    pub theme: &'a Theme,
    /// typst and fonts.
    pub press: &'a Press,
}

/// The files for these vendors, by path; `None` with findings where one of them cannot be made.
pub fn kit(desk: KitDesk<'_>, vendors: &[Owed], sink: &mut Sink) -> Option<Artifacts> {
    let mut files = Artifacts::new();
    put(&mut files, "事業者から届いていないものの一覧.pdf".to_owned(), desk.print(&Sheet::Owed, sink)?);
    for vendor in vendors {
        let folder = folder(&vendor.id);
        let letter = if vendor.is_asked() { VendorPaper::Reminder } else { VendorPaper::Request };
        for paper in [letter, VendorPaper::Fax, VendorPaper::Form] {
            let pdf = desk.print(&Sheet::Vendor(paper, vendor.id.clone()), sink)?;
            put(&mut files, format!("{folder}/{}.pdf", paper.title()), pdf);
        }
        let book = desk.blank(vendor).map_err(|it| sink.push(failed(&vendor.id, it))).ok()?;
        put(&mut files, format!("{folder}/チェックリスト（入力用）_{folder}.xlsx"), book);
    }
    Some(files)
}

fn put(files: &mut Artifacts, path: String, bytes: Vec<u8>) {
    files.insert(path, Artifact::Bytes(bytes));
}

fn failed(vendor: &RowId, reason: String) -> Finding {
    let path = format!("{}.xlsx", folder(vendor));
    Finding::of_path(Code::WriteFailed, &path).with("path", &path).with("reason", reason)
}

/// The vendor's id as the name of a folder on every system.
fn folder(vendor: &RowId) -> String {
    let sound = |it: char| if matches!(it, '/' | '\\' | ':') || it.is_control() { '_' } else { it };
    let name: String = vendor.as_str().chars().map(sound).collect();
    match name_problem(&name) {
        None => name,
        Some(_) => {
            name.chars().map(|it| if it.is_alphanumeric() || it == '-' { it } else { '_' }).chain(['_']).collect()
        }
    }
}

impl KitDesk<'_> {
    fn print(&self, sheet: &Sheet, sink: &mut Sink) -> Option<Vec<u8>> {
        print(sheet, self.compiled, self.whole, self.theme, self.press, sink)
    }

    /// The form to be filled in with Excel.
    fn blank(&self, vendor: &Owed) -> Result<Vec<u8>, String> {
        let binder = &self.whole.binder;
        let edition = binder.edition_of_year().ok_or_else(|| "no edition".to_owned())?;
        let row = binder.register(RegisterKind::Vendors).and_then(|it| Some((it, it.row(&vendor.id)?)));
        let made: Date = self.whole.report.as_of;
        let form = BlankForm {
            edition,
            facility: &binder.config().facility.name,
            vendor: (&vendor.id, &vendor.name),
            systems: row.map_or("", |(vendors, row)| vendors.text(row, "担当システム")),
            devices: &self.devices(&vendor.id),
            due: vendor.reply_by,
            made,
        };
        exchange::blank(&form).map_err(|it| it.to_string())
    }

    fn devices(&self, vendor: &RowId) -> Vec<(RowId, String)> {
        let binder = &self.whole.binder;
        let Some(devices) = binder.register(RegisterKind::Devices) else { return Vec::new() };
        let name = |id: RowId| devices.row(&id).map(|row| (id, devices.text(row, "名称").to_owned()));
        looked_after(binder, vendor).into_iter().filter_map(name).collect()
    }
}
