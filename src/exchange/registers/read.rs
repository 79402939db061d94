//! A workbook to its sheets: every cell that holds something, as what it is. Never what it means for a register.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, Xlsx, XlsxError};

use super::base::{self, Base};
use super::format::other_format;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::workbook;
use crate::model::Date;

/// More rows and columns than any register has.
const ROWS: u32 = 200_000;
const COLUMNS: u32 = 300;
/// More cells than anybody merges into one.
const MERGED: u64 = 10_000;

/// A workbook that came back.
#[derive(Debug)]
pub struct Book {
    /// What findings call it.
    pub path: String,
    /// What it was made from; `None` where toji did not make it, or where somebody changed the hidden sheet.
    pub(super) base: Option<Base>,
    /// The sheets that people see, in order.
    pub(in crate::exchange) sheets: Vec<ReadSheet>,
}

#[derive(Debug)]
pub(in crate::exchange) struct ReadSheet {
    pub(in crate::exchange) name: String,
    /// Whether it is larger than what was read of it.
    pub(in crate::exchange) is_cut: bool,
    /// Rows that have something, in order.
    pub(in crate::exchange) rows: Vec<ReadRow>,
}

#[derive(Debug)]
pub(in crate::exchange) struct ReadRow {
    /// From 1, as Excel counts.
    pub(in crate::exchange) number: u32,
    /// By column, from 0.
    pub(in crate::exchange) cells: BTreeMap<u32, Value>,
    /// The columns whose value a formula gave.
    pub(in crate::exchange) formulas: BTreeSet<u32>,
}

/// What a cell holds. A formula is the value that it had when it was saved, if it was saved with one.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exchange) enum Value {
    Text(String),
    Number(f64),
    Day(Date),
    /// A time, a length of time, a truth value, an error: as Excel shows it, more or less.
    Other(String),
    /// A formula that nobody has calculated: some programs save no values. What it says.
    Valueless(String),
    /// Hidden below another cell that somebody merged with it: what stood here is gone, and nobody deleted it.
    Merged,
}

impl Value {
    /// As a person sees it.
    pub(in crate::exchange) fn shown(&self) -> String {
        match self {
            Self::Text(it) | Self::Other(it) | Self::Valueless(it) => it.clone(),
            Self::Number(it) => it.to_string(),
            Self::Day(it) => it.to_string(),
            Self::Merged => String::new(),
        }
    }

    fn is_blank(&self) -> bool {
        matches!(self, Self::Text(it) if it.trim().is_empty())
    }
}

/// Reads the workbook called `path`; `None` with a finding where it cannot be, or must not be, opened.
pub fn read(path: &str, bytes: &[u8], sink: &mut Sink) -> Option<Book> {
    if let Some(format) = other_format(bytes) {
        sink.push(Finding::of_path(Code::WorkbookOtherFormat, path).with("path", path).with("format", format));
        return None;
    }
    workbook::guard(path, bytes, sink)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| sink.push(workbook::unreadable(path))).ok()?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        match rows(&mut book, &name) {
            Ok((rows, is_cut)) => {
                if is_cut {
                    sink.push(too_large(path, &name));
                }
                sheets.push(ReadSheet { name, is_cut, rows });
            }
            Err(_) => sink.push(workbook::unreadable(&format!("{path}（{name}）"))),
        }
    }
    let hidden = sheets.iter().position(|it| it.name == base::SHEET).map(|it| sheets.remove(it));
    let base = hidden.and_then(|it| Base::read(&it));
    if base.is_none() {
        sink.push(Finding::of_path(Code::WorkbookWithoutBase, path).with("path", path));
    }
    Some(Book { path: path.to_owned(), base, sheets })
}

fn too_large(path: &str, name: &str) -> Finding {
    let finding = Finding::of_path(Code::ImportSheetTooLarge, path).with("sheet", name);
    finding.with("rows", ROWS).with("columns", COLUMNS)
}

