//! A vendor's form that came back as XLSX: which cell of it holds which answer, and whom it says it is for. Never says what
//! an answer means, and takes no cell that could be two things.

mod mark;

use super::columns::{self, Held, Place};
use super::form::{self, FormItem, FormSheet, Whose};
use super::number::narrow;
use super::sheet::{Cell, Sheet, cell_name, sheets};
use super::workbook;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Column, ItemId};
use crate::source::{Sources, Span};

pub use mark::{MARK_SHEET, Mark};

/// A form as it came back.
#[derive(Debug)]
pub struct Returned {
    /// What it was marked with when it was made; `None` for a form that toji did not make.
    pub mark: Option<Mark>,
    /// Who filled it in, as written.
    pub filled_by: Option<String>,
    /// When, as written.
    pub filled_on: Option<ReturnedCell>,
    /// What the vendor adds about the systems and devices it speaks for.
    pub note: Option<String>,
    /// The items, as they stand.
    pub rows: Vec<ReturnedRow>,
}

/// One item of it.
#[derive(Debug)]
pub struct ReturnedRow {
    /// Its number.
    pub item: ItemId,
    /// Its cells, a blank one too, from the left.
    pub cells: Vec<ReturnedCell>,
}

/// One cell to be filled in.
#[derive(Debug, Clone)]
pub struct ReturnedCell {
    /// What it holds.
    pub column: Column,
    /// `D12`.
    pub name: String,
    /// Its text; empty where nothing was filled in.
    pub text: String,
    /// Its place; the item's number where nothing stands in it.
    pub span: Span,
}

/// Reads the workbook called `path`; `None` with findings where it is no vendor's form that can be read for sure.
pub fn returned(path: &str, bytes: &[u8], sources: &mut Sources, sink: &mut Sink) -> Option<Returned> {
    workbook::guard(path, bytes, sink)?;
    let sheets = sheets(path, bytes, sources, sink)?;
    let (marks, sheets): (Vec<Sheet>, Vec<Sheet>) = sheets.into_iter().partition(|it| it.name == MARK_SHEET);
    let mark = marks.first().and_then(Mark::read);
    let (sheet, form, repeated) = vendor_sheet(path, sheets, sink)?;
    sink.extend(repeated);
    let places = places(&sheet, &form, mark.as_ref(), sink)?;
    let valueless = valueless(&sheet, &form, &places);
    if !valueless.is_empty() {
        sink.extend(valueless);
        return None;
    }
    let rows: Vec<ReturnedRow> = form.items.iter().map(|it| row(&sheet, it, &places, sink)).collect();
    let filled_on = beside(&sheet, &form, "記入日").map(|it| of_cell(Column::FirstDate, it, &it.text));
    let text = |label| beside(&sheet, &form, label).map(|it| it.text.clone());
    let (filled_by, note) = (text("記入者"), text("対象についての補足"));
    Some(Returned { mark, filled_by, filled_on, note, rows })
}

/// The only sheet that is a vendor's form, and the items that it has twice.
fn vendor_sheet(path: &str, sheets: Vec<Sheet>, sink: &mut Sink) -> Option<(Sheet, FormSheet, Vec<Finding>)> {
    let read = |sheet: Sheet| {
        // What the walk cannot place is told below, by its column.
        let mut told = Sink::default();
        let form = form::read(&sheet, &mut told)?;
        told.retain(|it| it.code == Code::ImportItemRepeated);
        (form.whose == Whose::Vendor).then(|| (sheet, form, told.into_sorted()))
    };
    let mut found: Vec<_> = sheets.into_iter().filter_map(read).collect();
    if found.len() > 1 {
        let names: Vec<&str> = found.iter().map(|it| it.0.name.as_str()).collect();
        let finding = Finding::of_path(Code::ReturnSeveralSheets, path).with("path", path);
        sink.push(finding.with("sheets", names.join(", ")));
        return None;
    }
    if found.is_empty() {
        sink.push(Finding::of_path(Code::ReturnNoForm, path).with("path", path));
    }
    found.pop()
}

