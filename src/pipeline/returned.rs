//! A form that a vendor sent back to a transcript of it, held against what was asked and against what is there already.
//! Writes nothing, and never looks at the facility's own answers.

mod cells;
mod differences;

use std::collections::BTreeSet;

use super::Whole;
use crate::check::looked_after;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::exchange::{self, Content, Mark, Returned};
use crate::model::{Date, Edition, RegisterKind, Respondent, ReturnedFile, RowId, Transcript, TranscriptRow};
use crate::source::{Digest, Sources};
use cells::Cells;

pub use differences::Standing;

/// A file that came back, and what is known of it beside what it says.
#[derive(Debug)]
pub struct Sent<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// Whose it is, as told.
    pub vendor: Option<&'a str>,
    /// The day it came, as told.
    pub received: Option<Date>,
}

/// What became of it.
#[derive(Debug)]
pub struct ReturnedForm {
    /// What was read of it, for the places of findings.
    pub sources: Sources,
    /// What is to be said, sorted by place.
    pub findings: Vec<Finding>,
    /// What it says, and what stands in its place; `None` where it cannot be taken, which the findings explain.
    pub transcript: Option<(Transcript, Standing)>,
}

/// Reads a returned form for the binder in `whole`, as of `today`.
pub fn returned_form(whole: &Whole, sent: &Sent<'_>, today: Date) -> ReturnedForm {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let transcript = read(whole, sent, &mut sources, &mut sink).and_then(|returned| {
        let reading = Reading { whole, sent, returned: &returned };
        let transcript = reading.transcript(today, &mut sink)?;
        let standing = differences::standing(&whole.binder, &transcript, &reading.returned.rows, &mut sink);
        Some((transcript, standing))
    });
    ReturnedForm { sources, findings: sink.into_sorted(), transcript }
}

fn read(whole: &Whole, sent: &Sent<'_>, sources: &mut Sources, sink: &mut Sink) -> Option<Returned> {
    if whole.binder.edition_of_year().is_none() {
        let says_so = |it: &&Finding| matches!(it.code, Code::EditionNotImported | Code::YearWithoutEdition);
        sink.extend(whole.report.findings.iter().filter(says_so).cloned());
        return None;
    }
    let code = match Content::of(sent.bytes) {
        Content::Workbook => return exchange::returned(sent.name, sent.bytes, sources, sink),
        Content::OldWorkbook => Code::ImportOldWorkbook,
        Content::Pdf => Code::ReturnPdf,
        Content::Text => Code::ReturnNoForm,
    };
    sink.push(Finding::of_path(code, sent.name).with("path", sent.name));
    None
}

struct Reading<'a> {
    whole: &'a Whole,
    sent: &'a Sent<'a>,
    returned: &'a Returned,
}

