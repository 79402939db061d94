//! The cells of one row of a sheet.

use super::rows::Rows;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::registers::compare::CellChange;
use crate::exchange::registers::incoming::{Incoming, incoming};
use crate::exchange::registers::read::{ReadRow, Value, cell_name};
use crate::exchange::registers::table::{Table, TableRow, is_same};
use crate::model::RowId;

pub(super) struct Cells<'a> {
    pub(super) rows: &'a Rows<'a>,
    pub(super) row: &'a ReadRow,
}

/// What the row said when it was handed out, and what it says in the folder.
#[derive(Clone, Copy)]
pub(super) struct RowTexts<'a> {
    pub(super) old: Option<&'a TableRow>,
    pub(super) now: Option<&'a TableRow>,
}

/// A cell and its texts.
struct Texts<'a> {
    id: &'a RowId,
    column: u32,
    name: &'a str,
    /// `None` where it was not handed out.
    old: Option<&'a str>,
    now: &'a str,
}

impl Cells<'_> {
    /// The cells that are taken over into a row that is there.
    pub(super) fn changed(&self, id: &RowId, texts: RowTexts<'_>, sink: &mut Sink) -> Vec<CellChange> {
        let sheet = self.rows.sheet;
        let text = |table: Option<&'_ Table>, row: Option<&'_ TableRow>, name: &str| {
            let table = table.filter(|it| it.columns.iter().any(|it| it == name))?;
            row.map(|it| table.text(it, name).to_owned())
        };
        let mut cells = Vec::new();
        for (column, name) in &self.rows.headers.columns {
            let old = text(sheet.base, texts.old, name);
            let now = text(Some(self.rows.folder), texts.now, name).unwrap_or_default();
            let it = Texts { id, column: *column, name, old: old.as_deref(), now: &now };
            if let Some(new) = self.taken(&it, sink) {
                cells.push(CellChange { column: name.clone(), old: now, new });
            }
        }
        cells
    }

    /// The cells of a new row; `None` where its id cannot be written.
    pub(super) fn added(&self, sink: &mut Sink) -> Option<Vec<(String, String)>> {
        let id = self.rows.sheet.kind.columns().first()?.name;
        let mut cells = Vec::new();
        for (column, name) in &self.rows.headers.columns {
            let value = self.row.cells.get(column);
            let holds = self.rows.sheet.holds(name);
            let text = match incoming(value, holds, "") {
                Incoming::Text(text) => self.writable(*column, name, text, sink),
                Incoming::Unclear(code) => {
                    sink.push(self.unclear(code, *column, name));
                    None
                }
            };
            match text {
                Some(text) if text.trim().is_empty() => {}
                Some(text) => cells.push((name.clone(), text)),
                None if name == id => return None,
                None => {}
            }
        }
        Some(cells)
    }

    /// Whether somebody changed the row in the workbook.
    pub(super) fn differ(&self, old: &TableRow) -> bool {
        let Some(base) = self.rows.sheet.base else { return true };
        self.rows.headers.columns.iter().any(|(column, name)| {
            let (holds, before) = (self.rows.sheet.holds(name), base.text(old, name));
            match incoming(self.row.cells.get(column), holds, before) {
                Incoming::Text(text) => !is_same(holds, &text, before),
                Incoming::Unclear(_) => true,
            }
        })
    }

    /// The new text of a cell, where the workbook has one and the folder's may go.
    fn taken(&self, it: &Texts<'_>, sink: &mut Sink) -> Option<String> {
        let holds = self.rows.sheet.holds(it.name);
        let same = |one: &str, other: &str| is_same(holds, one, other);
        let new = match incoming(self.row.cells.get(&it.column), holds, it.old.unwrap_or(it.now)) {
            Incoming::Text(text) => self.rows.writing.settled(&text).into_owned(),
            Incoming::Unclear(code) => {
                sink.push(self.unclear(code, it.column, it.name));
                return None;
            }
        };
        if same(&new, it.now) || it.old.is_some_and(|old| same(&new, old)) {
            return None;
        }
        let is_free = match it.old {
            Some(old) => same(old, it.now),
            // Nobody knows what stood there before: a gap may be filled, a text stays, and a gap says nothing.
            None if new.trim().is_empty() => return None,
            None => it.now.is_empty(),
        };
        if !is_free {
            sink.push(self.conflict(it, &new));
            return None;
        }
        self.writable(it.column, it.name, new, sink)
    }

    fn writable(&self, column: u32, name: &str, text: String, sink: &mut Sink) -> Option<String> {
        let Some(found) = self.rows.writing.first_unwritable(&text) else {
            return Some(self.rows.writing.settled(&text).into_owned());
        };
        let finding = self.finding(Code::WorkbookUnwritable, column).with("name", name).with("character", found);
        sink.push(finding.with("encoding", self.rows.writing.as_str()));
        None
    }

    fn conflict(&self, it: &Texts<'_>, new: &str) -> Finding {
        let finding = self.finding(Code::WorkbookConflict, it.column).with("id", it.id).with("name", it.name);
        finding.with("folder", shown(it.now)).with("workbook", shown(new))
    }

    fn unclear(&self, code: Code, column: u32, name: &str) -> Finding {
        self.row.cells.get(&column).into_iter().fold(self.finding(code, column).with("name", name), told)
    }

    fn finding(&self, code: Code, column: u32) -> Finding {
        let cell = cell_name(&self.rows.sheet.sheet.name, self.row.number, column);
        self.rows.sheet.finding(code).with("cell", cell)
    }
}

/// With what stands in the cell, where anything does.
pub(in crate::exchange) fn told(finding: Finding, value: &Value) -> Finding {
    match value {
        Value::Merged => finding,
        Value::Text(_) | Value::Number(_) | Value::Day(_) | Value::Other(_) | Value::Valueless(_) => {
            finding.with("text", value.shown())
        }
    }
}

/// On one line, and not a whole page of it.
fn shown(text: &str) -> String {
    const LONG: usize = 60;
    let line = text.replace('\n', " ");
    if line.chars().count() > LONG { line.chars().take(LONG).chain(['…']).collect() } else { line }
}
