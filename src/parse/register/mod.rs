//! A register: one CSV file. Cells are read to see that they hold what they should, and stay text; ids of other registers
//! are not looked up.

mod cells;
mod headers;
mod typed;

use std::ops::Range;

use self::cells::{Record, records};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Cell, ColumnAlias, Register, RegisterKind, Row, RowId, unguard_formula};
use crate::source::{FileId, Span, Spanned};

/// Reads the register `kind`, whose headers may be another tool's. A row that cannot be read whole is read as far as it goes, with a finding.
pub fn parse(file: FileId, text: &str, (kind, aliases): (RegisterKind, &[ColumnAlias]), sink: &mut Sink) -> Register {
    let mut records = records(file, text, sink).into_iter();
    let header = records.next();
    let layout = Layout::of(file, text, header.as_ref(), (kind, aliases), sink);
    let mut rows = Vec::new();
    for record in records.filter(|it| !it.is_blank()) {
        rows.extend(layout.row(file, text, record, sink));
    }
    let empty: Vec<usize> = layout.blank_columns(&rows);
    let columns = without(layout.columns, &empty);
    for row in &mut rows {
        row.cells = without(std::mem::take(&mut row.cells), &empty);
    }
    let register = Register::new(kind, file, columns, rows);
    typed::check(&register, sink);
    register
}

/// The columns of a file, the id's moved to the front.
struct Layout {
    columns: Vec<Spanned<String>>,
    /// Where the id's column stands in the file.
    id: usize,
    id_name: &'static str,
}

impl Layout {
    fn of(
        file: FileId,
        text: &str,
        header: Option<&Record>,
        (kind, aliases): (RegisterKind, &[ColumnAlias]),
        sink: &mut Sink,
    ) -> Self {
        let id_name = kind.columns().first().map_or("", |it| it.name);
        let cells = header.map(|it| it.cells.as_slice()).unwrap_or_default();
        let mut columns: Vec<Spanned<String>> =
            cells.iter().map(|it| Spanned::new(headers::name(&it.text, kind), it.span(file, text))).collect();
        headers::rename(&mut columns, kind, aliases, sink);
        headers::report_duplicates(&columns, sink);
        headers::report_misspelt(&columns, kind, sink);
        let found = columns.iter().position(|it| it.value == id_name);
        if found.is_none() {
            let span = Span::new(file, header.map_or(0..0, |it| it.range.clone()));
            sink.push(Finding::at(Code::MissingColumn, span).with("name", id_name));
        }
        // Without its id column the first one is taken for it, so that one mistyped header is one finding.
        let id = found.unwrap_or_default();
        to_front(&mut columns, id);
        Self { columns, id, id_name }
    }

    /// `None` for a row without an id.
    fn row(&self, file: FileId, text: &str, record: Record, sink: &mut Sink) -> Option<Row> {
        let span = Span::new(file, record.range.clone());
        if record.cells.len() != self.columns.len() {
            let finding = Finding::at(Code::CsvCells, span).with("found", record.cells.len());
            sink.push(finding.with("expected", self.columns.len()));
        }
        let end = Span::new(file, record.range.end..record.range.end);
        let mut cells: Vec<Cell> = record
            .cells
            .iter()
            .map(|it| Spanned::new(unguard_formula(it.text.trim()).into(), it.span(file, text)))
            .collect();
        cells.resize_with(self.columns.len(), || Spanned::new("".into(), end));
        to_front(&mut cells, self.id);
        let id = cells.first().and_then(|it| Some(Spanned::new(RowId::new(&it.value)?, it.span)));
        if id.is_none() {
            sink.push(Finding::at(Code::MissingRowId, span).with("column", self.id_name));
        }
        Some(Row { id: id?, cells })
    }

    /// Columns without a header and without a single text: a spreadsheet leaves them behind.
    fn blank_columns(&self, rows: &[Row]) -> Vec<usize> {
        let is_blank =
            |column: &usize| rows.iter().all(|it| it.cells.get(*column).is_none_or(|it| it.value.is_empty()));
        (1..self.columns.len()).filter(|it| self.columns[*it].value.is_empty()).filter(is_blank).collect()
    }
}

fn to_front<T>(cells: &mut [T], index: usize) {
    if let Some(head) = cells.get_mut(..=index) {
        head.rotate_right(1);
    }
}

fn without<T>(cells: Vec<T>, left_out: &[usize]) -> Vec<T> {
    cells.into_iter().enumerate().filter(|it| left_out.binary_search(&it.0).is_err()).map(|it| it.1).collect()
}

impl cells::Field {
    /// The place of the text, without the blanks around it.
    fn span(&self, file: FileId, text: &str) -> Span {
        let Range { start, end } = self.range.clone();
        let raw = text.get(start..end).unwrap_or_default();
        let start = start + (raw.len() - raw.trim_start().len());
        Span::new(file, start..start + raw.trim().len())
    }
}

#[cfg(test)]
mod tests;
