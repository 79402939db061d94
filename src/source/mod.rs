//! Where text came from: file ids, byte spans, and the lines and columns people read.
//!
//! Columns count characters, from 1. This module holds text; it never reads a file.

mod file;
mod span;

pub use file::{Place, SourceFile, Sources};
pub use span::{FileId, Span, Spanned};