/// Cell by cell: a range would make room for every cell up to the last one.
fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<(Vec<ReadRow>, bool), XlsxError> {
    let merged = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut rows: Vec<ReadRow> = Vec::new();
    let mut is_cut = false;
    while let Some(cell) = cells.next_cell_with_formula()? {
        let (row, column) = cell.pos;
        let valueless = || cell.formula.as_ref().map(|it| Value::Valueless(format!("={it}")));
        let Some(value) = value(&cell.value).or_else(valueless).filter(|it| !it.is_blank()) else { continue };
        if row >= ROWS || column >= COLUMNS {
            is_cut = true;
            continue;
        }
        let formulas = cell.formula.is_some().then_some(column);
        match rows.last_mut() {
            Some(last) if last.number == row + 1 => {
                last.cells.insert(column, value);
                last.formulas.extend(formulas);
            }
            Some(_) | None => {
                let formulas = formulas.into_iter().collect();
                rows.push(ReadRow { number: row + 1, cells: [(column, value)].into(), formulas });
            }
        }
    }
    for merged in merged {
        is_cut |= hide(&mut rows, merged).is_none();
    }
    Ok((rows, is_cut))
}

/// Marks the cells below a merged one; `None` where they are more than anybody merges by hand.
fn hide(rows: &mut Vec<ReadRow>, merged: Dimensions) -> Option<()> {
    let size = |from: u32, to: u32| u64::from(to.saturating_sub(from)) + 1;
    let cells = size(merged.start.0, merged.end.0) * size(merged.start.1, merged.end.1);
    (cells <= MERGED).then_some(())?;
    let (first, last) = (merged.start, (merged.end.0.min(ROWS), merged.end.1.min(COLUMNS)));
    for number in first.0 + 1..=last.0 + 1 {
        let at = rows.partition_point(|it| it.number < number);
        if rows.get(at).is_none_or(|it| it.number != number) {
            rows.insert(at, ReadRow { number, cells: BTreeMap::new(), formulas: BTreeSet::new() });
        }
        for column in (first.1..=last.1).filter(|it| (number, *it) != (first.0 + 1, first.1)) {
            rows[at].cells.entry(column).or_insert(Value::Merged);
        }
    }
    Some(())
}

fn value(value: &DataRef<'_>) -> Option<Value> {
    match value {
        DataRef::String(it) => Some(Value::Text(it.clone())),
        DataRef::SharedString(it) => Some(Value::Text((*it).to_owned())),
        // A spreadsheet keeps no whole number apart from others.
        DataRef::Int(it) => it.to_string().parse().ok().map(Value::Number),
        DataRef::Float(it) => Some(Value::Number(*it)),
        DataRef::Bool(it) => Some(Value::Other(it.to_string().to_uppercase())),
        DataRef::DateTime(it) => Some(day(it).map_or_else(|| Value::Other(it.to_string()), Value::Day)),
        DataRef::DateTimeIso(it) => Some(iso_day(it).map_or_else(|| Value::Other(it.clone()), Value::Day)),
        DataRef::DurationIso(it) => Some(Value::Other(it.clone())),
        DataRef::Error(it) => Some(Value::Other(it.to_string())),
        DataRef::Empty => None,
    }
}

/// A day without a time.
fn day(written: &ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = written.to_ymd_hms_milli();
    let is_whole = written.is_datetime() && written.as_f64().fract() == 0.0;
    is_whole.then(|| Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?))?
}

fn iso_day(written: &str) -> Option<Date> {
    let (day, time) = written.split_once('T').unwrap_or((written, ""));
    time.bytes().all(|it| matches!(it, b'0' | b':' | b'.' | b'Z')).then(|| Date::parse(day).ok())?
}

/// `機器台帳!C5` for row 5 and column 2.
pub(in crate::exchange) fn cell_name(sheet: &str, row: u32, column: u32) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap_or_default();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{sheet}!{letters}{row}")
}
