//! Other people's files: the official forms as XLSX, the manual and the guideline's table of contents as plain text; and
//! the pages of a PDF as pictures.
//!
//! Bytes and texts go in, what was read comes out, each with its place; what could not be read becomes a finding. Nothing
//! here reads or writes a file, looks anything up, or fills a gap: what a file does not say stays unknown.

mod blank;
mod columns;
mod content;
mod draft;
mod fill;
mod form;
mod hints;
mod lines;
mod manual;
pub mod member;
mod number;
mod outline;
mod pages;
pub mod registers;
mod returned;
mod scope;
mod sheet;
mod successor;
mod unread;
pub mod workbook;
mod write;

pub use blank::{BlankForm, blank};
pub use content::Content;
pub use draft::{Draft, DraftItem, Head, combine};
pub use fill::{FillFor, FillRow, FillValue, FilledForm, fill, is_of_ours};
pub use form::{FormItem, FormSheet, Whose, read as form};
pub use hints::Hints;
pub use manual::{Manual, ManualItem, Note, is_manual, read as manual};
pub use outline::{Outline, OutlinePart, OutlineSection, is_outline, read as outline};
pub use pages::{DRAWING_THREAD, Fault, PAGES_LIMIT, PagePicture, PictureKind, StandIn, page_count, pages};
pub use returned::{MARK_SHEET, Mark, Returned, ReturnedCell, ReturnedRow, returned};
pub use sheet::{Sheet, sheets};
pub use write::{checklist, guideline, outline_of, page};
