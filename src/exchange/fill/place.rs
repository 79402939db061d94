//! Which cell takes which answer: the row by its number, the column by its heading. Never a cell that could be another.

use calamine::SheetVisible;

use super::{Edits, FillFor, FillRow, FillValue};
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::columns::{self, Held, Place};
use crate::exchange::form::{self, FormItem, FormSheet, Whose};
use crate::exchange::returned::{is_blank_choice, is_blank_day};
use crate::exchange::sheet::{Sheet, cell_name};
use crate::model::{Column, ItemId};

/// The only sheet that is the respondent's form; of several that fit a facility, the one that names the fewest kinds.
pub(super) fn sheet(
    path: &str,
    sheets: Vec<Sheet>,
    whose: FillFor,
    rows: &[FillRow],
    sink: &mut Sink,
) -> Option<(Sheet, FormSheet)> {
    let kinds = |form: &FormSheet| match (&form.whose, whose) {
        (Whose::Facility(_, kinds), FillFor::Facility(kind)) if kinds.contains(&kind) => Some(kinds.len()),
        (Whose::Vendor, FillFor::Vendor) => Some(0),
        (Whose::Facility(..) | Whose::Vendor, _) => None,
    };
    let read = |sheet: Sheet| {
        let form = form::read(&sheet, &mut Sink::default())?;
        // Fewer of the items than half, and it is some other list with numbers.
        let is_there = |row: &&FillRow| form.items.iter().any(|it| it.id == row.item);
        (rows.iter().filter(is_there).count() * 2 >= rows.len()).then_some(())?;
        Some((kinds(&form)?, sheet, form))
    };
    let mut found: Vec<_> =
        sheets.into_iter().filter(|it| it.visible == SheetVisible::Visible).filter_map(read).collect();
    let fewest = found.iter().map(|it| it.0).min();
    found.retain(|it| Some(it.0) == fewest);
    if found.len() != 1 {
        let names: Vec<&str> = found.iter().map(|it| it.1.name.as_str()).collect();
        let finding = Finding::of_path(Code::FillNoSheet, path).with("path", path);
        sink.push(finding.with("sheets", if names.is_empty() { "—".to_owned() } else { names.join("、") }));
        return None;
    }
    found.pop().map(|(_, sheet, form)| (sheet, form))
}

/// What goes where; `None` with a finding where two columns say the same.
pub(super) fn edits(
    sheet: &Sheet,
    form: &FormSheet,
    rows: &[FillRow],
    is_formula: &dyn Fn(u32, u32) -> bool,
    sink: &mut Sink,
) -> Option<Edits> {
    let first = form.items.first()?.at.row;
    let places = columns::find(sheet, first);
    let count = |column| places.iter().filter(|it| it.held.holds(column)).count();
    let all = [Column::First, Column::FirstDate, Column::Target, Column::Second, Column::SecondDate, Column::Remark];
    let unsure: Vec<&str> = all
        .into_iter()
        .filter(|it| count(*it) > 1 || (*it == Column::First && count(*it) == 0))
        .map(Column::head)
        .collect();
    if !unsure.is_empty() {
        let finding = Finding::of_path(Code::FillColumnsUnknown, &sheet.path).with("path", &sheet.path);
        sink.push(finding.with("columns", unsure.join("、")));
        return None;
    }
    let mut placing = Placing { sheet, places: &places, is_formula, edits: Edits::new() };
    for row in rows.iter().filter(|it| !it.values.is_empty()) {
        match form.items.iter().find(|it| it.id == row.item) {
            Some(item) => placing.row(item, row, sink),
            None => {
                let finding = Finding::of_path(Code::FillNoRow, &sheet.path).item(row.item);
                sink.push(finding.with("path", &sheet.path).with("item", row.item.shown()));
            }
        }
    }
    Some(placing.edits)
}

struct Placing<'a> {
    sheet: &'a Sheet,
    places: &'a [Place],
    is_formula: &'a dyn Fn(u32, u32) -> bool,
    edits: Edits,
}

impl Placing<'_> {
    fn row(&mut self, item: &FormItem, row: &FillRow, sink: &mut Sink) {
        let mut refused = Vec::new();
        for (column, value) in row.values.iter().filter(|it| it.0 != Column::Item) {
            // The day of an answer that has no place would belong to the one that is there.
            if answer_of(*column).is_some_and(|it| refused.contains(&it)) {
                continue;
            }
            let Some(place) = self.places.iter().find(|it| it.held.holds(*column)) else {
                let finding = Finding::at(Code::FillNoColumn, item.at.span).item(row.item);
                let finding = finding.with("item", row.item.shown()).with("column", column.head());
                sink.push(finding.with("value", value.shown()));
                continue;
            };
            match place.held {
                Held::One(_) => {
                    if self.cell(item, (*column, place), value.clone(), sink).is_none() {
                        refused.push(*column);
                    }
                }
                // The answer brings its day along.
                Held::AnswerAndDate(answer, date) if answer == *column => {
                    let day = row.values.iter().find(|it| it.0 == date).map(|it| it.1.shown());
                    let both = day.map_or_else(|| value.shown(), |day| format!("{}（{day}）", value.shown()));
                    // Its day came along, so nothing else depends on it.
                    let _ = self.cell(item, (*column, place), FillValue::Text(both), sink);
                }
                Held::AnswerAndDate(..) => (),
            }
        }
    }

    /// `None` with a finding where something else stands there.
    fn cell(
        &mut self,
        item: &FormItem,
        (column, place): (Column, &Place),
        value: FillValue,
        sink: &mut Sink,
    ) -> Option<()> {
        let at = self.sheet.anchor(item.at.row, place.column);
        let cell = self.sheet.row(at.0).and_then(|it| it.cell(at.1));
        let there = cell.map_or("", |it| it.text.as_str());
        let is_free = there.is_empty() || is_template(column, place.held, there);
        if is_free && !(self.is_formula)(at.0, at.1) && !self.edits.contains_key(&at) {
            self.edits.insert(at, value);
            return Some(());
        }
        if there == value.shown() {
            return Some(());
        }
        let taken = self.edits.get(&at).map(FillValue::shown);
        let there = taken.unwrap_or_else(|| if there.is_empty() { "=".to_owned() } else { there.to_owned() });
        let span = cell.map_or(item.at.span, |it| it.span);
        sink.push(
            occupied(span, item.id, column, &cell_name(at.0, at.1)).with("there", there).with("value", value.shown()),
        );
        None
    }
}

/// The answer that a column belongs to.
fn answer_of(column: Column) -> Option<Column> {
    match column {
        Column::FirstDate | Column::Target => Some(Column::First),
        Column::SecondDate => Some(Column::Second),
        Column::Item | Column::First | Column::Second | Column::Remark => None,
    }
}

fn occupied(span: crate::source::Span, item: ItemId, column: Column, cell: &str) -> Finding {
    let finding = Finding::at(Code::FillOccupied, span).item(item).with("item", item.shown());
    finding.with("column", column.head()).with("cell", cell)
}

/// Whether a cell reads as it was printed, for somebody to fill in.
fn is_template(column: Column, held: Held, text: &str) -> bool {
    match column {
        Column::First | Column::Second => match held {
            Held::One(_) => is_blank_choice(text),
            Held::AnswerAndDate(..) => {
                let words = text.find(['（', '(']).map_or(text, |at| &text[..at]);
                is_blank_choice(words) && is_blank_day(&text[words.len()..])
            }
        },
        Column::FirstDate | Column::SecondDate | Column::Target => is_blank_day(text),
        Column::Item | Column::Remark => false,
    }
}
