//! `.toji/journal/`: staged contents (`new-0`, ...), what they replace or was to go (`old-0`, ...) and `record.json`, which says what
//! goes where. Without the record nothing was begun; with it everything can be brought to an end.

use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::change::{Change, ChangeSet};
use crate::diagnostics::{Code, Finding};
use crate::disk::{Disk, DiskError, Step};
use crate::source::{Digest, is_path_below};

const RECORD: &str = "record.json";
const UNFINISHED: &str = "record.tmp";
const FORMAT: u32 = 1;

/// The journal of a source folder.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
}

#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Record {
    format: u32,
    pub(super) entries: Vec<Entry>,
}

/// One file; its staged contents have its place in the list as their number.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) path: String,
    /// Hex digits, or nothing where there was no file.
    pub(super) before: Option<String>,
    /// Hex digits, or nothing where the file is removed.
    pub(super) after: Option<String>,
}

impl Journal {
    pub(super) fn of(root: &Path) -> Self {
        Self { folder: root.join(".toji").join("journal") }
    }

    pub(super) fn exists(&self) -> bool {
        self.folder.is_dir()
    }

    pub(super) fn new_content(&self, number: usize) -> PathBuf {
        self.folder.join(format!("new-{number}"))
    }

    pub(super) fn old_content(&self, number: usize) -> PathBuf {
        self.folder.join(format!("old-{number}"))
    }

    /// Stages everything; the record comes last, and with it the changes are decided.
    pub(super) fn begin(&self, disk: &Disk, root: &Path, changes: &ChangeSet) -> Step<()> {
        disk.create_folders(&self.folder)?;
        for (number, (path, change)) in changes.iter().enumerate() {
            self.stage(disk, &root.join(path), number, change)?;
        }
        disk.write_synced(&self.folder.join(UNFINISHED), &Record::of(changes).to_bytes())?;
        disk.rename(&self.folder.join(UNFINISHED), &self.folder.join(RECORD))?;
        sync_folder(disk, &self.folder)
    }

    fn stage(&self, disk: &Disk, place: &Path, number: usize, change: &Change) -> Step<()> {
        let (new, old) = (self.new_content(number), self.old_content(number));
        if let Some(after) = &change.after {
            disk.write_synced(&new, after)?;
        }
        if let Ok(metadata) = place.symlink_metadata() {
            let bytes = fs::read(place).map_err(DiskError::on(place))?;
            disk.write_synced(&old, &bytes)?;
            keep_permissions(disk, if change.after.is_some() { &new } else { &old }, &metadata)?;
        }
        Ok(())
    }

    /// The record of changes that were decided.
    ///
    /// # Errors
    /// Where there is one that cannot be read, or that names a path outside: this toji did not write it, so it stays.
    pub(super) fn record(&self) -> Result<Option<Record>, Finding> {
        let path = self.folder.join(RECORD);
        let Ok(bytes) = fs::read(&path) else { return Ok(None) };
        let record = serde_json::from_slice(&bytes).ok().filter(Record::is_sound);
        record.map(Some).ok_or_else(|| {
            let finding = Finding::of_path(Code::UnsupportedFormat, path.display().to_string());
            finding.with("found", "?").with("supported", FORMAT)
        })
    }

    /// Removes the journal, the record first: what is left after a kill is then known to be done with.
    pub(super) fn remove(&self, disk: &Disk) -> Step<()> {
        disk.remove_file(&self.folder.join(RECORD))?;
        disk.remove_tree(&self.folder)
    }
}

impl Record {
    fn of(changes: &ChangeSet) -> Self {
        let entries = changes.iter().map(|(path, change)| Entry {
            path: path.to_owned(),
            before: change.before.digest().map(|it| it.to_string()),
            after: change.after.as_deref().map(|it| Digest::of(it).to_string()),
        });
        Self { format: FORMAT, entries: entries.collect() }
    }

    fn is_sound(&self) -> bool {
        self.format == FORMAT && self.entries.iter().all(|it| is_path_below(&it.path))
    }

    fn to_bytes(&self) -> Vec<u8> {
        // A struct of texts and numbers is always JSON.
        serde_json::to_vec_pretty(self).unwrap_or_default()
    }
}

#[cfg(unix)]
fn keep_permissions(disk: &Disk, staged: &Path, metadata: &Metadata) -> Step<()> {
    disk.step(staged, || fs::set_permissions(staged, metadata.permissions()))
}

/// Windows keeps them by folder; a read-only file there cannot be replaced, and that is said.
#[cfg(not(unix))]
fn keep_permissions(_: &Disk, _: &Path, _: &Metadata) -> Step<()> {
    Ok(())
}

/// Makes renames in a folder last through a power cut.
#[cfg(unix)]
pub(super) fn sync_folder(disk: &Disk, folder: &Path) -> Step<()> {
    disk.step(folder, || fs::File::open(folder)?.sync_all())
}

/// Windows opens no folder for this; NTFS orders renames itself.
#[cfg(not(unix))]
pub(super) fn sync_folder(_: &Disk, _: &Path) -> Step<()> {
    Ok(())
}
