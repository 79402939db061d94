//! Three texts of every cell to one: what was handed out, what came back, what stands in the folder. The folder's wins
//! wherever somebody changed it.

mod cells;
mod rows;

use std::collections::BTreeMap;

pub(in crate::exchange) use cells::told;

use super::columns::{self, Aliases, Headers};
use super::compare::Changes;
use super::cover;
use super::read::{Book, ReadSheet, cell_name};
use super::table::{Table, holds};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;
use crate::source::Writing;

/// A register as it stands in the folder.
#[derive(Debug)]
pub enum Folder {
    /// There is none.
    Absent,
    /// It has mistakes that keep it from being changed cell by cell.
    Unsound {
        /// Its path.
        path: String,
    },
    /// It can be changed.
    Sound {
        /// Its texts.
        table: Table,
        /// How its file is written.
        writing: Writing,
    },
}

/// What may be changed in the folder, by register. What may not is told.
pub fn merge(
    book: &Book,
    folder: &BTreeMap<RegisterKind, Folder>,
    aliases: &BTreeMap<RegisterKind, Aliases>,
    sink: &mut Sink,
) -> Vec<Changes> {
    let sheets = by_kind(book, sink);
    let mut all = Vec::new();
    for kind in RegisterKind::ALL {
        let base = book.base.as_ref().and_then(|it| it.table(kind));
        let Some(sheet) = sheets.get(&kind) else {
            if base.is_some() {
                let finding = Finding::of_path(Code::WorkbookMissingSheet, &book.path);
                sink.push(finding.with("register", kind.japanese()));
            }
            continue;
        };
        let none = Aliases::new();
        let merging = Sheet { path: &book.path, sheet, kind, base, aliases: aliases.get(&kind).unwrap_or(&none) };
        let changes = match folder.get(&kind).unwrap_or(&Folder::Absent) {
            Folder::Absent => merging.merge(&Table { rows: Vec::new(), ..Table::empty(kind) }, Writing::Utf8, sink),
            Folder::Sound { table, writing } => merging.merge(table, *writing, sink),
            Folder::Unsound { path } => {
                merging.refuse(path, sink);
                Changes::none(kind)
            }
        };
        if !changes.is_empty() {
            all.push(changes);
        }
    }
    all
}

/// The sheet of each register; those that carry its name come first.
fn by_kind<'a>(book: &'a Book, sink: &mut Sink) -> BTreeMap<RegisterKind, &'a ReadSheet> {
    let mut found: BTreeMap<RegisterKind, &ReadSheet> = BTreeMap::new();
    let mut others = Vec::new();
    for sheet in book.sheets.iter().filter(|it| it.name != cover::SHEET && !it.rows.is_empty()) {
        match RegisterKind::ALL.into_iter().find(|it| it.japanese() == sheet.name) {
            Some(kind) => {
                found.insert(kind, sheet);
            }
            None => others.push(sheet),
        }
    }
    for sheet in others {
        match columns::kind_of(sheet).filter(|it| !found.contains_key(it)) {
            Some(kind) => {
                found.insert(kind, sheet);
            }
            None => {
                let finding = Finding::of_path(Code::WorkbookUnknownSheet, &book.path);
                sink.push(finding.with("sheet", &sheet.name));
            }
        }
    }
    found
}

/// A sheet and what it was made from.
struct Sheet<'a> {
    path: &'a str,
    sheet: &'a ReadSheet,
    kind: RegisterKind,
    base: Option<&'a Table>,
    aliases: &'a Aliases,
}

impl Sheet<'_> {
    fn merge(&self, folder: &Table, writing: Writing, sink: &mut Sink) -> Changes {
        let known = self.known(folder);
        let Some(headers) = columns::headers(self.sheet, self.kind, &known, self.aliases) else {
            let id = self.kind.columns().first().map_or("", |it| it.name);
            let finding = self.finding(Code::WorkbookWithoutIds).with("sheet", &self.sheet.name);
            sink.push(finding.with("column", id));
            return Changes::none(self.kind);
        };
        self.report_headers(&headers, sink);
        let mut changes = rows::Rows { sheet: self, headers: &headers, folder, writing }.merge(sink);
        changes.columns = changes.lacking(&folder.columns);
        changes
    }

    /// The register has mistakes: whoever changed something in the sheet must hear that it was not taken over.
    fn refuse(&self, path: &str, sink: &mut Sink) {
        let unchanged = self.base.cloned().unwrap_or_else(|| Table::empty(self.kind));
        let mut unheard = Sink::default();
        let changes = self.merge(&unchanged, Writing::Utf8, &mut unheard);
        if !changes.is_empty() || !unheard.into_sorted().is_empty() {
            let finding = self.finding(Code::WorkbookRegisterUnsound).with("register", self.kind.japanese());
            sink.push(finding.with("path", path));
        }
    }

    /// The columns that a header may name.
    fn known(&self, folder: &Table) -> Vec<String> {
        let mut known = folder.columns.clone();
        let base = self.base.iter().flat_map(|it| it.columns.iter().map(String::as_str));
        for name in base.chain(self.kind.columns().iter().map(|it| it.name)) {
            if !known.iter().any(|it| it == name) {
                known.push(name.to_owned());
            }
        }
        known.retain(|it| !it.is_empty());
        known
    }

    fn report_headers(&self, headers: &Headers, sink: &mut Sink) {
        let Some(row) = self.sheet.rows.get(headers.row).map(|it| it.number) else { return };
        let rows = &self.sheet.rows[headers.row + 1..];
        let cell = |column: u32| cell_name(&self.sheet.name, row, column);
        let is_used = |column: u32| rows.iter().any(|it| it.cells.contains_key(&column));
        for (column, name) in headers.unknown.iter().filter(|it| is_used(it.0)) {
            let finding = self.finding(Code::WorkbookUnknownColumn).with("cell", cell(*column)).with("name", name);
            sink.push(finding.with("register", self.kind.japanese()));
        }
        for (column, name) in &headers.repeated {
            sink.push(self.finding(Code::WorkbookRepeatedColumn).with("cell", cell(*column)).with("name", name));
        }
        let mut nameless: Vec<u32> = rows.iter().flat_map(|it| it.cells.keys().copied()).collect();
        nameless.sort_unstable();
        nameless.dedup();
        let is_named = |it: &u32| {
            let mut told = headers.unknown.iter().chain(&headers.repeated);
            headers.columns.contains_key(it) || told.any(|(column, _)| column == it)
        };
        for column in nameless.into_iter().filter(|it| !is_named(it)) {
            sink.push(self.finding(Code::WorkbookColumnWithoutHeader).with("cell", cell(column)));
        }
        let has = |name: &String| headers.columns.values().any(|it| it == name);
        for name in self.base.iter().flat_map(|it| &it.columns).filter(|it| !it.is_empty() && !has(it)) {
            let finding = self.finding(Code::WorkbookMissingColumn).with("sheet", &self.sheet.name);
            sink.push(finding.with("name", name));
        }
    }

    fn finding(&self, code: Code) -> Finding {
        Finding::of_path(code, self.path)
    }

    fn holds(&self, name: &str) -> crate::model::Holds {
        holds(self.kind, name)
    }
}
