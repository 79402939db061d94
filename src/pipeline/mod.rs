//! Drives the stages: a source folder to a checked binder, a checked binder to an output, official files to drafts.
//!
//! What is done with the result, and what people are told, is decided by whoever calls. Nothing here reads or writes by
//! itself.

mod build;
mod compile;
mod copies;
mod documents;
mod facts;
mod filled;
mod freeze;
mod import;
mod kept;
mod kit;
mod leaks;
mod memory;
mod once;
mod one;
mod pages;
mod pdf;
mod press;
mod registers;
mod returned;
mod shared;

pub use crate::exchange::registers::Changes;
pub use build::{Many, Request, Step, build, finding_text, source_digest};
pub use compile::{Compiled, Whole, compile, compile_shared};
pub use copies::{HandedCopy, Listed, already_listed, listed};
pub use filled::{Filled, filled_form};
pub use freeze::{FOLDER, Frozen, SOURCE, freeze};
pub use import::{Import, Lacking, OutsideFile, Told, import};
pub use kept::{Kept, SetPdf};
pub use kit::{KitDesk, kit};
pub use memory::{Counts, Memory};
pub use one::{Dress, all, one};
pub use pdf::{print, print_paper};
pub use press::{PROGRAM, Press};
pub use registers::{Changed, Handed, Merged, hand_out, merge, merge_book, mistakes as registers_unread};
pub use returned::{ReturnedForm, Sent, Standing, returned_form};
pub use shared::Shared;
