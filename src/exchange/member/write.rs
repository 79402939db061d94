//! The workbook's bytes: the first sheet, the pages, the registers, and the hidden sheets.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::cover::Cover;
use super::page::Page;
use super::{Made, base};
use crate::exchange::registers::{self, write::excel_day};

/// More columns than a page of A4 shows at a size that can be read.
const ACROSS: usize = 12;

/// What is handed out.
#[derive(Debug)]
pub struct Handout<'a> {
    /// Whose it is.
    pub made: Made,
    /// The first sheet.
    pub cover: Cover,
    /// The sheets with blanks.
    pub pages: Vec<Page>,
    /// The registers.
    pub registers: registers::Handout<'a>,
}

/// The bytes of the workbook.
///
/// # Errors
/// Where a text is longer than a cell may be.
pub fn workbook(handout: &Handout<'_>) -> Result<Vec<u8>, XlsxError> {
    let made = &handout.made;
    let tables = registers::write::tables(&handout.registers);
    let mut book = Workbook::new();
    let created = excel_day(made.day).unwrap_or(ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&DocProperties::new().set_title(&made.facility).set_creation_datetime(&created));
    handout.cover.write(book.add_worksheet(), made)?;
    for page in &handout.pages {
        page.write(book.add_worksheet(), &made.facility, made.day)?;
    }
    for table in &tables {
        let sheet = book.add_worksheet();
        registers::sheet::write(sheet, table, &tables)?;
        registers::sheet::print_setup(sheet, table.kind.japanese(), &handout.registers)?;
        // Twenty columns across one page are too small to read.
        if table.columns.len() > ACROSS {
            sheet.set_print_fit_to_pages(2, 0).set_repeat_columns(0, 2)?;
        }
    }
    registers::base::write(book.add_worksheet(), &tables)?;
    base::write(book.add_worksheet(), made, &handout.pages)?;
    book.save_to_buffer()
}
