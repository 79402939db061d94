//! What was filled in elsewhere into `registers/`. Replaces a file only where it reads as it did when the changes were
//! worked out; never removes one.

use std::path::Path;

use super::change::ChangeSet;
use super::journal::apply;
use crate::diagnostics::Sink;

/// A register and its new content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEdit {
    /// Its path below the source folder.
    pub path: String,
    /// What it reads; `None` for one that is not there yet.
    pub before: Option<Vec<u8>>,
    /// What it shall read.
    pub after: Vec<u8>,
}

/// Makes all edits or none; `None` where none, with findings.
pub fn registers(root: &Path, edits: &[RegisterEdit], sink: &mut Sink) -> Option<()> {
    let mut changes = ChangeSet::default();
    for edit in edits {
        match &edit.before {
            Some(before) => changes.replace(&edit.path, before, edit.after.clone()),
            None => changes.create(&edit.path, edit.after.clone()),
        }
    }
    apply(root, &changes, sink)
}
