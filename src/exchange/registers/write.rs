//! Registers to a workbook that people fill in: a sheet each, with a first sheet that says how.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::table::Table;
use super::{base, cover, sheet};
use crate::model::{Date, RegisterKind};

/// What is handed out.
#[derive(Debug)]
pub struct Handout<'a> {
    /// Whose registers they are.
    pub facility: &'a str,
    /// When.
    pub day: Date,
    /// The registers of the folder. The others are handed out empty.
    pub tables: Vec<Table>,
    /// Registers that could not be read: they are left out.
    pub unread: Vec<RegisterKind>,
}

/// The bytes of the workbook.
///
/// # Errors
/// None that a register can bring about: names, sizes and dates are checked before.
pub fn workbook(handout: &Handout<'_>) -> Result<Vec<u8>, XlsxError> {
    let tables = tables(handout);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(handout)?);
    cover::write(workbook.add_worksheet(), handout, &tables)?;
    for table in &tables {
        let page: &mut Worksheet = workbook.add_worksheet();
        sheet::write(page, table, &tables)?;
        sheet::print_setup(page, table.kind.japanese(), handout)?;
    }
    base::write(workbook.add_worksheet(), &tables)?;
    workbook.save_to_buffer()
}

/// As they are shown, in the order in which they always are.
pub(in crate::exchange) fn tables(handout: &Handout<'_>) -> Vec<Table> {
    let kinds = RegisterKind::ALL.into_iter().filter(|it| !handout.unread.contains(it));
    let of = |kind| handout.tables.iter().find(|it| it.kind == kind).map_or_else(|| Table::empty(kind), Table::clone);
    kinds.map(|kind| of(kind).shown()).collect()
}

/// The day alone, so that one folder gives one workbook however often it is asked for.
fn properties(handout: &Handout<'_>) -> Result<DocProperties, XlsxError> {
    let created = excel_day(handout.day).unwrap_or(ExcelDateTime::from_ymd(2000, 1, 1)?);
    Ok(DocProperties::new().set_title(handout.facility).set_creation_datetime(&created))
}

/// As a spreadsheet counts days; `None` before its calendar is right (1 March 1900).
pub(in crate::exchange) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    (serial(day)? >= RIGHT).then(|| ExcelDateTime::parse_from_str(&day.to_string()).ok())?
}

/// The number that a spreadsheet keeps for a day.
pub(super) fn serial(day: Date) -> Option<i32> {
    Some(day.days_since(Date::new(1899, 12, 30)?))
}

const RIGHT: i32 = 61;
