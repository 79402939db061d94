//! A return against the form that stands in its place. Never decides which of the two is right.

use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::ReturnedRow;
use crate::model::{Column, Form, FormRow, Respondent, RowId, Transcript, TranscriptRow};
use crate::resolve::Binder;

/// What stands where a transcript goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nothing, or a blank form.
    Free,
    /// A form with the same answers.
    Same,
    /// A form with other answers: each was told.
    Differs,
}

/// The vendor's form, where it has answers.
pub(super) fn there<'a>(binder: &'a Binder, vendor: &RowId) -> Option<&'a Form> {
    let respondent = Respondent::Vendor(vendor.clone());
    binder.forms().map(|it| it.1).find(|it| it.respondent == respondent).filter(|it| it.has_answers())
}

pub(super) fn standing(binder: &Binder, new: &Transcript, returned: &[ReturnedRow], sink: &mut Sink) -> Standing {
    let Some(form) = there(binder, &new.vendor) else { return Standing::Free };
    let mut differs = false;
    for row in &new.rows {
        let old = form.row(row.item);
        for (column, text) in &row.cells {
            let before = old.map(|it| written(it, *column)).unwrap_or_default();
            if bare(&before) == bare(text) {
                continue;
            }
            differs = true;
            tell(form, row, (*column, &before, text), returned, sink);
        }
    }
    differs |= form.rows.iter().any(|it| !new.rows.iter().any(|new| new.item == it.item.value));
    if differs { Standing::Differs } else { Standing::Same }
}

fn tell(
    form: &Form,
    row: &TranscriptRow,
    (column, before, after): (Column, &str, &str),
    returned: &[ReturnedRow],
    sink: &mut Sink,
) {
    let cells = returned.iter().filter(|it| it.item == row.item).flat_map(|it| &it.cells);
    let Some(cell) = cells.clone().find(|it| it.column == column).or(cells.clone().next()) else { return };
    let finding = Finding::at(Code::ReturnDiffers, cell.span).item(row.item).with("item", row.item.shown());
    let finding =
        finding.with("column", column.head()).with("cell", &cell.name).with("path", format!("{}.md", form.document));
    sink.push(finding.with("there", shown(before)).with("returned", shown(after)));
}

fn shown(text: &str) -> &str {
    if text.is_empty() { "—" } else { text }
}

/// What stands in a cell, as people write it.
fn written(row: &FormRow, column: Column) -> String {
    let answer = |it: Option<crate::model::Answer>| it.map(|it| it.written().to_owned()).unwrap_or_default();
    let day = |it: Option<crate::model::Date>| it.map(|it| it.japanese()).unwrap_or_default();
    match column {
        Column::Item => String::new(),
        Column::First => answer(row.first),
        Column::FirstDate => day(row.first_date),
        Column::Target => day(row.target),
        Column::Second => answer(row.second),
        Column::SecondDate => day(row.second_date),
        Column::Remark => row.remark.clone(),
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace()).collect()
}
