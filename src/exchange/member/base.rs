//! The hidden sheet: whose workbook it is, where which blank stands, and what it said when it was handed out. Believed only
//! where its digest says that nobody changed it.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::Made;
use super::key::Key;
use super::page::{Ask, Page, Place};
use crate::exchange::registers::read::{ReadSheet, Value};
use crate::model::{Date, FiscalYear};
use crate::source::Digest;

/// Its name. People never see it.
pub(super) const SHEET: &str = "toji-member";
/// How the sheet is laid out; another number is another sheet.
const FORMAT: &str = "toji member 1";
const CELLS: usize = 6;

/// What was handed out.
#[derive(Debug)]
pub(super) struct Base {
    pub(super) made: Made,
    pub(super) blanks: Vec<BaseBlank>,
    /// What is printed beside them.
    pub(super) said: Vec<(Place, String)>,
}

/// A blank as it was handed out.
#[derive(Debug)]
pub(super) struct BaseBlank {
    pub(super) place: Place,
    pub(super) key: Key,
    pub(super) is_day: bool,
    pub(super) text: String,
}

impl Base {
    /// `None` where the sheet is not as toji wrote it.
    pub(super) fn read(sheet: &ReadSheet) -> Option<Self> {
        let lines: Vec<[String; CELLS]> = sheet.rows.iter().map(|it| std::array::from_fn(|at| text(it, at))).collect();
        let (head, lines) = lines.split_first()?;
        let (made, blanks) = lines.split_first()?;
        (head[0] == FORMAT && head[1] == digest(lines)).then_some(())?;
        let [_, member, facility, year, edition, day] = made.clone();
        let year = year.parse().ok().and_then(FiscalYear::new)?;
        let made = Made { member, facility, year, edition, day: Date::parse(&day).ok()? };
        let (said, blanks): (Vec<_>, Vec<_>) = blanks.iter().partition(|it| it[3] == SAID);
        let blanks: Option<Vec<BaseBlank>> = blanks.into_iter().map(blank).collect();
        let said = said.into_iter().map(|[sheet, label, head, _, _, text]| {
            (Place { sheet: sheet.clone(), label: label.clone(), head: head.clone() }, text.clone())
        });
        Some(Self { made, blanks: blanks?, said: said.collect() })
    }
}

fn text(row: &crate::exchange::registers::read::ReadRow, at: usize) -> String {
    u32::try_from(at).ok().and_then(|it| row.cells.get(&it)).map(Value::shown).unwrap_or_default()
}

fn blank(line: &[String; CELLS]) -> Option<BaseBlank> {
    let [sheet, label, head, key, holds, text] = line.clone();
    Some(BaseBlank { place: Place { sheet, label, head }, key: Key::parse(&key)?, is_day: holds == DAY, text })
}

const DAY: &str = "day";
const TEXT: &str = "text";
const SAID: &str = "said";

/// Writes the sheet.
pub(super) fn write(sheet: &mut Worksheet, made: &Made, pages: &[Page]) -> Result<(), XlsxError> {
    let year = made.year.to_string();
    let day = made.day.to_string();
    let first = ["made".to_owned(), made.member.clone(), made.facility.clone(), year, made.edition.clone(), day];
    let mut lines = vec![first];
    for (place, blank) in pages.iter().flat_map(Page::blanks) {
        let holds = if blank.ask == Ask::Day { DAY } else { TEXT };
        let Place { sheet, label, head } = place;
        lines.push([sheet, label, head, blank.key.written(), holds.to_owned(), blank.text.clone()]);
    }
    for (place, text) in pages.iter().flat_map(Page::said) {
        let Place { sheet, label, head } = place;
        lines.push([sheet, label, head, SAID.to_owned(), TEXT.to_owned(), text.to_owned()]);
    }
    let head = [FORMAT.to_owned(), digest(&lines), String::new(), String::new(), String::new(), String::new()];
    let text = Format::new().set_num_format("@");
    for (number, line) in (0..).zip(std::iter::once(&head).chain(&lines)) {
        for (column, cell) in (0..).zip(line).filter(|it| !it.1.is_empty()) {
            sheet.write_string_with_format(number, column, cell, &text)?;
        }
    }
    sheet.set_name(SHEET)?.set_very_hidden(true);
    Ok(())
}

fn digest(lines: &[[String; CELLS]]) -> String {
    let text: String = lines.iter().map(|it| it.join("\u{1f}") + "\u{1e}").collect();
    Digest::of(text.as_bytes()).to_string()
}
