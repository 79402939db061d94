//! What was received of whom: which files a workbook wrote, by content, and what stood there before. So that nothing is
//! deleted but what was received. Never holds what a member wrote.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::ChangeSet;
use crate::load::{self, Lying};
use crate::source::Digest;

const FOLDER: &str = ".toji/received";
const FORMAT: u8 = 1;

/// The record of one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    format: u8,
    /// The member's id.
    pub(super) member: String,
    /// The day of the last workbook.
    pub(super) received: String,
    /// Every workbook that was received.
    pub(super) books: Vec<ReceivedBook>,
    /// The files that they wrote and that are still there.
    pub(super) files: Vec<ReceivedFile>,
}

/// A workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceivedBook {
    /// The SHA-256 of its bytes.
    pub(super) sha256: String,
    /// The day it came.
    pub(super) on: String,
}

/// A file of the member's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ReceivedFile {
    /// Its path below the member's folder.
    pub(super) path: String,
    /// The SHA-256 of what was written.
    pub(super) sha256: String,
    /// The SHA-256 of what earlier workbooks wrote: copies of it may lie elsewhere in the folder.
    pub(super) earlier: Vec<String>,
    /// The SHA-256 of what stood there before the first workbook; `None` for a file that was not there.
    pub(super) before: Option<String>,
    /// Whether somebody changed it between two workbooks.
    pub(super) edited: bool,
}

impl Record {
    pub(super) fn new(member: &str) -> Self {
        let (books, files) = (Vec::new(), Vec::new());
        Self { format: FORMAT, member: member.to_owned(), received: String::new(), books, files }
    }

    /// The record of the member in `folder`, with its bytes; `None` where nothing was received, or where it cannot be
    /// read, which is told.
    pub(super) fn read(fleet: &Path, folder: &str, sink: &mut Sink) -> Result<Option<(Self, Vec<u8>)>, ()> {
        let path = path(folder);
        let bytes = match load::lying(&fleet.join(&path), sink) {
            Lying::Nothing => return Ok(None),
            Lying::Unread => return Err(()),
            Lying::Bytes(bytes) => bytes,
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(record) if record.format == FORMAT => Ok(Some((record, bytes))),
            Ok(_) | Err(_) => {
                let finding = Finding::of_path(Code::MemberFileUnsound, &path).with("path", &path);
                sink.push(finding.with("reason", "JSON"));
                Err(())
            }
        }
    }

    /// Adds the change from the record that reads `before`.
    pub(super) fn put(&self, folder: &str, before: Option<&[u8]>, changes: &mut ChangeSet) {
        // Texts and truth values always serialise.
        let text = serde_json::to_string_pretty(self).unwrap_or_default() + "\n";
        match before {
            Some(before) => changes.replace(path(folder), before, text),
            None => changes.create(path(folder), text),
        }
    }

    /// Notes that `after` took the place of `before`, and keeps what stood there before the first workbook.
    pub(super) fn note(
        &mut self,
        fleet: &Fleet<'_>,
        path: &str,
        change: (Option<&[u8]>, &[u8]),
        changes: &mut ChangeSet,
    ) {
        let (before, after) = change;
        let sha256 = Digest::of(after).to_string();
        let found = before.map(|it| Digest::of(it).to_string());
        if let Some(file) = self.files.iter_mut().find(|it| it.path == path) {
            file.edited |= found.as_ref() != Some(&file.sha256);
            let old = std::mem::replace(&mut file.sha256, sha256);
            file.earlier.push(old);
            return;
        }
        if let (Some(before), Some(digest)) = (before, &found) {
            let place = kept(fleet.folder, digest);
            if !fleet.root.join(&place).exists() {
                changes.create(place, before);
            }
        }
        self.files.push(ReceivedFile {
            path: path.to_owned(),
            sha256,
            earlier: Vec::new(),
            before: found,
            edited: false,
        });
    }
}

/// A member's place in the fleet.
pub(super) struct Fleet<'a> {
    pub(super) root: &'a Path,
    pub(super) folder: &'a str,
}

/// The folders of which there is a record.
pub(super) fn folders(fleet: &Path) -> Vec<String> {
    let names = load::file_names(&fleet.join(FOLDER));
    names.iter().filter_map(|it| it.strip_suffix(".json")).map(str::to_owned).collect()
}

/// Where the record of the member in `folder` lies, below the fleet's folder.
pub(super) fn path(folder: &str) -> String {
    format!("{FOLDER}/{folder}.json")
}

/// Where a text is kept that stood in a file's place.
pub(super) fn kept(folder: &str, digest: &str) -> String {
    format!("{FOLDER}/{folder}/{digest}")
}