/// Which column holds what: by its heading; where that was changed, by the order in which toji made the form.
fn places(sheet: &Sheet, form: &FormSheet, mark: Option<&Mark>, sink: &mut Sink) -> Option<Vec<Place>> {
    let first = form.items.first()?.at;
    let mut places = columns::find(sheet, first.row);
    for (column, at) in mark.iter().flat_map(|it| it.columns_from(first.column)) {
        let is_known = places.iter().any(|it| it.held.holds(column) || it.column == at);
        if is_known {
            continue;
        }
        let heading = sheet.row(first.row.saturating_sub(1)).and_then(|it| it.cell(at));
        let place = heading.map_or(first.span, |it| it.span);
        let found = heading.map_or_else(String::new, |it| it.text.clone());
        let finding = Finding::at(Code::ReturnColumnRenamed, place).with("found", &found);
        sink.push(finding.with("column", column.head()).with("cell", cell_name(first.row.saturating_sub(1), at)));
        places.push(Place { column: at, held: Held::One(column), heading: found });
    }
    places.sort_by_key(|it| it.column);
    let unsure = unsure(&places);
    if unsure.is_empty() {
        return Some(places);
    }
    let finding = Finding::of_path(Code::ReturnColumnsUnknown, &sheet.path).with("path", &sheet.path);
    sink.push(finding.with("columns", unsure.join("、")));
    None
}

/// What cannot be told from the headings: an answer or its day without a column, and anything with two.
fn unsure(places: &[Place]) -> Vec<&'static str> {
    let count = |column| places.iter().filter(|it| it.held.holds(column)).count();
    let needed = [Column::First, Column::FirstDate].into_iter().filter(|it| count(*it) != 1);
    let once = [Column::Target, Column::Second, Column::SecondDate, Column::Remark];
    needed.chain(once.into_iter().filter(|it| count(*it) > 1)).map(Column::head).collect()
}

/// Answers that are formulas without their values: blank to whoever reads the file, and not to whoever sent it.
fn valueless(sheet: &Sheet, form: &FormSheet, places: &[Place]) -> Vec<Finding> {
    let mut found = Vec::new();
    for (item, place) in form.items.iter().flat_map(|item| places.iter().map(move |place| (item, place))) {
        let (row, column) = sheet.anchor(item.at.row, place.column);
        let Some(formula) = sheet.valueless.get(&(row, column)) else { continue };
        let finding = Finding::at(Code::WorkbookFormulaWithoutValue, item.at.span).item(item.id);
        let finding = finding.with("cell", cell_name(row, column)).with("name", &place.heading);
        found.push(finding.with("text", formula));
    }
    found
}

fn row(sheet: &Sheet, item: &FormItem, places: &[Place], sink: &mut Sink) -> ReturnedRow {
    let at = |place: &Place| sheet.anchor(item.at.row, place.column);
    let mut cells = Vec::new();
    for place in places {
        let (row, column) = at(place);
        let cell = sheet.row(row).and_then(|it| it.cell(column));
        let one = |column: Column, text: &str, name: String| ReturnedCell {
            column,
            name,
            text: text.to_owned(),
            span: cell.map_or(item.at.span, |it| it.span),
        };
        let text = cell.map_or("", |it| it.text.as_str());
        let name = cell_name(row, column);
        match place.held {
            Held::One(column @ (Column::First | Column::Second)) => {
                cells.push(one(column, &answer(text).unwrap_or_else(|| text.to_owned()), name));
            }
            Held::One(column) => cells.push(one(column, if is_blank_day(text) { "" } else { text }, name)),
            Held::AnswerAndDate(answer, date) => {
                let (word, day) = split(text);
                cells.push(one(answer, &word, name.clone()));
                cells.push(one(date, &day, name));
            }
        }
    }
    let from = places.first().map_or(0, |it| it.column);
    let taken = |it: &&Cell| it.column <= from || places.iter().any(|place| at(place).1 == it.column);
    for stray in sheet.row(item.at.row).iter().flat_map(|it| &it.cells).filter(|it| !taken(it)) {
        let finding = Finding::at(Code::ReturnUnread, stray.span).with("cell", &stray.name).with("text", &stray.text);
        sink.push(finding.item(item.id));
    }
    ReturnedRow { item: item.id, cells }
}

