//! What a member wrote: every blank with what it said when it was handed out. What cannot be read is told at its cell and
//! left out, so that it changes nothing.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::Made;
use super::base::{self, Base, BaseBlank};
use super::cover;
use super::key::Key;
use super::page::{FILL_IN, Place};
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::registers::Book;
use crate::exchange::registers::incoming::{Incoming, incoming};
use crate::exchange::registers::merge::told;
use crate::exchange::registers::read::{ReadRow, ReadSheet, Value, cell_name};
use crate::model::Holds;

/// A workbook that came back, without its registers.
#[derive(Debug)]
pub struct Filled {
    /// Whose it is, and for what it was made.
    pub made: Made,
    /// What findings call it.
    pub path: String,
    /// The blanks that could be read.
    pub cells: Vec<FilledCell>,
}

/// A blank as it came back.
#[derive(Debug, Clone)]
pub struct FilledCell {
    /// What it is about.
    pub key: Key,
    /// `施設!B5`.
    pub cell: String,
    /// What people call it: the row's label, and the column's head.
    pub name: String,
    /// What it said when it was handed out.
    pub old: String,
    /// What it says: a day as YYYY-MM-DD.
    pub new: String,
}

/// Takes the sheets that are no registers out of `book` and reads them; `None` with a finding where nobody can tell whose
/// workbook it is.
pub fn read(book: &mut Book, sink: &mut Sink) -> Option<Filled> {
    let hidden = book.sheets.iter().position(|it| it.name == base::SHEET).map(|it| book.sheets.remove(it));
    let Some(base) = hidden.and_then(|it| Base::read(&it)) else {
        sink.push(Finding::of_path(Code::MemberBookUnmarked, &book.path).with("path", &book.path));
        return None;
    };
    book.sheets.retain(|it| it.name != cover::SHEET);
    let mut cells = Vec::new();
    for name in names(&base) {
        let blanks: Vec<&BaseBlank> = base.blanks.iter().filter(|it| it.place.sheet == name).collect();
        let Some(at) = place_of(book, &name, &blanks) else {
            sink.push(Finding::of_path(Code::MemberSheetMissing, &book.path).with("sheet", &name));
            continue;
        };
        let sheet = book.sheets.remove(at);
        let reading = Reading { path: &book.path, sheet: &sheet };
        if sheet.name != name {
            let finding = reading.finding(Code::MemberSheetRenamed).with("sheet", &name);
            sink.push(finding.with("found", &sheet.name));
        }
        cells.extend(reading.cells(&blanks, sink));
        let said = base.said.iter().filter(|it| it.0.sheet == name);
        reading.overwritten(said, sink);
    }
    Some(Filled { made: base.made, path: book.path.clone(), cells })
}

/// The sheets that have blanks, in order.
fn names(base: &Base) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for blank in &base.blanks {
        if !names.contains(&blank.place.sheet) {
            names.push(blank.place.sheet.clone());
        }
    }
    names
}

/// The sheet of that name, else the one that has most of its labels.
fn place_of(book: &Book, name: &str, blanks: &[&BaseBlank]) -> Option<usize> {
    let by_name = book.sheets.iter().position(|it| it.name == name);
    let labels: BTreeSet<String> = blanks.iter().map(|it| fold(&it.place.label)).collect();
    let hits = |sheet: &ReadSheet| {
        let firsts: BTreeSet<String> = sheet.rows.iter().filter_map(|it| it.cells.get(&0)).map(folded).collect();
        firsts.intersection(&labels).count()
    };
    let by_labels = || {
        let scores = book.sheets.iter().enumerate().map(|(at, sheet)| (hits(sheet), at));
        scores.max().filter(|it| it.0 * 2 > labels.len()).map(|it| it.1)
    };
    by_name.or_else(by_labels)
}

fn folded(value: &Value) -> String {
    fold(&value.shown())
}

/// One spelling of a label or head.
fn fold(text: &str) -> String {
    text.nfc().filter(|it| !it.is_whitespace()).collect()
}

struct Reading<'a> {
    path: &'a str,
    sheet: &'a ReadSheet,
}

