//! The official form as XLSX with answers filled in: the cells named here change, and not a byte of anything else. Never
//! overwrites what somebody wrote into a cell, or a formula.

mod parts;
mod place;
mod sheet_xml;
mod styles;

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Reader as _, SheetVisible, Xlsx};

use super::returned::MARK_SHEET;
use super::sheet::sheets;
use super::workbook;
use crate::diagnostics::Sink;
use crate::model::{Column, Date, FacilityKind, ItemId};
use crate::source::Sources;
use parts::Parts;
use sheet_xml::SheetXml;
use styles::Days;

/// Whose form is to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FillFor {
    /// The facility's, of this kind.
    Facility(FacilityKind),
    /// A vendor's.
    Vendor,
}

/// What goes into one item's row.
#[derive(Debug, Clone)]
pub struct FillRow {
    /// The item.
    pub item: ItemId,
    /// By column; nothing for what stays blank.
    pub values: Vec<(Column, FillValue)>,
}

/// What goes into a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FillValue {
    /// A text, as it is.
    Text(String),
    /// A day: a number where the cell shows days, else 令和7年7月9日.
    Day(Date),
}

/// A form that was filled in.
#[derive(Debug)]
pub struct FilledForm {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// The name of the sheet.
    pub sheet: String,
    /// How many cells were filled in.
    pub cells: usize,
}

impl FillValue {
    /// As a reader sees it.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Day(day) => day.japanese(),
        }
    }
}

/// A cell to be written: row and column from 0.
type Edits = BTreeMap<(u32, u32), FillValue>;

/// Whether toji made the workbook itself, as its hidden sheet says: registers, or a form for a vendor to fill in. Neither
/// is the official form.
pub fn is_of_ours(path: &str, bytes: &[u8]) -> bool {
    // What may not be opened is told by whoever fills it.
    let is_sound = workbook::guard(path, bytes, &mut Sink::default()).is_some();
    let is_mark = |it: &calamine::Sheet| it.name == MARK_SHEET && it.visible != SheetVisible::Visible;
    is_sound && Xlsx::new(Cursor::new(bytes)).is_ok_and(|it| it.sheets_metadata().iter().any(is_mark))
}

/// Fills the workbook called `path`. `None` with findings where no sheet of it is the form for sure; what has no place is a
/// finding each.
pub fn fill(
    (path, bytes): (&str, &[u8]),
    whose: FillFor,
    rows: &[FillRow],
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<FilledForm> {
    workbook::guard(path, bytes, sink)?;
    let sheets = sheets(path, bytes, sources, sink)?;
    let (sheet, form) = place::sheet(path, sheets, whose, rows, sink)?;
    let failed = |_: String, sink: &mut Sink| sink.push(workbook::unreadable(path));
    let mut parts = Parts::read(bytes, &sheet.name).map_err(|it| failed(it, sink)).ok()?;
    let xml = SheetXml::read(&parts.sheet).map_err(|it| failed(it, sink)).ok()?;
    let edits = place::edits(&sheet, &form, rows, &|row, column| xml.has_formula(row, column), sink)?;
    let days = Days::read(parts.styles.as_deref().unwrap_or_default(), parts.workbook_counts_from_1904);
    let cells = edits.len();
    let filled = xml.with(&edits, &days);
    parts.sheet = filled;
    let bytes = parts.write(bytes).map_err(|it| failed(it, sink)).ok()?;
    Some(FilledForm { bytes, sheet: sheet.name, cells })
}
