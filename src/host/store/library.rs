//! The snapshots that are shown, one a profile, swapped all at once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use super::snapshot::Snapshot;
use crate::emit::{Listed, MANIFEST};
use crate::host::who::Who;

/// The account that may see every profile: what it is shown holds all that the others hold.
const FULL: &str = "full";

/// An output folder: one build, or a build a profile in subfolders.
#[derive(Debug)]
pub(in crate::host) struct Library {
    pub(super) output: PathBuf,
    now: RwLock<Arc<Shelf>>,
}

/// The builds of one moment, by profile.
pub(super) type Shelf = BTreeMap<String, Arc<Snapshot>>;

/// The folder holds no build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::host) struct NoLibrary;

impl Library {
    /// Takes in what is in `output`.
    pub(in crate::host) fn open(output: &Path) -> Result<Self, NoLibrary> {
        let shelf: Shelf = folders(output).iter().filter_map(|it| Snapshot::load(it)).map(shelved).collect();
        if shelf.is_empty() {
            return Err(NoLibrary);
        }
        Ok(Self { output: output.to_owned(), now: RwLock::new(Arc::new(shelf)) })
    }

    /// What `who` is shown: the build of their profile. On its own, `full` also sees whatever single build there is.
    pub(in crate::host) fn of(&self, who: &Who) -> Option<Arc<Snapshot>> {
        let shelf = self.now();
        let only = || shelf.values().next().filter(|_| shelf.len() == 1);
        let found = match who {
            Who::Anybody => only(),
            Who::Account { profile, .. } => shelf.get(profile).or_else(|| only().filter(|_| profile == FULL)),
        };
        found.cloned()
    }

    /// The builds, by profile.
    pub(in crate::host) fn builds(&self) -> Vec<(String, String)> {
        self.now().iter().map(|(profile, it)| (profile.clone(), it.build.clone())).collect()
    }

    /// Files that are refused already, each once a profile.
    pub(in crate::host) fn wrong(&self) -> Vec<String> {
        self.now().values().flat_map(|it| it.wrong().map(|it| it.path.clone()).collect::<Vec<_>>()).collect()
    }

    pub(super) fn now(&self) -> Arc<Shelf> {
        // A lock is held for a clone or a swap: nothing that can panic.
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn swap(&self, shelf: Shelf) {
        *self.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(shelf);
    }
}

pub(super) fn shelved(snapshot: Snapshot) -> (String, Arc<Snapshot>) {
    (snapshot.profile.clone(), Arc::new(snapshot))
}

/// Where builds are: the folder itself, or each folder in it that is called by the profile of its manifest, sorted. A copy
/// that somebody left beside them has another name, and a link is no output.
pub(super) fn folders(output: &Path) -> Vec<PathBuf> {
    if output.join(MANIFEST).is_file() {
        return vec![output.to_owned()];
    }
    let entries = fs::read_dir(output).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_dir())).map(|it| it.path());
    let mut folders: Vec<PathBuf> = folders.filter(|it| is_called_by_its_profile(it)).collect();
    folders.sort();
    folders
}

fn is_called_by_its_profile(folder: &Path) -> bool {
    let listed = fs::read(folder.join(MANIFEST)).ok().and_then(|it| Listed::parse(&it));
    listed.is_some_and(|it| folder.file_name().is_some_and(|name| *name == *it.profile))
}
