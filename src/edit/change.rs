//! What is to be written where, and what must be there before. Touches no disk.

use std::collections::BTreeMap;

use crate::source::Digest;

/// What must be in a file's place before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// Nothing.
    Absent,
    /// A file with this content.
    Content(Digest),
}

/// New contents, and files to remove, by path below the source folder, with `/`. Applied whole or not at all.
#[derive(Debug, Clone, Default)]
pub struct ChangeSet {
    changes: BTreeMap<String, Change>,
}

#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) before: Before,
    /// Nothing where the file is removed.
    pub(super) after: Option<Vec<u8>>,
}

impl ChangeSet {
    /// Writes `after` where what `before` says is found. A second change of one path takes the place of the first.
    pub fn put(&mut self, path: impl Into<String>, before: Before, after: impl Into<Vec<u8>>) {
        self.changes.insert(path.into(), Change { before, after: Some(after.into()) });
    }

    /// Makes a file that is not there.
    pub fn create(&mut self, path: impl Into<String>, after: impl Into<Vec<u8>>) {
        self.put(path, Before::Absent, after);
    }

    /// Replaces a file that reads `before`, byte for byte (a byte order mark counts).
    pub fn replace(&mut self, path: impl Into<String>, before: &[u8], after: impl Into<Vec<u8>>) {
        self.put(path, Before::Content(Digest::of(before)), after);
    }

    /// Removes a file that reads `before`, byte for byte.
    pub fn remove(&mut self, path: impl Into<String>, before: &[u8]) {
        self.changes.insert(path.into(), Change { before: Before::Content(Digest::of(before)), after: None });
    }

    /// Whether there is nothing to do.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// The paths with what they will read; nothing for a file that is removed. Sorted.
    pub fn contents(&self) -> impl Iterator<Item = (&str, Option<&[u8]>)> {
        self.changes.iter().map(|(path, it)| (path.as_str(), it.after.as_deref()))
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.changes.keys().map(String::as_str)
    }

    /// Paths and changes, sorted.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &Change)> {
        self.changes.iter().map(|(path, it)| (path.as_str(), it))
    }
}
