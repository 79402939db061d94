//! A file that `registers/evidence.csv` names, as it is on the disk. Read by whoever calls: nothing here opens a file.

use crate::model::RowId;
use crate::source::Digest;

/// What became of the file of one row of `registers/evidence.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// The row.
    pub row: RowId,
    /// Its path below the source folder.
    pub path: String,
    /// Its SHA-256; `None` where there is no such file.
    pub digest: Option<Digest>,
}