impl Reading<'_> {
    fn transcript(&self, today: Date, sink: &mut Sink) -> Option<Transcript> {
        let binder = &self.whole.binder;
        let edition = binder.edition_of_year()?;
        // Each is told, also where another one has refused the file already.
        let vendor = self.vendor(sink);
        self.same_form(edition, sink)?;
        let vendor = vendor?;
        let respondent = Respondent::Vendor(vendor.clone());
        let rows = self.rows(edition, &respondent, sink)?;
        let mark = self.returned.mark.as_ref();
        let year = edition.fiscal_year;
        Some(Transcript {
            vendor_name: binder.respondent_name(&respondent).to_owned(),
            facility: binder.config().facility.name.clone(),
            fiscal_year: year,
            edition: edition.id.clone(),
            kind: edition.form_kind(&respondent, binder.config().facility.kind).map(|it| it.id.clone()),
            answered_by: self.returned.filled_by.clone(),
            answered_on: self.returned.filled_on.as_ref().and_then(|it| cells::day(it, None, year, sink)),
            scope: mark.map_or_else(|| looked_after(binder, &vendor), |it| it.devices.clone()),
            scope_note: self.returned.note.clone(),
            original: self.original(&vendor, today),
            columns: edition.columns.clone(),
            rows,
            vendor,
        })
    }

    /// The day it came: as told, else by the register, else today. Where an earlier return was transcribed, the day in the
    /// register is that one's.
    fn original(&self, vendor: &RowId, today: Date) -> ReturnedFile {
        let vendors = self.whole.binder.register(RegisterKind::Vendors);
        let registered = vendors.and_then(|it| it.date(it.row(vendor)?, "確認書受領日"));
        let year = self.whole.binder.config().fiscal_year;
        let is_first = differences::there(&self.whole.binder, vendor).is_none();
        let registered = registered.filter(|it| is_first && year.contains(*it));
        let received = self.sent.received.or(registered).unwrap_or(today);
        ReturnedFile { name: self.sent.name.to_owned(), sha256: Digest::of(self.sent.bytes).to_string(), received }
    }

    /// Whose form it is: what the hidden sheet says and what was told must agree, and the register must know the vendor.
    fn vendor(&self, sink: &mut Sink) -> Option<RowId> {
        let path = self.sent.name;
        let marked = self.returned.mark.as_ref().map(|it| it.vendor.as_str());
        let id = match (marked, self.sent.vendor) {
            (None, None) => {
                sink.push(Finding::of_path(Code::ReturnVendorUnsaid, path).with("path", path));
                return None;
            }
            (Some(marked), Some(told)) if RowId::new(told) != RowId::new(marked) => {
                let finding = Finding::of_path(Code::ReturnVendor, path).with("path", path);
                sink.push(finding.with("found", marked).with("expected", told));
                return None;
            }
            (Some(id), _) | (None, Some(id)) => id,
        };
        let vendors = self.whole.binder.register(RegisterKind::Vendors);
        let row = RowId::new(id).and_then(|it| Some(vendors?.row(&it)?.id.value.clone()));
        if row.is_none() {
            let known = vendors.iter().flat_map(|it| &it.rows).map(|it| it.id.value.as_str());
            let finding = Finding::of_path(Code::UnknownVendor, "registers/vendors.csv").with("name", id);
            sink.push(finding.nearest(nearest(id, known)));
        }
        row
    }

    /// Whether the form was made for this facility, edition and year.
    fn same_form(&self, edition: &Edition, sink: &mut Sink) -> Option<()> {
        let Some(mark) = &self.returned.mark else { return Some(()) };
        let path = self.sent.name;
        let tell = |code, found: &str, expected: &str, sink: &mut Sink| {
            sink.push(Finding::of_path(code, path).with("path", path).with("found", found).with("expected", expected));
        };
        let facility = &self.whole.binder.config().facility.name;
        let shown = |id: &str, year: crate::model::FiscalYear| format!("{id}（{}）", year.japanese());
        let (is_edition, is_facility) = agree(mark, edition, facility);
        if !is_edition {
            let (found, expected) = (shown(&mark.edition, mark.fiscal_year), shown(&edition.id, edition.fiscal_year));
            tell(Code::ReturnEdition, &found, &expected, sink);
        }
        if !is_facility {
            tell(Code::ReturnFacility, &mark.facility, facility, sink);
        }
        (is_edition && is_facility).then_some(())
    }

    /// A row for every item that the vendor is asked, and for any other of the edition that the form carries; `None` where
    /// nothing at all was filled in.
    fn rows(&self, edition: &Edition, respondent: &Respondent, sink: &mut Sink) -> Option<Vec<TranscriptRow>> {
        if self.returned.rows.iter().flat_map(|it| &it.cells).all(|it| it.text.trim().is_empty()) {
            sink.push(Finding::of_path(Code::ReturnEmpty, self.sent.name).with("path", self.sent.name));
            return None;
        }
        let mut known = BTreeSet::new();
        let mut rows = Vec::new();
        for item in &edition.items {
            let Some(returned) = self.returned.rows.iter().find(|it| it.item == item.id) else {
                if item.is_asked_of_vendors() {
                    let finding = Finding::of_path(Code::ReturnItemMissing, self.sent.name).item(item.id);
                    sink.push(finding.with("path", self.sent.name).with("item", item.id.shown()));
                    // A blank row: the form of the binder has one for every item that is asked.
                    let printed = item.printed(respondent).text().to_owned();
                    rows.push(TranscriptRow { item: item.id, printed, cells: Vec::new() });
                }
                continue;
            };
            known.insert(item.id);
            let cells = Cells { edition, item, returned, year: edition.fiscal_year }.read(sink);
            rows.push(TranscriptRow { item: item.id, printed: item.printed(respondent).text().to_owned(), cells });
        }
        for stray in self.returned.rows.iter().filter(|it| !known.contains(&it.item)) {
            let Some(cell) = stray.cells.first() else { continue };
            let finding = Finding::at(Code::ReturnItemUnknown, cell.span).with("item", stray.item.shown());
            sink.push(finding.with("edition", &edition.name));
        }
        Some(rows)
    }
}

/// Whether the mark speaks of the edition and its year, and of the facility. A form without a facility's name is nobody's.
fn agree(mark: &Mark, edition: &Edition, facility: &str) -> (bool, bool) {
    let bare = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect::<String>();
    let is_edition = mark.edition == edition.id && mark.fiscal_year == edition.fiscal_year;
    (is_edition, mark.facility.is_empty() || bare(&mark.facility) == bare(facility))
}
