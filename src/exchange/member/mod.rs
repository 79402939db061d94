//! The workbook of a member who has no software: what it is asked, sheet by sheet, and what it wrote.
//!
//! Texts go in, bytes come out; bytes go in, and every cell that a member filled in comes out beside what it said when it
//! was handed out. A hidden sheet says whose workbook it is and where which question stands, so that a sheet may be
//! renamed or sorted. Nothing here knows a binder, reads or writes a file, or decides what an answer means.

mod base;
mod cover;
mod key;
mod page;
mod read;
mod write;

pub use cover::{Cover, SHEET as COVER};
pub use key::{ConsentKey, Key};
pub use page::{Ask, Blank, FILL_IN, Grid, Line, Page, Paper};
pub use read::{Filled, FilledCell, read};
pub use write::{Handout, workbook};

use crate::model::{Date, FiscalYear};

/// Whose workbook it is, and for what it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The member's id.
    pub member: String,
    /// The facility's name, as it was then.
    pub facility: String,
    /// The year of the form.
    pub year: FiscalYear,
    /// The edition of the form, by id.
    pub edition: String,
    /// The day it was made.
    pub day: Date,
}
