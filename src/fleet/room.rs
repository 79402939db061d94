//! Room for the summary: a disk that the members' binders fill up must still take the page that says which are missing.

use std::path::{Path, PathBuf};

use super::build::REPORTS;
use crate::disk::Disk;

/// In bytes: what the summary needs whoever is in it, and more for each member.
const LEAST: u64 = 512 << 10;
const A_MEMBER: u64 = 16 << 10;

/// A file that holds the room until it is given back. A run that is killed leaves it; the next one takes it over.
#[derive(Debug)]
pub(super) struct Room(PathBuf);

impl Room {
    /// Where the disk is full already, there is none to keep, and whatever fails for that is told.
    pub(super) fn keep(out: &Path, members: usize) -> Self {
        let file = out.join(REPORTS).join(".room");
        let size = LEAST.saturating_add((members as u64).saturating_mul(A_MEMBER));
        if Disk::default().fill(&file, size).is_err() {
            let _ = Disk::default().remove_file(&file);
        }
        Self(file)
    }

    pub(super) fn give_back(self) {
        let _ = Disk::default().remove_file(&self.0);
    }
}
