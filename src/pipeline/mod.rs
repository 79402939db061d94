//! Drives the stages: a source folder to a checked binder, a checked binder to an output, official files to drafts.
//!
//! What is done with the result, and what people are told, is decided by whoever calls. Nothing here reads or writes by
//! itself.

mod build;
mod compile;
mod documents;
mod import;
mod pages;
mod pdf;

pub use build::{Press, Request, Step, build};
pub use compile::{Compiled, Whole, compile};
pub use import::{Import, Lacking, OutsideFile, Told, import};
pub use pdf::print;
