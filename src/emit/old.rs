//! What lies in the output folder already: files of ours, told by their manifest, and files of others. Changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::{DirEntry, WalkDir};

use super::manifest::{self, Manifest, ManifestFile};
use super::place::Place;
use super::signature;
use crate::diagnostics::{Code, Finding};
use crate::render::Artifacts;

/// An output folder as it is now.
#[derive(Debug, Default)]
pub(super) struct Old {
    /// Files that are as the manifest says, by path.
    pub(super) intact: BTreeMap<String, ManifestFile>,
    /// Files that no manifest lists.
    pub(super) foreign: Vec<PathBuf>,
    /// Whether somebody signed it. A signature is of one build and goes with it.
    pub(super) signed: bool,
}

impl Old {
    /// # Errors
    /// Where there is something that toji did not make and no manifest: it may be anything.
    pub(super) fn survey(place: &Place) -> Result<Self, Finding> {
        let Ok(metadata) = place.path.symlink_metadata() else { return Ok(Self::default()) };
        let not_ours = || not_ours(&place.path);
        if !metadata.is_dir() {
            return Err(not_ours());
        }
        let listing = Listing::of(&place.path).map_err(|it| unreadable(&place.path, &it))?;
        if listing.manifest.is_none() && listing.foreign.iter().any(|it| it != Path::new(".gitignore")) {
            return Err(not_ours());
        }
        let built = place.path.join(manifest::NAME).metadata().and_then(|it| it.modified()).ok();
        let intact = listing.ours.into_iter().filter(|(file, metadata)| is_untouched(file, metadata, built));
        let intact = intact.map(|(it, _)| (it.path.clone(), it)).collect();
        Ok(Self { intact, foreign: listing.foreign, signed: listing.signed })
    }

    /// Files of others that stand where the new build puts something.
    pub(super) fn in_the_way<'a>(&'a self, artifacts: &Artifacts) -> impl Iterator<Item = &'a Path> {
        let files: BTreeSet<String> = artifacts.keys().map(|it| it.to_lowercase()).collect();
        let folders: BTreeSet<String> = files.iter().flat_map(|it| above(it)).map(str::to_owned).collect();
        self.foreign.iter().map(PathBuf::as_path).filter(move |it| {
            let path = below(it).to_lowercase();
            files.contains(&path) || folders.contains(&path) || above(&path).any(|it| files.contains(it))
        })
    }
}

/// A file that was written after the build may hold anything of the same size.
fn is_untouched(file: &ManifestFile, metadata: &Metadata, built: Option<SystemTime>) -> bool {
    file.size == metadata.len() && metadata.modified().is_ok_and(|it| Some(it) <= built)
}

/// The folders above a path with `/`.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// A relative path with `/`.
fn below(path: &Path) -> String {
    path.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Everything in a folder, told apart by the manifest in it. Links are listed, not followed.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) manifest: Option<Manifest>,
    pub(super) ours: Vec<(ManifestFile, Metadata)>,
    pub(super) foreign: Vec<PathBuf>,
    /// All folders, the deepest first.
    pub(super) folders: Vec<PathBuf>,
    /// Those of them in which nothing is ours.
    pub(super) foreign_folders: Vec<PathBuf>,
    /// Whether a signature lies beside the manifest.
    pub(super) signed: bool,
}

impl Listing {
    pub(super) fn of(root: &Path) -> Result<Self, walkdir::Error> {
        let manifest = Manifest::read(root);
        let listed: BTreeMap<&str, &ManifestFile> =
            manifest.iter().flat_map(|it| &it.files).map(|it| (it.path.as_str(), it)).collect();
        let (mut ours, mut foreign, mut folders) = (Vec::new(), Vec::new(), Vec::new());
        let mut signed = false;
        for entry in WalkDir::new(root).min_depth(1).contents_first(true).sort_by_file_name() {
            let entry = entry?;
            let path = entry.path().strip_prefix(root).unwrap_or(entry.path()).to_owned();
            match listed.get(below(&path).as_str()) {
                _ if entry.file_type().is_dir() => folders.push(path),
                Some(file) if entry.file_type().is_file() => ours.push(((*file).clone(), entry.metadata()?)),
                None if manifest.is_some() && is_manifest(&entry) => {}
                None if manifest.is_some() && is_signature(&entry) => signed = true,
                Some(_) | None => foreign.push(path),
            }
        }
        let built: BTreeSet<&str> = listed.keys().flat_map(|it| above(it)).collect();
        let foreign_folders = folders.iter().filter(|it| !built.contains(below(it).as_str())).cloned().collect();
        Ok(Self { manifest, ours, foreign, folders, foreign_folders, signed })
    }
}

fn is_manifest(entry: &DirEntry) -> bool {
    entry.depth() == 1 && entry.file_name() == manifest::NAME
}

fn is_signature(entry: &DirEntry) -> bool {
    entry.depth() == 1 && entry.file_name() == signature::NAME && entry.file_type().is_file()
}

pub(super) fn not_ours(path: &Path) -> Finding {
    let path = path.display();
    Finding::of_path(Code::OutputNotOurs, path.to_string()).with("path", path)
}

pub(super) fn unreadable(path: &Path, reason: &impl ToString) -> Finding {
    let path = path.display();
    Finding::of_path(Code::UnreadableFile, path.to_string()).with("path", path).with("reason", reason.to_string())
}
