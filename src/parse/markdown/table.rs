//! A table in the making, and the cells that its source rows really have. Never changes what pulldown-cmark made of a
//! row: surplus cells are gone, missing ones are empty, and the finding says so.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::source::Source;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Align, Inlines, RawRef, Table};

/// A table whose rows are coming in.
#[derive(Debug)]
pub(super) struct Rows {
    table: Table<RawRef>,
    row: Vec<Inlines<RawRef>>,
}

impl Rows {
    pub(super) fn new(aligns: &[Alignment]) -> Self {
        let aligns = aligns.iter().map(align).collect();
        Self { table: Table { aligns, head: Vec::new(), rows: Vec::new() }, row: Vec::new() }
    }

    /// Takes the next cell of the row.
    pub(super) fn cell(&mut self, content: Inlines<RawRef>) {
        self.row.push(content);
    }

    /// Ends the head.
    pub(super) fn head(&mut self) {
        self.table.head = std::mem::take(&mut self.row);
    }

    /// Ends a row written at `range`.
    pub(super) fn row(&mut self, source: Source<'_>, range: Range<usize>, sink: &mut Sink) {
        let span = source.trimmed(range.clone());
        let (found, expected) = (cells(&source.text[range]), self.table.aligns.len());
        if found != expected {
            sink.push(Finding::at(Code::TableCells, span).with("found", found).with("expected", expected));
        }
        self.table.rows.push((span, std::mem::take(&mut self.row)));
    }

    /// The finished table.
    pub(super) fn finish(self) -> Table<RawRef> {
        self.table
    }
}

fn align(alignment: &Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}

/// How many cells a source row has. Only `\|` escapes a bar, in code spans too (GFM 4.10).
fn cells(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let is_bar = |at: usize| row.as_bytes().get(at) == Some(&b'|') && !row[..at].ends_with('\\');
    let end = if !row.is_empty() && is_bar(row.len() - 1) { row.len() - 1 } else { row.len() };
    (0..end).filter(|it| is_bar(*it)).count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_backslash_escapes_a_bar() {
        for (row, count) in [
            ("| a | b |", 2),
            ("a | b", 2),
            ("| a || b |", 3),
            ("| a \\| b | c |\r\n", 2),
            ("| `a | b` |", 2),
            ("a", 1),
            ("| a \\|", 1),
            ("| |", 1),
            ("  | 甲 | 乙", 2),
        ] {
            assert_eq!(cells(row), count, "{row:?}");
        }
    }
}
