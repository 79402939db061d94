//! An XLSX to its sheets: cells with a text, where they stand, and how far they are merged. Never what a text means.
//!
//! Each sheet also becomes a text of its own, a line a row, so that a finding can point at a cell.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader as _, SheetVisible, Xlsx};

use super::number::join;
use super::workbook;
use crate::diagnostics::{Code, Finding, Sink};
use crate::source::{FileId, Sources, Span};

/// More rows and columns than any form has.
const ROWS: u32 = 2000;
const COLUMNS: u32 = 100;
/// Between two cells of a row, in the text that findings show.
const BETWEEN: &str = " | ";

/// A sheet with its cells.
#[derive(Debug)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// What findings call it: the file and the sheet.
    pub path: String,
    /// Its text.
    pub file: FileId,
    /// Rows that have text, in order.
    pub(super) rows: Vec<Row>,
    /// Cells that are merged into one.
    pub(super) merged: Vec<Dimensions>,
    /// Whether people see it.
    pub(super) visible: SheetVisible,
    /// Formulas that were saved without their values, by row and column, each from 0.
    pub(super) valueless: Texts,
}

/// A row and its cells with a text, from the left.
#[derive(Debug)]
pub(super) struct Row {
    /// From 1, as Excel counts.
    pub(super) number: usize,
    pub(super) cells: Vec<Cell>,
}

#[derive(Debug)]
pub(super) struct Cell {
    /// `B12`.
    pub(super) name: String,
    /// Its column, from 0.
    pub(super) column: u32,
    /// Line ends are joined.
    pub(super) text: String,
    /// How many rows it goes over.
    pub(super) height: u32,
    pub(super) span: Span,
}

type Texts = BTreeMap<(u32, u32), String>;

/// What was read of a sheet.
#[derive(Default)]
struct Read {
    texts: Texts,
    valueless: Texts,
    /// Whether the sheet is larger.
    is_cut: bool,
}

/// Every sheet, a hidden one too; `None` with a finding where the workbook at `path` cannot be opened.
pub fn sheets(path: &str, bytes: &[u8], sources: &mut Sources, sink: &mut Sink) -> Option<Vec<Sheet>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| sink.push(workbook::unreadable(path))).ok()?;
    let mut sheets = Vec::new();
    for calamine::Sheet { name, visible, .. } in book.sheets_metadata().to_vec() {
        match texts(&mut book, &name) {
            Ok(read) => {
                if read.is_cut {
                    sink.push(too_large(path, &name));
                }
                let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
                let sheet = sheet(path, &name, read.texts, &merged, sources);
                sheets.push(Sheet { visible, valueless: read.valueless, ..sheet });
            }
            Err(_) => sink.push(workbook::unreadable(&format!("{path}（{name}）"))),
        }
    }
    Some(sheets)
}

fn too_large(path: &str, name: &str) -> Finding {
    let finding = Finding::of_path(Code::ImportSheetTooLarge, path).with("sheet", name);
    finding.with("rows", ROWS).with("columns", COLUMNS)
}

/// The cells with a text, one by one: a range would make room for every cell up to the last one.
fn texts(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Read, calamine::XlsxError> {
    let mut cells = book.worksheet_cells_reader(name)?;
    let mut read = Read::default();
    while let Some(cell) = cells.next_cell_with_formula()? {
        let (row, column) = cell.pos;
        let text = text(&cell.value);
        let valueless = cell.formula.filter(|_| matches!(cell.value, DataRef::Empty));
        if text.is_empty() && valueless.is_none() {
            continue;
        }
        if row >= ROWS || column >= COLUMNS {
            read.is_cut = true;
            continue;
        }
        match valueless {
            Some(formula) => read.valueless.insert(cell.pos, format!("={formula}")),
            None => read.texts.insert(cell.pos, text),
        };
    }
    Ok(read)
}

fn text(value: &DataRef<'_>) -> String {
    let text = match value {
        DataRef::String(it) => it.clone(),
        DataRef::SharedString(it) => (*it).to_owned(),
        DataRef::Int(it) => it.to_string(),
        DataRef::Float(it) => it.to_string(),
        DataRef::Bool(it) => it.to_string(),
        DataRef::DateTime(it) => day(it),
        DataRef::DateTimeIso(it) | DataRef::DurationIso(it) => it.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    };
    join(text.lines())
}

/// A day as `2025-07-09`, whatever the cell shows it as.
fn day(value: &ExcelDateTime) -> String {
    let (year, month, day, ..) = value.to_ymd_hms_milli();
    if value.is_datetime() { format!("{year:04}-{month:02}-{day:02}") } else { value.to_string() }
}

fn sheet(path: &str, name: &str, texts: Texts, merged: &[Dimensions], sources: &mut Sources) -> Sheet {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut line = 0;
    for ((row, column), cell) in texts {
        while line < row {
            text.push('\n');
            line += 1;
        }
        if !text.is_empty() && !text.ends_with('\n') {
            text.push_str(BETWEEN);
        }
        let start = text.len();
        text.push_str(&cell);
        places.push((row, column, cell, start..text.len()));
    }
    let path = format!("{path}（{name}）");
    let file = sources.add(path.as_str(), text);
    let mut rows: Vec<Row> = Vec::new();
    for (row, column, text, range) in places {
        let number = row as usize + 1;
        let cell = Cell {
            name: cell_name(row, column),
            column,
            text,
            height: height(merged, row, column),
            span: Span::new(file, range),
        };
        match rows.last_mut() {
            Some(last) if last.number == number => last.cells.push(cell),
            Some(_) | None => rows.push(Row { number, cells: vec![cell] }),
        }
    }
    Sheet {
        name: name.to_owned(),
        path,
        file,
        rows,
        merged: merged.to_vec(),
        visible: SheetVisible::Visible,
        valueless: Texts::new(),
    }
}

fn height(merged: &[Dimensions], row: u32, column: u32) -> u32 {
    let of = merged.iter().find(|it| it.contains(row, column));
    of.map_or(1, |it| it.end.0.saturating_sub(it.start.0) + 1)
}

impl Row {
    /// From 0.
    pub(super) fn index(&self) -> u32 {
        u32::try_from(self.number).unwrap_or(u32::MAX).saturating_sub(1)
    }

    /// The cell in a column, if it has a text.
    pub(super) fn cell(&self, column: u32) -> Option<&Cell> {
        self.cells.iter().find(|it| it.column == column)
    }
}

impl Sheet {
    /// The row with this index, from 0, if it has a text.
    pub(super) fn row(&self, index: u32) -> Option<&Row> {
        self.rows.iter().find(|it| it.index() == index)
    }

    /// The cell whose text stands at row and column, each from 0: where cells are merged, the first of them.
    pub(super) fn anchor(&self, row: u32, column: u32) -> (u32, u32) {
        self.merged.iter().find(|it| it.contains(row, column)).map_or((row, column), |it| it.start)
    }
}

/// `B12` for row 11, column 1.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let letter = |n: u32| char::from(b'A' + u8::try_from(n % 26).unwrap_or_default());
    let tens = column / 26;
    let mut name = String::new();
    if tens > 0 {
        name.push(letter(tens - 1));
    }
    name.push(letter(column));
    format!("{name}{}", row + 1)
}
