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
        let (found, expected) = (cells(&source.text[range]).len(), self.table.aligns.len());
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

/// The finding for a paragraph, written at `range`, that was meant as a table: to be one, its delimiter row needs as many
/// columns as the row above (GFM 4.10).
pub(super) fn missed(source: Source<'_>, range: Range<usize>) -> Option<Finding> {
    let (mut start, mut above) = (range.start, 0);
    let text = source.text.get(range).filter(|it| it.contains('|'))?;
    for line in text.split_inclusive('\n') {
        let row = line.trim_start_matches([' ', '\t', '>']);
        let columns = if row.contains('|') { cells(row).len() } else { 0 };
        if above > 0 && columns > 0 && columns != above && is_delimiter(row) {
            let span = source.trimmed(start + line.len() - row.len()..start + line.len());
            return Some(Finding::at(Code::TableColumns, span).with("found", columns).with("expected", above));
        }
        (start, above) = (start + line.len(), columns);
    }
    None
}

/// `|---|:-:|`
fn is_delimiter(row: &str) -> bool {
    cells(row).into_iter().all(|it| {
        let dashes = row[it].trim_matches(':');
        !dashes.is_empty() && dashes.bytes().all(|it| it == b'-')
    })
}

/// The cells of a source row, without the blanks around them, as ranges of `row`. Only `\|` escapes a bar, in code spans
/// too (GFM 4.10).
pub(crate) fn cells(row: &str) -> Vec<Range<usize>> {
    let is_bar = |at: usize| row.as_bytes().get(at) == Some(&b'|') && !row[..at].ends_with('\\');
    let mut start = row.len() - row.trim_start().len();
    start += usize::from(is_bar(start));
    let written = row.trim_end().len().max(start);
    let end = if written > start && is_bar(written - 1) { written - 1 } else { written };
    let mut cells = Vec::new();
    for at in (start..end).filter(|it| is_bar(*it)) {
        cells.push(trimmed(row, start..at));
        start = at + 1;
    }
    cells.push(trimmed(row, start..end));
    cells
}

fn trimmed(row: &str, range: Range<usize>) -> Range<usize> {
    let cell = &row[range.clone()];
    let start = range.start + cell.len() - cell.trim_start().len();
    start..start + cell.trim().len()
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
            assert_eq!(cells(row).len(), count, "{row:?}");
        }
    }

    #[test]
    fn a_cell_is_placed_without_its_blanks() {
        let row = "| 甲 |  乙 \\| 丙|";
        let texts: Vec<&str> = cells(row).into_iter().map(|it| &row[it]).collect();
        assert_eq!(texts, ["甲", "乙 \\| 丙"]);
    }
}