impl Reading<'_> {
    fn cells(&self, blanks: &[&BaseBlank], sink: &mut Sink) -> Vec<FilledCell> {
        let mut cells = Vec::new();
        let mut known = BTreeSet::new();
        for blank in blanks {
            match self.find(&blank.place) {
                Found::At(row, column) => {
                    known.insert((row.number, column));
                    cells.extend(self.cell(blank, row, column, sink));
                }
                Found::Nowhere => sink.push(self.lost(Code::MemberBlankMissing, &blank.place)),
                Found::Twice => sink.push(self.lost(Code::MemberBlankTwice, &blank.place)),
            }
        }
        self.strays(blanks, &known, sink);
        cells
    }

    fn find(&self, place: &Place) -> Found<'_> {
        let (label, head) = (fold(&place.label), fold(&place.head));
        let mut rows = self.sheet.rows.iter().filter(|it| it.cells.get(&0).is_some_and(|it| folded(it) == label));
        let row = match (rows.next(), rows.next()) {
            (None, _) => return Found::Nowhere,
            (Some(_), Some(_)) => return Found::Twice,
            (Some(row), None) => row,
        };
        // The head nearest above: a sheet may hold two tables.
        let above = self.sheet.rows.iter().rev().filter(|it| it.number < row.number);
        let columns = above.filter_map(|it| Some(*it.cells.iter().find(|it| *it.0 > 0 && folded(it.1) == head)?.0));
        columns.into_iter().next().map_or(Found::Nowhere, |column| Found::At(row, column))
    }

    fn cell(&self, blank: &BaseBlank, row: &ReadRow, column: u32, sink: &mut Sink) -> Option<FilledCell> {
        let holds = if blank.is_day { Holds::Date } else { Holds::Text };
        let cell = cell_name(&self.sheet.name, row.number, column);
        let name = name(&blank.place);
        let value = row.cells.get(&column);
        let text = value.map(Value::shown).unwrap_or_default();
        match incoming(value, holds, &blank.text) {
            Incoming::Text(new) => {
                if row.formulas.contains(&column) {
                    let finding = self.finding(Code::MemberCellFormula).with("cell", &cell).with("name", &name);
                    sink.push(finding.with("text", &text));
                }
                Some(FilledCell {
                    key: blank.key.clone(),
                    cell,
                    name,
                    old: blank.text.clone(),
                    new: new.trim().to_owned(),
                })
            }
            Incoming::Unclear(code) => {
                let finding = self.finding(code).with("cell", cell).with("name", name);
                sink.push(value.into_iter().fold(finding, told));
                None
            }
        }
    }

    /// What was written over something printed.
    fn overwritten<'s>(&self, said: impl Iterator<Item = &'s (Place, String)>, sink: &mut Sink) {
        for (place, printed) in said {
            let Found::At(row, column) = self.find(place) else { continue };
            let text = row.cells.get(&column).map(Value::shown).unwrap_or_default();
            if !text.trim().is_empty() && fold(&text) != fold(printed) {
                let cell = cell_name(&self.sheet.name, row.number, column);
                sink.push(self.finding(Code::MemberCellStray).with("cell", cell).with("text", text));
            }
        }
    }

    /// What was written beside the blanks.
    fn strays(&self, blanks: &[&BaseBlank], known: &BTreeSet<(u32, u32)>, sink: &mut Sink) {
        let labels: BTreeSet<String> = blanks.iter().map(|it| fold(&it.place.label)).collect();
        let columns: BTreeSet<u32> = known.iter().map(|it| it.1).collect();
        let heads: BTreeSet<String> = blanks.iter().map(|it| fold(&it.place.head)).collect();
        let first = known.iter().map(|it| it.0).min().unwrap_or_default();
        let is_head = |row: &ReadRow| row.cells.values().any(|it| heads.contains(&folded(it)));
        for row in self.sheet.rows.iter().filter(|it| it.number > first && !is_head(it)) {
            let is_ours = row.cells.get(&0).is_some_and(|it| labels.contains(&folded(it)));
            let widest = columns.last().copied().unwrap_or_default();
            for (column, value) in &row.cells {
                let text = value.shown();
                let is_stray = if is_ours { *column > widest } else { !known.contains(&(row.number, *column)) };
                if is_stray && !text.trim().is_empty() {
                    let cell = cell_name(&self.sheet.name, row.number, *column);
                    sink.push(self.finding(Code::MemberCellStray).with("cell", cell).with("text", text));
                }
            }
        }
    }

    fn lost(&self, code: Code, place: &Place) -> Finding {
        self.finding(code).with("sheet", &self.sheet.name).with("name", name(place))
    }

    fn finding(&self, code: Code) -> Finding {
        Finding::of_path(code, self.path)
    }
}

enum Found<'a> {
    At(&'a ReadRow, u32),
    Nowhere,
    Twice,
}

fn name(place: &Place) -> String {
    if place.head == FILL_IN { place.label.clone() } else { format!("{} {}", place.label, place.head) }
}
