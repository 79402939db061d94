//! One build of one profile, as it was when it was verified.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::file::File;
use super::load::{Room, load};
use crate::emit::{Listed, MANIFEST};

/// What is shown until the next build is taken in.
#[derive(Debug)]
pub(in crate::host) struct Snapshot {
    /// The build id.
    pub(in crate::host) build: String,
    /// The profile that it was built for.
    pub(in crate::host) profile: String,
    pub(super) folder: PathBuf,
    /// Its manifest's bytes: another build has others.
    pub(super) manifest: Vec<u8>,
    pub(super) files: BTreeMap<String, Arc<File>>,
}

impl Snapshot {
    /// What the manifest in `folder` lists, every file read and compared; `None` where there is no manifest of ours, or
    /// where another one came while the files were read.
    pub(super) fn load(folder: &Path) -> Option<Self> {
        let manifest = fs::read(folder.join(MANIFEST)).ok()?;
        let Listed { build, profile, files } = Listed::parse(&manifest)?;
        let room = Room::new();
        let read = |(path, sha256): (&String, &String)| (path.clone(), Arc::new(load(folder, path, sha256, &room)));
        let files = files.par_iter().map(read).collect();
        let snapshot = Self { build, profile, folder: folder.to_owned(), manifest, files };
        snapshot.is_current().then_some(snapshot)
    }

    /// Whether its manifest is still the one on the disk.
    pub(super) fn is_current(&self) -> bool {
        fs::read(self.folder.join(MANIFEST)).is_ok_and(|it| it == self.manifest)
    }

    /// The file of this name, exactly.
    pub(in crate::host) fn find(&self, name: &str) -> Option<&Arc<File>> {
        self.files.get(name)
    }

    /// Those that are not what the manifest says.
    pub(in crate::host) fn wrong(&self) -> impl Iterator<Item = &Arc<File>> {
        self.files.values().filter(|it| it.is_refused())
    }
}
