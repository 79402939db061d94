//! What a renderer gives: paths and contents. `emit` alone puts them on a disk.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The content of one file of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Artifact {
    /// These bytes.
    Bytes(Vec<u8>),
    /// These texts one behind the other: what is as long as all pages together is never put together in memory.
    Pieces(Vec<String>),
    /// The bytes of this file of the source folder: an attachment is never held in memory.
    CopyOf(PathBuf),
}

/// The files of an output by their path below it, with `/` on every system.
pub type Artifacts = BTreeMap<String, Artifact>;
