//! Imported drafts into a source folder. Never overwrites: a file that is there with another content stays, and is told.

use std::fs;
use std::path::Path;

use super::change::ChangeSet;
use super::journal::{apply, recover};
use crate::diagnostics::{Code, Finding, Sink};

/// Writes the files that are not there yet, and gives their paths; `None` with findings where that failed.
pub fn import(root: &Path, files: &[(String, String)], sink: &mut Sink) -> Option<Vec<String>> {
    recover(root, sink)?;
    let mut changes = ChangeSet::default();
    for (path, text) in files {
        match fs::read(root.join(path)) {
            Ok(bytes) if bytes == text.as_bytes() => (),
            Ok(_) => sink.push(Finding::of_path(Code::ImportFileKept, path).with("path", path)),
            Err(_) => changes.create(path, text.as_str()),
        }
    }
    apply(root, &changes, sink)?;
    Some(changes.paths().map(str::to_owned).collect())
}
