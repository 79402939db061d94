//! The registers of a binder to a workbook, and a workbook that came back to changes of their files. Writes nothing.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostics::{At, Code, Finding, Severity, Sink};
use crate::exchange::registers::{self, Added, Aliases, Book, Changes, Folder, Handout, Table};
use crate::load;
use crate::model::{Date, Register, RegisterKind};
use crate::source::{Sources, Writing};

use super::Whole;

/// Mistakes that leave it open which cell is which: no cell is changed where there is one.
const UNSOUND: [Code; 6] = [
    Code::CsvCells,
    Code::CsvSyntax,
    Code::DuplicateColumn,
    Code::DuplicateRow,
    Code::MissingColumn,
    Code::MissingRowId,
];

/// A workbook to be handed out.
#[derive(Debug)]
pub struct Handed {
    /// Its bytes, or why there are none.
    pub bytes: Result<Vec<u8>, String>,
    /// What is not in it, and why.
    pub findings: Vec<Finding>,
    /// How many rows of which register are in it.
    pub rows: Vec<(RegisterKind, usize)>,
}

/// What a workbook changes.
#[derive(Debug)]
pub struct Merged {
    /// What is not taken over, and why.
    pub findings: Vec<Finding>,
    /// What is, by register; `None` where the workbook could not be read, which the findings explain.
    pub changes: Option<Vec<Changed>>,
}

/// A register that changes.
#[derive(Debug)]
pub struct Changed {
    /// Its path below the source folder.
    pub path: String,
    /// Its rows and cells.
    pub changes: Changes,
    /// The file's bytes; `None` for one that is not there yet.
    pub before: Option<Vec<u8>>,
    /// The bytes that it shall have.
    pub after: Vec<u8>,
}

/// The registers as a workbook, as of `day`.
pub fn hand_out(whole: &Whole, sources: &Sources, day: Date) -> Handed {
    let mut findings = Vec::new();
    let mut unread = Vec::new();
    for kind in RegisterKind::ALL.into_iter().filter(|it| whole.binder.register(*it).is_none()) {
        let told = mistakes(whole, sources, kind);
        if !told.is_empty() {
            unread.push(kind);
            findings.extend(told);
        }
    }
    let tables: Vec<Table> = whole.binder.registers().iter().map(Table::of).collect();
    findings.extend(tables.iter().flat_map(too_long));
    let facility = &whole.binder.config().facility.name;
    let handout = Handout { facility, day, tables, unread };
    let bytes = registers::workbook(&handout).map_err(|it| it.to_string());
    let rows = handout.tables.iter().map(|it| (it.kind, it.rows.len())).collect();
    Handed { bytes, findings, rows }
}

fn too_long(table: &Table) -> Vec<Finding> {
    let path = path(table.kind);
    let cells = registers::too_long(table);
    let finding = |(id, name): (String, String)| {
        let finding = Finding::of_path(Code::WorkbookCellTooLong, &path).with("register", table.kind.japanese());
        finding.with("id", id).with("name", name)
    };
    cells.into_iter().map(finding).collect()
}

/// The mistakes of a register that could not be read at all.
pub fn mistakes(whole: &Whole, sources: &Sources, kind: RegisterKind) -> Vec<Finding> {
    let path = path(kind);
    let is_of = |it: &&Finding| {
        let place = match &it.at {
            At::Span(span) => sources.file(span.file).path(),
            At::Path(path) => path,
            At::Nowhere => "",
        };
        place == path && it.severity() == Severity::Error
    };
    whole.report.findings.iter().filter(is_of).cloned().collect()
}

fn path(kind: RegisterKind) -> String {
    format!("registers/{}.csv", kind.as_str())
}

/// A workbook called `name` against the registers in `root`, which `whole` was read from.
pub fn merge(root: &Path, whole: &Whole, sources: &Sources, (name, bytes): (&str, &[u8])) -> Merged {
    let mut sink = Sink::default();
    let Some(book) = registers::read(name, bytes, &mut sink) else {
        return Merged { findings: sink.into_sorted(), changes: None };
    };
    let changed = merge_book(root, whole, sources, &book, &mut sink);
    Merged { findings: sink.into_sorted(), changes: Some(changed) }
}

