//! A completed form: the answers in a document's table. Never judges an answer, and never asks whether an item is missing.

mod cell;
mod former;

pub use cell::read_answer as answer;
pub(crate) use former::former;

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{
    Block, BlockKind, Column, DocId, FiscalYear, Form, FormRow, Inlines, Machine, RawRef, Respondent, RowId, Table,
    plain_text,
};
use crate::source::{FileId, Span, Spanned};

use super::front_matter::FormKeys;
use super::markdown;

/// What stands above the items' column.
const ITEM_HEADER: &str = "項目";

/// The folder of all forms.
const FOLDER: &str = "checklists";

/// Reads the form in `blocks`, the content of the document at `path` that reads `text`; `columns` are the edition's. `None` where the path
/// says neither year nor respondent, or no table of answers is there.
pub(crate) fn parse(
    file: FileId,
    (path, text): (&str, &str),
    keys: FormKeys,
    blocks: &[Block<RawRef>],
    columns: &[Column],
    sink: &mut Sink,
) -> Option<Form> {
    let place = place(path);
    if place.is_none() {
        let near = nearest(path.rsplit('/').next().unwrap_or(path), ["facility.md", "vendor-VD-01.md"]);
        sink.push(Finding::of_path(Code::UnknownFile, path).with("path", path).nearest(near));
    }
    let Some((span, table)) = answers(blocks) else {
        // A table that is none for want of columns has been told.
        if !sink.holds(Code::TableColumns) {
            sink.push(Finding::at(Code::FormNoTable, Span::new(file, 0..0)));
        }
        return None;
    };
    if table.head.len() != columns.len() {
        let finding = Finding::at(Code::TableCells, span).with("found", table.head.len());
        sink.push(finding.with("expected", columns.len()));
    }
    let columns: Vec<_> = columns.iter().copied().map(Some).collect();
    let (mut rows, mut unread) = (Vec::new(), Vec::new());
    for (span, cells) in &table.rows {
        match row(*span, text, cells, &columns, sink) {
            Some(Ok(row)) => rows.push(row),
            Some(Err(beginning)) => unread.push(Spanned::new(beginning, *span)),
            None => (),
        }
    }
    Some(Form { rows, unread, ..form(path, place?, keys)? })
}

/// A form without its rows.
fn form(path: &str, place: (FiscalYear, Respondent), keys: FormKeys) -> Option<Form> {
    Some(Form {
        document: DocId::from_path(path)?,
        fiscal_year: place.0,
        respondent: place.1,
        answered_by: keys.answered_by,
        answered_on: keys.answered_on,
        edition: keys.edition,
        kind: keys.kind,
        scope: keys.scope,
        scope_note: keys.scope_note,
        original: keys.original,
        submitted: keys.submitted,
        rows: Vec::new(),
        unread: Vec::new(),
    })
}

/// Year and respondent of `checklists/2025/facility.md` and `checklists/2025/vendor-VD-01.md`.
pub fn place(path: &str) -> Option<(FiscalYear, Respondent)> {
    let (year, name) = path.strip_prefix(FOLDER)?.strip_prefix('/')?.split_once('/')?;
    let digits = year.len() == 4 && year.bytes().all(|it| it.is_ascii_digit());
    let year = FiscalYear::new(year.parse().ok().filter(|_| digits)?)?;
    let stem = name.strip_suffix(".md").filter(|it| !it.contains('/'))?;
    let respondent = match stem.strip_prefix("vendor-") {
        Some(id) => Respondent::Vendor(RowId::new(id)?),
        None if stem == "facility" => Respondent::Facility,
        None => return None,
    };
    Some((year, respondent))
}

/// The first table whose first column holds the items.
fn answers(blocks: &[Block<RawRef>]) -> Option<(Span, &Table<RawRef>)> {
    blocks.iter().find_map(|block| {
        let BlockKind::Table(table) = &block.kind else { return None };
        holds_items(table).then_some((block.span, &**table))
    })
}

fn holds_items(table: &Table<RawRef>) -> bool {
    table.head.first().is_some_and(|it| plain_text(it).trim() == ITEM_HEADER)
}

/// `None` for an empty row; what it begins with, where that is no item.
fn row(
    span: Span,
    text: &str,
    cells: &[Inlines<RawRef>],
    columns: &[Option<Column>],
    sink: &mut Sink,
) -> Option<Result<FormRow, String>> {
    let texts: Vec<String> = cells.iter().map(|it| plain_text(it).trim().to_owned()).collect();
    if texts.iter().all(String::is_empty) {
        return None;
    }
    let Some(item) = cells.first().and_then(|it| cell::item(it, span)) else {
        return Some(Err(texts.into_iter().next().unwrap_or_default()));
    };
    let machine = Machine::named_in(texts.first().map_or("", String::as_str));
    let mut row = FormRow {
        item,
        machine,
        span,
        first: None,
        first_date: None,
        target: None,
        second: None,
        second_date: None,
        remark: String::new(),
        cells: Vec::new(),
        unread: Vec::new(),
    };
    let mut told = Sink::default();
    let places = markdown::cells(text.get(span.range()).unwrap_or_default());
    for (i, (column, text)) in columns.iter().zip(&texts).enumerate() {
        let place = places.get(i).map_or(span, |it| span.within(it.clone()));
        let Some(column) = *column else { continue };
        row.cells.push((column, place));
        fill(&mut row, column, (text, place), &mut told);
        if !text.is_empty() && row.is_blank(column) {
            row.unread.push(column);
        }
    }
    sink.extend(told.into_sorted().into_iter().map(|it| it.item(row.item.value)));
    Some(Ok(row))
}

fn fill(row: &mut FormRow, column: Column, (text, span): (&str, Span), told: &mut Sink) {
    match column {
        Column::Item => (),
        Column::First => row.first = cell::answer(text, span, told),
        Column::FirstDate => row.first_date = cell::date(text, span, told),
        Column::Target => row.target = cell::date(text, span, told),
        Column::Second => row.second = cell::answer(text, span, told),
        Column::SecondDate => row.second_date = cell::date(text, span, told),
        Column::Remark => row.remark = text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
