//! `toji init`: a new source folder from a template pack, and toji's own record of what was brought. Gives no answer, no
//! fact and no row of a fictional facility.

use std::fs;
use std::path::Path;

use super::binder_toml;
use super::files::Files;
use super::offer::Offer;
use super::plan::plan;
use super::read::SignedPack;
use super::template::Pack;
use crate::diagnostics::{Code, Finding, Sink};
use crate::disk::Disk;
use crate::edit::{self, ChangeSet, NewForm};
use crate::model::{Date, Edition, FacilityKind, FiscalYear, RegisterKind, Respondent};

const BINDER: &str = "binder.toml";

/// Whose folder it becomes.
#[derive(Debug, Clone, Copy)]
pub struct NewFolder<'a> {
    /// The facility's name.
    pub name: &'a str,
    /// Its kind.
    pub kind: FacilityKind,
    /// The year of the first form. The edition may be an older one, where the year's own is not known yet.
    pub fiscal_year: FiscalYear,
    /// The day on which it is made.
    pub today: Date,
}

/// Where its template comes from.
#[derive(Debug, Clone, Copy)]
pub enum Origin<'a> {
    /// The executable, or an author who looks his pack over: no key is pinned.
    Unsigned(&'a Pack),
    /// A publisher, whose key is pinned.
    Signed(&'a SignedPack),
}

impl Origin<'_> {
    /// The pack.
    pub fn pack(&self) -> &Pack {
        match self {
            Self::Unsigned(pack) => pack,
            Self::Signed(signed) => &signed.pack,
        }
    }

    fn offer(&self, kind: FacilityKind) -> Offer {
        match self {
            Self::Unsigned(pack) => Offer::of(pack, kind),
            Self::Signed(signed) => Offer::of_signed(signed, kind),
        }
    }
}

/// Fills `dir`, which is made if it is not there, and gives the paths written but for toji's own record; `None` with findings
/// where `dir` has files.
pub fn init(
    dir: &Path,
    origin: Origin<'_>,
    edition: &Edition,
    new: &NewFolder<'_>,
    sink: &mut Sink,
) -> Option<Vec<String>> {
    edit::recover(dir, sink)?;
    let findings: Vec<Finding> = wrong_kind(origin.pack(), new.kind).into_iter().chain(not_empty(dir)).collect();
    if !findings.is_empty() {
        sink.extend(findings);
        return None;
    }
    let changes = contents(origin, edition, new);
    edit::apply(dir, &changes, sink)?;
    let made = Disk::default().create_folders(&dir.join("attachments"));
    made.map_err(|it| sink.push(it.finding())).ok()?;
    Some(changes.paths().filter(|it| !it.starts_with('.')).map(str::to_owned).collect())
}

/// The same way as an update of an empty folder, so that an untouched folder that was updated equals a new one.
fn contents(origin: Origin<'_>, edition: &Edition, new: &NewFolder<'_>) -> ChangeSet {
    let empty = Files::new();
    let mut changes = plan(&empty, None, &origin.offer(new.kind), new.today).changes(&empty);
    for register in RegisterKind::ALL {
        let path = format!("registers/{}.csv", register.as_str());
        if origin.pack().file(&path).is_none() {
            changes.create(path, headings(register));
        }
    }
    let carried = origin.pack().file(BINDER).map(|it| String::from_utf8_lossy(&it.bytes)).unwrap_or_default();
    changes.create(BINDER, binder_toml::text(new, edition, &carried));
    let form = NewForm {
        edition,
        fiscal_year: new.fiscal_year,
        facility: new.kind,
        respondent: &Respondent::Facility,
        scope: &[],
    };
    changes.create(edit::form_path(&form), edit::blank(&form));
    changes
}

/// One line, with a byte order mark: without one, Excel on a Japanese Windows takes UTF-8 for CP932 and spoils it.
fn headings(register: RegisterKind) -> String {
    let names: Vec<&str> = register.columns().iter().map(|it| it.name).collect();
    format!("\u{feff}{}\n", names.join(","))
}

fn wrong_kind(pack: &Pack, kind: FacilityKind) -> Option<Finding> {
    let kinds: Vec<&str> = pack.head.kinds.iter().map(|it| it.as_str()).collect();
    let finding = || {
        let finding = Finding::of_path(Code::BadValue, "pack.toml").with("key", "kinds").with("value", kind.as_str());
        finding.with("expected", kinds.join(", "))
    };
    (!pack.head.kinds.contains(&kind)).then(finding)
}

/// Hidden entries (`.git`) do not count.
fn not_empty(dir: &Path) -> Option<Finding> {
    let shown = dir.display().to_string();
    if !dir.exists() {
        return None;
    }
    match fs::read_dir(dir) {
        Err(error) => Some(Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", error)),
        Ok(mut entries) => entries
            .any(|it| it.is_ok_and(|it| !it.file_name().to_string_lossy().starts_with('.')))
            .then(|| Finding::of_path(Code::FolderNotEmpty, &shown).with("path", &shown)),
    }
}
