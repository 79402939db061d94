//! The cells of one returned row: an answer, a day, or what was written instead, which goes into the remark so that
//! nothing of it is lost. Never guesses an answer.

use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{ReturnedCell, ReturnedRow};
use crate::model::{Answer, Column, Date, Edition, FiscalYear, Item, ItemId};
use crate::parse::form::answer;

/// One row and the item that it answers.
pub(super) struct Cells<'a> {
    pub(super) edition: &'a Edition,
    pub(super) item: &'a Item,
    pub(super) returned: &'a ReturnedRow,
    pub(super) year: FiscalYear,
}

impl Cells<'_> {
    /// A text for every column of the edition, as it is to be written down.
    pub(super) fn read(&self, sink: &mut Sink) -> Vec<(Column, String)> {
        let mut unread = Vec::new();
        let mut cells = Vec::new();
        let columns = self.edition.columns.iter().copied().filter(|it| *it != Column::Item);
        for column in columns {
            let cell = self.cell(column).filter(|it| !it.text.trim().is_empty());
            let text = cell.map(|it| self.one(it, &mut unread, sink)).unwrap_or_default();
            cells.push((column, text));
        }
        // A column that the edition's form does not have: what stands there is the vendor's word too.
        let strays = self.returned.cells.iter().filter(|it| !self.edition.columns.contains(&it.column));
        unread.extend(strays.filter(|it| !it.text.trim().is_empty()).map(|it| it.text.trim().to_owned()));
        let unread: Vec<String> = unread.iter().map(|it| on_one_line(it)).collect();
        self.remark(&mut cells, &unread);
        self.tell_gaps(&cells, sink);
        cells
    }

    fn cell(&self, column: Column) -> Option<&ReturnedCell> {
        self.returned.cells.iter().find(|it| it.column == column)
    }

    fn one(&self, cell: &ReturnedCell, unread: &mut Vec<String>, sink: &mut Sink) -> String {
        let text = cell.text.trim();
        match cell.column {
            Column::Item => String::new(),
            Column::Remark => on_one_line(text),
            Column::First | Column::Second => match answer(text) {
                Some(word) => word.written().to_owned(),
                None => {
                    let finding = Finding::at(Code::ReturnBadAnswer, cell.span).item(self.item.id);
                    let finding = finding.with("item", self.item.id.shown());
                    sink.push(finding.with("cell", &cell.name).with("text", text));
                    unread.push(format!("{}「{text}」", cell.column.head()));
                    String::new()
                }
            },
            Column::FirstDate | Column::SecondDate | Column::Target => {
                match day(cell, Some(self.item.id), self.year, sink) {
                    Some(day) => day.japanese(),
                    None => {
                        unread.push(format!("{}「{text}」", cell.column.head()));
                        String::new()
                    }
                }
            }
        }
    }

    /// What could not be read stands at the end of the remark, as the original has it.
    fn remark(&self, cells: &mut [(Column, String)], unread: &[String]) {
        let Some((_, remark)) = cells.iter_mut().find(|it| it.0 == Column::Remark) else { return };
        if !unread.is_empty() {
            let gap = if remark.is_empty() { "" } else { " " };
            remark.push_str(&format!("{gap}（原本の記載：{}）", unread.join("、")));
        }
    }

    /// What is half filled in: no answer, no day, いいえ without a target.
    fn tell_gaps(&self, cells: &[(Column, String)], sink: &mut Sink) {
        let text = |column| cells.iter().find(|it| it.0 == column).map_or("", |it| it.1.as_str());
        let was_written = |column| self.cell(column).is_some_and(|it| !it.text.trim().is_empty());
        let gap = |column, needed: bool| needed && text(column).is_empty() && !was_written(column);
        let answered = !text(Column::First).is_empty();
        let is_demanded = self.item.is_asked_of_vendors();
        let says_no = text(Column::First) == Answer::No.written() && text(Column::Second).is_empty();
        let gaps = [
            (Column::First, gap(Column::First, is_demanded && text(Column::Second).is_empty())),
            (Column::FirstDate, gap(Column::FirstDate, answered)),
            (Column::SecondDate, gap(Column::SecondDate, !text(Column::Second).is_empty())),
            (Column::Target, gap(Column::Target, says_no && self.edition.columns.contains(&Column::Target))),
        ];
        for (column, _) in gaps.into_iter().filter(|it| it.1) {
            let Some(cell) = self.cell(column).or(self.returned.cells.first()) else { continue };
            let finding = Finding::at(Code::ReturnGap, cell.span).item(self.item.id);
            let finding = finding.with("item", self.item.id.shown()).with("column", column.head());
            sink.push(finding.with("cell", &cell.name));
        }
    }
}

/// A row of a table is one line.
fn on_one_line(text: &str) -> String {
    text.split(['\r', '\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The day of a cell; one without its year (`7/9`) is of the fiscal year that the form is for.
pub(super) fn day(cell: &ReturnedCell, item: Option<ItemId>, year: FiscalYear, sink: &mut Sink) -> Option<Date> {
    let text = cell.text.trim();
    let day = Date::parse(text).ok().or_else(|| without_year(text, year)).or_else(|| serial(text));
    if day.is_none() && !text.is_empty() {
        let finding = Finding::at(Code::ReturnBadDate, cell.span).with("cell", &cell.name).with("text", text);
        sink.push(match item {
            Some(item) => finding.item(item),
            None => finding,
        });
    }
    day
}

/// `7/9`, `7月9日`.
fn without_year(text: &str, year: FiscalYear) -> Option<Date> {
    let text = text.strip_suffix('日').unwrap_or(text);
    let (month, day) = text.split_once(['/', '／', '月'])?;
    let number = |it: &str| it.trim().parse::<i8>().ok();
    let (month, day) = (number(month)?, number(day)?);
    let of = if month >= 4 { year.year() } else { year.year() + 1 };
    Date::new(of, month, day)
}

/// A day that lost its format: Excel counts days from 1899-12-30. Of this century and the last only.
fn serial(text: &str) -> Option<Date> {
    const UNIX: i64 = 25_569;
    let days: i64 = text.parse().ok().filter(|it| (18_264..=73_050).contains(it))?;
    Date::from_unix_seconds((days - UNIX) * 86_400)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_without_its_year_is_of_the_fiscal_year() {
        let year = FiscalYear::new(2025);
        let day = |text| year.and_then(|year| without_year(text, year)).map(|it| it.to_string());
        assert_eq!(day("7/9").as_deref(), Some("2025-07-09"));
        assert_eq!(day("3月31日").as_deref(), Some("2026-03-31"));
        assert_eq!(day("13/1"), None);
        assert_eq!(day("2/30"), None);
        assert_eq!(serial("45847").map(|it| it.to_string()).as_deref(), Some("2025-07-09"));
        assert_eq!(serial("20250709"), None);
    }
}
