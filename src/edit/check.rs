//! Whether a change may be made at all: its path, links on the way, what is there now. Reads only.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::change::{Before, ChangeSet};
use crate::diagnostics::{Code, Finding};
use crate::disk::DiskError;
use crate::source::{Digest, is_path_below, name_problem};

/// The folder of toji's own files within a source folder.
const OWN: &str = ".toji";

/// What toji keeps there, and changes as any other file.
const KNOWN: [&str; 5] = [".toji/template.toml", ".toji/base/", ".toji/pending/", ".toji/undo/", ".toji/received"];

/// Everything that stands against the changes.
pub(super) fn check(root: &Path, changes: &ChangeSet) -> Vec<Finding> {
    let against = |(path, before)| bad_path(path).or_else(|| link(root, path)).or_else(|| differs(root, path, before));
    changes.iter().filter_map(|(path, change)| against((path, change.before))).collect()
}

/// What a path has now; `None` for nothing.
pub(super) fn current(path: &Path) -> io::Result<Option<Digest>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(Digest::of(&bytes))),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

impl Before {
    pub(super) fn digest(self) -> Option<Digest> {
        match self {
            Self::Absent => None,
            Self::Content(digest) => Some(digest),
        }
    }
}

fn bad_path(path: &str) -> Option<Finding> {
    let finding = |reason: String| Finding::of_path(Code::BadFileName, path).with("name", path).with("reason", reason);
    if !is_path_below(path) {
        return Some(finding("..".to_owned()));
    }
    if is_of_the_journal(path) {
        return Some(finding(".toji".to_owned()));
    }
    // What is hidden is somebody else's: a history, a program's settings.
    // A fleet deletes what its members' folders keep of what was received: what undoes updates, what waits for a decision.
    let records = known(path).or_else(|| path.split_once('/').and_then(|it| known(it.1)));
    if records.unwrap_or(path).split('/').any(|it| it.starts_with('.')) {
        return Some(finding(".".to_owned()));
    }
    path.split('/').find_map(name_problem).map(|it| finding(it.shown()))
}

/// What is below one of toji's records.
fn known(path: &str) -> Option<&str> {
    KNOWN.iter().find_map(|it| path.strip_prefix(it))
}

/// What toji knows about a folder lies in `.toji`, and is changed as any other file; the journal itself never is.
fn is_of_the_journal(path: &str) -> bool {
    let mut names = path.split('/').map(str::to_lowercase);
    let is_own = names.next().is_some_and(|it| it == OWN);
    let inner = names.next();
    // A folder that knows no capitals would take `.TOJI` for ours.
    is_own && (!path.starts_with(OWN) || inner.is_none_or(|it| ["journal", "lock"].contains(&it.as_str())))
}

/// Written through a link, a change would land elsewhere.
fn link(root: &Path, path: &str) -> Option<Finding> {
    let ends = path.match_indices('/').map(|(at, _)| at).chain([path.len()]);
    let parts = ends.map(|it| &path[..it]);
    let link = parts.into_iter().find(|it| root.join(it).is_symlink())?;
    Some(Finding::of_path(Code::Symlink, link).with("path", link))
}

fn differs(root: &Path, path: &str, before: Before) -> Option<Finding> {
    let place = root.join(path);
    match current(&place) {
        Err(error) => Some(DiskError::on(&place)(error).finding()),
        Ok(found) if found == before.digest() => None,
        Ok(_) => {
            let code = match before {
                Before::Absent => Code::FileExists,
                Before::Content(_) => Code::ChangedMeanwhile,
            };
            Some(Finding::of_path(code, path).with("path", path))
        }
    }
}
