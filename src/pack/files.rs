//! The files of a source folder, as far as an update looks at them: read once, then all thinking is done in memory.
//!
//! Never writes. Contents that no template brought and that hold no text (scans, photographs) are not read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;
use walkdir::{DirEntry, WalkDir};

use super::name;
use crate::diagnostics::{Code, Finding};
use crate::edit::ChangeSet;
use crate::load;
use crate::model::Template;
use crate::source::NameProblem;

/// Contents by path below the source folder, with `/`; toji's own records in `.toji/` among them.
pub type Files = BTreeMap<String, Vec<u8>>;

/// The endings of files in which a member may speak of the template's pages and variables.
const TEXTS: [&str; 3] = [".md", ".toml", ".csv"];

/// Reads the texts and records of a source folder, and whatever else stands at one of these paths.
///
/// # Errors
/// A finding for each file that cannot be read.
pub fn read(root: &Path, others: &BTreeSet<String>) -> Result<Files, Vec<Finding>> {
    let mut files = Files::new();
    let mut findings = Vec::new();
    let walk = WalkDir::new(root).min_depth(1).follow_links(false).into_iter().filter_entry(|it| is_wanted(root, it));
    for entry in walk {
        match entry {
            Ok(entry) if entry.file_type().is_dir() => (),
            Ok(entry) => {
                let path = below(root, entry.path());
                let composed: String = path.nfc().collect();
                if composed != path && others.contains(&composed) {
                    findings.push(decomposed(&path));
                    continue;
                }
                let is_own = entry.file_type().is_file() && (path.starts_with(super::state::FOLDER) || is_text(&path));
                // A link at a path of the template is read, so that the update is refused rather than the link overlooked.
                if is_own || others.contains(&path) {
                    keep(entry.path(), path, &mut files, &mut findings);
                }
            }
            Err(error) => {
                let path = error.path().map(|it| below(root, it)).unwrap_or_default();
                findings.push(unreadable(&path, &error));
            }
        }
    }
    if findings.is_empty() { Ok(files) } else { Err(findings) }
}

/// Reads toji's records alone.
///
/// # Errors
/// A finding for each that cannot be read.
pub fn records(root: &Path) -> Result<Files, Vec<Finding>> {
    let (mut files, mut findings) = (Files::new(), Vec::new());
    let path = Template::PATH;
    if root.join(path).symlink_metadata().is_ok() {
        keep(&root.join(path), path.to_owned(), &mut files, &mut findings);
    }
    if findings.is_empty() { Ok(files) } else { Err(findings) }
}

fn keep(place: &Path, path: String, files: &mut Files, findings: &mut Vec<Finding>) {
    match fs::read(place) {
        Ok(bytes) => drop(files.insert(path, bytes)),
        Err(error) => findings.push(unreadable(&path, error)),
    }
}

/// The file that the template means, under a name that only looks the same: it must not pass for deleted.
fn decomposed(path: &str) -> Finding {
    let finding = Finding::of_path(Code::BadFileName, path).with("name", path);
    finding.with("reason", NameProblem::NotComposed.shown())
}

fn unreadable(path: &str, reason: impl ToString) -> Finding {
    Finding::of_path(Code::UnreadableFile, path).with("path", path).with("reason", reason)
}

/// Not what is hidden (but toji's records), not what a build made, not what undo keeps.
fn is_wanted(root: &Path, entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    let is_folder = entry.file_type().is_dir();
    let top = entry.depth() == 1;
    if top && name == super::state::FOLDER.trim_end_matches('/') {
        return is_folder;
    }
    let in_records = entry.path().components().any(|it| it.as_os_str() == ".toji");
    if in_records {
        return entry.depth() != 2 || ["template.toml", "base", "pending"].contains(&&*name);
    }
    name::is_source(&below(root, entry.path())) && !(is_folder && load::is_build(entry.path()))
}

fn is_text(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    TEXTS.iter().any(|it| path.ends_with(it))
}

fn below(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).iter();
    parts.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The changes that lead from one to the other, where `after` names what is different: contents, or nothing for a file
/// that goes.
pub fn changes(before: &Files, after: &BTreeMap<String, Option<Vec<u8>>>) -> ChangeSet {
    let mut changes = ChangeSet::default();
    for (path, after) in after {
        match (before.get(path), after) {
            (Some(before), Some(after)) if before == after => (),
            (Some(before), Some(after)) => changes.replace(path, before, after.as_slice()),
            (None, Some(after)) => changes.create(path, after.as_slice()),
            (Some(before), None) => changes.remove(path, before),
            (None, None) => (),
        }
    }
    changes
}

/// The contents with these in place.
pub fn with(files: &Files, after: &BTreeMap<String, Option<Vec<u8>>>) -> Files {
    let mut files = files.clone();
    for (path, after) in after {
        match after {
            Some(after) => drop(files.insert(path.clone(), after.clone())),
            None => drop(files.remove(path)),
        }
    }
    files
}
