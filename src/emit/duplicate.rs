//! An output once more, somewhere else: the same bytes, the same manifest and its signature, read back from where they were
//! written before they take the place of an earlier copy. What others put beside or into the output is not taken along.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::manifest::{self, Manifest};
use super::old::{Old, unreadable};
use super::place::Place;
use super::signature;
use super::stage::{self, Stage};
use super::verify::verify;
use crate::diagnostics::{Code, Finding};
use crate::disk::{Disk, DiskError};

/// A copy of an output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Files in it, the manifest and its signature not counted.
    pub files: usize,
    /// Their size.
    pub bytes: u64,
    /// A folder that could not be removed; the next copy tries again.
    pub leftover: Option<PathBuf>,
}

/// Makes the folder `to` a copy of the output in `from`. An earlier copy there stays whole until this one is complete and was
/// read back; files of others in it are kept.
///
/// # Errors
/// Where something could not be read or written, or is not what was read. Then `to` is as it was.
pub fn duplicate(from: &Path, to: &Path) -> Result<Duplicate, Vec<Finding>> {
    duplicate_on(&Disk::default(), from, to)
}

fn duplicate_on(disk: &Disk, from: &Path, to: &Path) -> Result<Duplicate, Vec<Finding>> {
    let one = |it: DiskError| vec![it.finding()];
    let source = Source::read(from).map_err(|it| vec![it])?;
    let place = Place::of(disk, to).map_err(one)?;
    stage::sweep(disk, &place);
    Old::survey(&place).map_err(|it| vec![it])?;
    let stage = Stage::create(disk, &place).map_err(one)?;
    let new = stage.new_folder();
    let done = source.write(disk, &new).and_then(|()| {
        let damaged = read_back(&new, to);
        if damaged.is_empty() { stage.swap(disk, &place).map_err(one) } else { Err(damaged) }
    });
    let leftover = stage.end(disk, &place);
    disk.sync_folder(&place.parent);
    done?;
    let bytes = source.manifest.files.iter().map(|it| it.size).sum();
    Ok(Duplicate { files: source.manifest.files.len(), bytes, leftover })
}

/// An output as it is read: its manifest decides what belongs to it.
struct Source<'a> {
    folder: &'a Path,
    manifest: Manifest,
    bytes: Vec<u8>,
    signature: Option<Vec<u8>>,
}

impl<'a> Source<'a> {
    fn read(folder: &'a Path) -> Result<Self, Finding> {
        let path = folder.join(manifest::NAME);
        let bytes = fs::read(&path).map_err(|it| unreadable(&path, &it))?;
        let shown = folder.display();
        let none = || Finding::of_path(Code::NotAnOutput, shown.to_string()).with("path", shown);
        let manifest = Manifest::parse(&bytes).ok_or_else(none)?;
        let signature = signature::signature(folder).map_err(|it| unreadable(&folder.join(signature::NAME), &it))?;
        Ok(Self { folder, manifest, bytes, signature })
    }

    fn write(&self, disk: &Disk, new: &Path) -> Result<(), Vec<Finding>> {
        let one = |it: DiskError| vec![it.finding()];
        let paths = self.manifest.files.iter().map(|it| it.path.as_str());
        let folders: BTreeSet<&str> = paths.clone().filter_map(|it| it.rsplit_once('/')).map(|it| it.0).collect();
        folders.iter().try_for_each(|it| disk.create_folders(&new.join(it))).map_err(one)?;
        for path in paths {
            disk.copy_synced(&self.folder.join(path), &new.join(path)).map_err(one)?;
        }
        if let Some(signature) = &self.signature {
            disk.write_synced(&new.join(signature::NAME), signature).map_err(one)?;
        }
        disk.write_synced(&new.join(manifest::NAME), &self.bytes).map_err(one)?;
        [new].into_iter().chain(folders.iter().map(Path::new)).for_each(|it| disk.sync_folder(&new.join(it)));
        Ok(())
    }
}

/// What was written and is not what was read; said of the place where it was to be.
fn read_back(new: &Path, to: &Path) -> Vec<Finding> {
    let damaged = |it: Finding| {
        let path = match &it.at {
            crate::diagnostics::At::Path(path) => to.join(path).display().to_string(),
            crate::diagnostics::At::Span(_) | crate::diagnostics::At::Nowhere => to.display().to_string(),
        };
        Finding::of_path(Code::CopyDamaged, &path).with("path", path)
    };
    verify(new).into_iter().map(damaged).collect()
}

#[cfg(test)]
#[path = "duplicate_tests.rs"]
mod tests;
