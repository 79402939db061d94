//! Drives the stages: a source folder to a checked binder, a checked binder to an output, official files to drafts.
//!
//! What is done with the result, and what people are told, is decided by whoever calls. Nothing here reads or writes by
//! itself.

mod build;
mod compile;
mod documents;
mod filled;
mod freeze;
mod import;
mod kit;
mod pages;
mod pdf;
mod registers;
mod returned;

pub use crate::exchange::registers::Changes;
pub use build::{Press, Request, Step, build, source_digest};
pub use compile::{Compiled, Whole, compile};
pub use filled::{Filled, filled_form};
pub use freeze::{FOLDER, Frozen, SOURCE, freeze};
pub use import::{Import, Lacking, OutsideFile, Told, import};
pub use kit::{KitDesk, kit};
pub use pdf::{print, print_paper};
pub use registers::{Changed, Handed, Merged, hand_out, merge};
pub use returned::{ReturnedForm, Sent, Standing, returned_form};
