//! Runs the typst command line: finds it, stages what it may read, and turns its failures into findings.
//!
//! typst sees a folder of copies and nothing else: no system fonts, no packages, no network. The sandbox of typst is
//! lexical and follows links, so none is ever staged.

mod find;
mod job;
mod run;

pub use find::{SearchPlaces, Typst, Version};
pub use job::PdfJob;
