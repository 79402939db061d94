//! Where text came from: file ids, byte spans, and the lines and columns people read; which names and paths are
//! sound, and what tells two contents apart.
//!
//! Columns count characters, from 1. This module holds text; it never reads a file.

mod digest;
mod file;
mod layer;
mod name;
mod span;
mod writing;

pub use digest::{Digest, Digester};
pub use file::{AT_A_TIME, Place, SourceFile, Sources};
pub use layer::{Layer, Sample};
pub use name::{NameProblem, is_path_below, name_problem};
pub use span::{FileId, Span, Spanned};
pub use writing::{Splice, Writing};
