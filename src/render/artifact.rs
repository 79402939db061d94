//! What a renderer makes.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// The files of an output by their path below it, `/`-separated.
pub type Artifacts = BTreeMap<String, Artifact>;

/// The content of one file.
#[derive(Debug, Clone)]
pub enum Artifact {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of a file of the source folder.
    CopyOf(PathBuf),
}
