//! The folder beside the output in which a build is made, and what becomes of it: swapped in, given up, or found later.
//!
//! `.toji-build-XXXX/` holds `marker` (whose it is; locked while its process lives), `new/` (the build) and, from the
//! swap on, `old/` (what was replaced). [`settle`] brings any state of it to an end, and removes only what is ours.

use std::fs::{self, File, TryLockError};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::manifest::{self, Manifest};
use super::old::Listing;
use super::place::Place;
use super::signature;
use crate::disk::{Disk, DiskError, Step};
use crate::source::is_path_below;

const PREFIX: &str = ".toji-build-";
const MARKER: &str = "marker";
const MARKED: &str = "toji build of ";

/// A folder of our own beside an output.
#[derive(Debug)]
pub(super) struct Stage {
    folder: PathBuf,
    /// Held so that another process sees that this one lives.
    _lock: File,
}

impl Stage {
    pub(super) fn create(disk: &Disk, place: &Place) -> Step<Self> {
        let mut number = 0u32;
        loop {
            let folder = place.parent.join(format!("{PREFIX}{:x}-{number}", std::process::id()));
            match disk.create_folder(&folder) {
                Err(error) if error.error.kind() == ErrorKind::AlreadyExists && number < 9999 => number += 1,
                Err(error) => return Err(error),
                Ok(()) => return Self::claim(disk, folder, place),
            }
        }
    }

    fn claim(disk: &Disk, folder: PathBuf, place: &Place) -> Step<Self> {
        let marker = folder.join(MARKER);
        let lock = disk.step(&marker, || {
            let mut file = File::create(&marker)?;
            // Before it says whose it is: another process that sweeps must find no marker of ours unlocked. A share may
            // know no locks: then a build that is still running is never taken for a dead one, see `is_dead`.
            let _ = file.lock();
            file.write_all(marker_text(place).as_bytes()).map(|()| file)
        })?;
        disk.create_folder(&folder.join("new"))?;
        Ok(Self { folder, _lock: lock })
    }

    /// Where the build is made.
    pub(super) fn new_folder(&self) -> PathBuf {
        self.folder.join("new")
    }

    /// Puts the build in place of the output; on failure the old one is back.
    pub(super) fn swap(&self, disk: &Disk, place: &Place) -> Step<()> {
        let old = self.folder.join("old");
        if place.path.exists() {
            disk.rename(&place.path, &old)?;
        }
        let swapped = disk.rename(&self.new_folder(), &place.path);
        if swapped.is_err() && old.exists() {
            disk.rename(&old, &place.path)?;
        }
        swapped
    }

    /// Ends it, whether swapped or not. What could not be removed stays for the next build; its folder is given.
    pub(super) fn end(self, disk: &Disk, place: &Place) -> Option<PathBuf> {
        let Self { folder, _lock: lock } = self;
        drop(lock);
        settle(disk, &folder, place).err().map(|_| folder)
    }
}

fn marker_text(place: &Place) -> String {
    format!("{MARKED}{}\n", place.name)
}

/// Brings what killed builds of this output left behind to an end. Fails silently: nothing of it is in the way.
pub(super) fn sweep(disk: &Disk, place: &Place) {
    let entries = fs::read_dir(&place.parent).into_iter().flatten().filter_map(Result::ok);
    let ours = entries.filter(|it| it.file_name().to_string_lossy().starts_with(PREFIX));
    for folder in ours.map(|it| it.path()).filter(|it| is_dead(it, place)) {
        let _ = settle(disk, &folder, place);
    }
}

/// [`sweep`] for every output in `folder` at once.
pub(super) fn sweep_all(disk: &Disk, folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let ours = entries.filter(|it| it.file_name().to_string_lossy().starts_with(PREFIX));
    for stage in ours.map(|it| it.path()) {
        let marker = fs::read_to_string(stage.join(MARKER)).unwrap_or_default();
        let Some(name) = marker.strip_prefix(MARKED).and_then(|it| it.strip_suffix('\n')) else { continue };
        let place = Place { parent: folder.to_owned(), name: name.to_owned(), path: folder.join(name) };
        if is_path_below(name) && is_dead(&stage, &place) {
            let _ = settle(disk, &stage, &place);
        }
    }
}

/// Whether it is a build of this output whose process is gone for certain.
fn is_dead(folder: &Path, place: &Place) -> bool {
    let marker = folder.join(MARKER);
    let ours = fs::read_to_string(&marker).is_ok_and(|it| it == marker_text(place)) && !folder.is_symlink();
    ours && File::open(marker).is_ok_and(|it| match it.try_lock() {
        Ok(()) => true,
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => false,
    })
}

fn settle(disk: &Disk, folder: &Path, place: &Place) -> Step<()> {
    let old = folder.join("old");
    if old.exists() && !place.path.exists() {
        disk.rename(&old, &place.path)?;
    } else if old.exists() && Manifest::read(&place.path).is_some() {
        retire(disk, &old, place)?;
    }
    disk.remove_tree(&folder.join("new"))?;
    if old.exists() {
        return Ok(());
    }
    disk.remove_file(&folder.join(MARKER))?;
    disk.remove_folder(folder)
}

/// Moves what is not ours into the new output and removes what the manifest lists; the manifest last, so that a kill in
/// between leaves its word.
fn retire(disk: &Disk, old: &Path, place: &Place) -> Step<()> {
    let listing = Listing::of(old).map_err(|it| DiskError::on(old)(it.into()))?;
    for path in &listing.foreign {
        carry_over(disk, &old.join(path), &place.path.join(path))?;
    }
    // A folder of somebody's own stays even if it is empty.
    listing.foreign_folders.iter().try_for_each(|it| disk.create_folders(&place.path.join(it)))?;
    listing.ours.par_iter().try_for_each(|(file, _)| disk.remove_file(&old.join(&file.path)))?;
    listing.folders.iter().try_for_each(|it| disk.remove_folder(&old.join(it)))?;
    if listing.signed {
        disk.remove_file(&old.join(signature::NAME))?;
    }
    disk.remove_file(&old.join(manifest::NAME))?;
    disk.remove_folder(old)
}

/// Never onto something: then it stays where it is, and so does the folder around it.
fn carry_over(disk: &Disk, from: &Path, to: &Path) -> Step<()> {
    if to.symlink_metadata().is_ok() {
        return Ok(());
    }
    if let Some(parent) = to.parent() {
        disk.create_folders(parent)?;
    }
    disk.rename(from, to)
}