/// The same for a workbook that was read.
pub fn merge_book(root: &Path, whole: &Whole, sources: &Sources, book: &Book, sink: &mut Sink) -> Vec<Changed> {
    let shelf = Shelf { root, whole, sources };
    let mut files = BTreeMap::new();
    let mut folder = BTreeMap::new();
    for kind in RegisterKind::ALL {
        let (state, bytes) = shelf.state(kind, sink);
        folder.insert(kind, state);
        files.extend(bytes.map(|it| (kind, it)));
    }
    let changes = registers::merge(book, &folder, &aliases(whole), sink);
    let mut changed = Vec::new();
    for changes in changes {
        let file = files.remove(&changes.kind);
        match shelf.changed(changes, file) {
            Ok(it) => changed.push(it),
            Err(finding) => sink.push(*finding),
        }
    }
    changed
}

/// What a register is with `row` behind all others, and that row's own line; `None` with a finding where it cannot be read
/// or has changed since.
pub(super) fn with_row(
    root: &Path,
    whole: &Whole,
    sources: &Sources,
    (kind, row): (RegisterKind, Added),
    sink: &mut Sink,
) -> Option<(Changed, String)> {
    let shelf = Shelf { root, whole, sources };
    let (state, file) = shelf.state(kind, sink);
    let have = match state {
        Folder::Sound { table, .. } => table.columns,
        Folder::Absent => Table::empty(kind).columns,
        Folder::Unsound { path } => {
            sink.push(Finding::of_path(Code::ChangedMeanwhile, &path).with("path", &path));
            return None;
        }
    };
    let changes = Changes::of_row(kind, row, &have);
    let line = shelf.new_line(&changes);
    shelf.changed(changes, file).map(|it| (it, line)).map_err(|it| sink.push(*it)).ok()
}

/// The headers of other tools, by register.
fn aliases(whole: &Whole) -> BTreeMap<RegisterKind, Aliases> {
    let mut aliases: BTreeMap<RegisterKind, Aliases> = BTreeMap::new();
    for it in &whole.binder.config().aliases {
        aliases.entry(it.register).or_default().insert(it.theirs.value.clone(), it.ours.value.to_owned());
    }
    aliases
}

/// The registers of a folder.
struct Shelf<'a> {
    root: &'a Path,
    whole: &'a Whole,
    sources: &'a Sources,
}

impl Shelf<'_> {
    fn state(&self, kind: RegisterKind, sink: &mut Sink) -> (Folder, Option<(Vec<u8>, Writing)>) {
        let Some(register) = self.whole.binder.register(kind) else {
            let is_unread = !mistakes(self.whole, self.sources, kind).is_empty();
            return (if is_unread { Folder::Unsound { path: path(kind) } } else { Folder::Absent }, None);
        };
        let file = self.sources.file(register.file);
        let unsound = || Folder::Unsound { path: file.path().to_owned() };
        if self.has_mistakes(register) {
            return (unsound(), None);
        }
        let bytes = load::outside_bytes(&self.root.join(file.path()), sink);
        let written = bytes.and_then(|it| Writing::of(&it, file.text()).map(|writing| (it, writing)));
        match written {
            Some((bytes, writing)) => (Folder::Sound { table: Table::of(register), writing }, Some((bytes, writing))),
            None => (unsound(), None),
        }
    }

    fn has_mistakes(&self, register: &Register) -> bool {
        let is_there = |it: &Finding| matches!(&it.at, At::Span(span) if span.file == register.file);
        self.whole.report.findings.iter().any(|it| UNSOUND.contains(&it.code) && is_there(it))
    }

    /// The last line of the register once `changes` are made.
    fn new_line(&self, changes: &Changes) -> String {
        let text = match self.whole.binder.register(changes.kind) {
            Some(register) => {
                let text = self.sources.file(register.file).text();
                registers::splices(register, text, changes).pop().map(|it| it.text).unwrap_or_default()
            }
            None => registers::new_text(changes),
        };
        text.trim_end().lines().last().unwrap_or_default().to_owned()
    }

    fn changed(&self, changes: Changes, file: Option<(Vec<u8>, Writing)>) -> Result<Changed, Box<Finding>> {
        let register = self.whole.binder.register(changes.kind);
        let Some((register, (bytes, writing))) = register.zip(file) else {
            let after = registers::new_text(&changes).into_bytes();
            return Ok(Changed { path: path(changes.kind), changes, before: None, after });
        };
        let file = self.sources.file(register.file);
        let splices = registers::splices(register, file.text(), &changes);
        let path = file.path().to_owned();
        match writing.splice(&bytes, file.text(), &splices) {
            Some(after) => Ok(Changed { path, changes, before: Some(bytes), after }),
            None => Err(Box::new(Finding::of_path(Code::ChangedMeanwhile, &path).with("path", &path))),
        }
    }
}