fn of_cell(column: Column, cell: &Cell, text: &str) -> ReturnedCell {
    ReturnedCell { column, name: cell.name.clone(), text: text.to_owned(), span: cell.span }
}

/// The cell to the right of a label above the items.
fn beside<'a>(sheet: &'a Sheet, form: &FormSheet, label: &str) -> Option<&'a Cell> {
    let first = form.items.first()?.at.row;
    sheet.rows.iter().filter(|it| it.index() < first).find_map(|row| {
        let at = row.cells.iter().position(|it| narrow(&it.text).starts_with(label))?;
        row.cells.get(at + 1).filter(|it| !narrow(&it.text).starts_with("記入"))
    })
}

/// The signs by which one of two printed words is chosen.
const CHOSEN: [char; 10] = ['☑', '☒', '■', '✓', '✔', '●', '○', '◯', '〇', 'レ'];

/// The word of a cell that prints both: the one with a sign before it, nothing where none has one. `None` where the cell
/// prints no choice.
fn answer(text: &str) -> Option<String> {
    let text: String = narrow(text).chars().filter(|it| !it.is_whitespace()).collect();
    let (yes, no) = (text.find("はい")?, text.find("いいえ")?);
    let is_chosen = |at: usize| text[..at].chars().next_back().is_some_and(|it| CHOSEN.contains(&it));
    match (is_chosen(yes), is_chosen(no)) {
        (true, false) => Some("はい".to_owned()),
        (false, true) => Some("いいえ".to_owned()),
        (false, false) if !text.contains(CHOSEN) => Some(String::new()),
        (true, true) | (false, false) => None,
    }
}

/// `はい・いいえ`, as it is printed for somebody to choose from.
pub(super) fn is_blank_choice(text: &str) -> bool {
    answer(text).is_some_and(|it| it.is_empty())
}

/// An answer and its day in one cell.
fn split(text: &str) -> (String, String) {
    let text = narrow(text);
    let at = text.find(['（', '(', '\n', '令', 'R', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    let (word, day) = text.split_at(at.unwrap_or(text.len()));
    let is_plan = day.starts_with(['（', '(']) && day.trim_matches(['（', '(', '）', ')']).starts_with("予定");
    if is_plan {
        let end =
            day.char_indices().find(|it| matches!(it.1, ')' | '）')).map_or(day.len(), |it| it.0 + it.1.len_utf8());
        return (format!("{word}{}", &day[..end]), day_of(&day[end..]));
    }
    (answer(word).unwrap_or_else(|| word.trim().to_owned()), day_of(day))
}

fn day_of(text: &str) -> String {
    if is_blank_day(text) {
        return String::new();
    }
    text.trim().trim_matches(['（', '(', '）', ')', ' ', '　']).to_owned()
}

/// `（　／　）`, `令和　年　月　日`: what is printed for a day that nobody wrote.
pub(super) fn is_blank_day(text: &str) -> bool {
    narrow(text).chars().all(|it| it.is_whitespace() || "()/年月日令和・.-".contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_choice_is_read_by_its_sign() {
        let read = |it| answer(it);
        assert_eq!(read("はい・いいえ"), Some(String::new()));
        assert_eq!(read("☑はい　□いいえ"), Some("はい".to_owned()));
        assert_eq!(read("□はい ■いいえ"), Some("いいえ".to_owned()));
        assert_eq!(read("○はい・○いいえ"), None);
        assert_eq!(read("はい"), None);
    }

    #[test]
    fn an_answer_and_its_day_come_apart() {
        let both = |word: &str, day: &str| (word.to_owned(), day.to_owned());
        assert_eq!(split("はい・いいえ（　／　）"), both("", ""));
        assert_eq!(split("はい（7/9）"), both("はい", "7/9"));
        assert_eq!(split("いいえ 令和7年7月9日"), both("いいえ", "令和7年7月9日"));
        assert_eq!(split("はい（予定）（7/9）"), both("はい(予定)", "7/9"));
        assert_eq!(split("はい"), both("はい", ""));
    }
}
