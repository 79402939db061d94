//! Lists the files of a source folder. Follows no link, opens no file, leaves hidden folders and `output/` alone.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, IntoIter, WalkDir};

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::Template;
use crate::source::{NameProblem, name_problem};

/// A regular file.
#[derive(Debug)]
pub(super) struct Found {
    /// Below the source folder, with `/` on every system.
    pub(super) path: String,
    pub(super) location: PathBuf,
}

/// Whether `root` is a source folder at all.
pub(super) fn find_binder(root: &Path) -> Result<(), Finding> {
    let shown = root.display().to_string();
    let names: Vec<String> = fs::read_dir(root)
        .map_err(|it| unlisted(root, it))?
        .filter_map(|it| it.ok()?.file_name().into_string().ok())
        .filter(|it| !is_hidden(it))
        .collect();
    if names.is_empty() {
        return Err(Finding::of_path(Code::EmptyFolder, &shown).with("path", &shown));
    }
    if names.iter().any(|it| it == "binder.toml") && !root.join("binder.toml").is_dir() {
        return Ok(());
    }
    let alike = nearest("binder.toml", names.iter().map(String::as_str));
    Err(Finding::of_path(Code::NoBinderToml, &shown).with("path", &shown).nearest(alike))
}

/// All regular files below `root`, by path.
pub(super) fn walk(root: &Path, sink: &mut Sink) -> Vec<Found> {
    let mut entries = WalkDir::new(root).min_depth(1).follow_links(false).into_iter();
    let mut found = Vec::new();
    while let Some(entry) = entries.next() {
        match entry {
            Ok(entry) => found.extend(visit(root, entry, &mut entries, sink)),
            Err(error) => sink.push(of_walk(root, &error)),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn visit(root: &Path, entry: DirEntry, entries: &mut IntoIter, sink: &mut Sink) -> Option<Found> {
    let kind = entry.file_type();
    let name = entry.file_name().to_string_lossy();
    let path = below(root, entry.path());
    let is_output = entry.depth() == 1 && name == "output" || kind.is_dir() && is_build(entry.path());
    if is_hidden(&name) || is_output {
        skip(entries, kind.is_dir());
        return None;
    }
    if let Some(problem) = problem_of(&entry) {
        sink.push(Finding::of_path(Code::BadFileName, &path).with("name", &name).with("reason", problem.shown()));
        if problem == NameProblem::NotUnicode {
            skip(entries, kind.is_dir());
            return None;
        }
    }
    if kind.is_symlink() {
        sink.push(Finding::of_path(Code::Symlink, &path).with("path", &path));
    } else if !kind.is_dir() && !kind.is_file() {
        sink.push(unreadable(&path, "a device, pipe or socket"));
    }
    kind.is_file().then(|| Found { path, location: entry.into_path() })
}

fn skip(entries: &mut IntoIter, is_folder: bool) {
    if is_folder {
        entries.skip_current_dir();
    }
}

fn problem_of(entry: &DirEntry) -> Option<NameProblem> {
    entry.file_name().to_str().map_or(Some(NameProblem::NotUnicode), name_problem)
}

/// Hidden files and folders, and those that office programs leave beside an open document.
pub(super) fn is_hidden(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["Thumbs.db", "desktop.ini"].iter().any(|it| name.eq_ignore_ascii_case(it))
}

/// Whether a change at this path below a source folder is none of a binder's: what is hidden, and what is built there.
pub fn is_passed_over(path: &str) -> bool {
    path == "output" || path.starts_with("output/") || path != Template::PATH && path.split('/').any(is_hidden)
}

fn below(root: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(root).unwrap_or(path).iter();
    parts.map(|it| it.to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn of_walk(root: &Path, error: &walkdir::Error) -> Finding {
    let path = error.path().map_or_else(String::new, |it| below(root, it));
    match error.io_error() {
        Some(error) => unreadable(&path, error),
        None => unreadable(&path, error),
    }
}

/// Whether a folder is an output of ours: what was built is no source.
pub fn is_build(folder: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(folder.join("manifest.json")).and_then(|it| it.take(1024).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains("\"generator\": \"toji ")
}

/// A folder that cannot be listed: it is not there, or may not be read.
pub(super) fn unlisted(folder: &Path, error: std::io::Error) -> Finding {
    let shown = folder.display().to_string();
    if error.kind() == ErrorKind::NotFound { no_folder(&shown) } else { unreadable(&shown, error) }
}

fn no_folder(path: &str) -> Finding {
    Finding::of_path(Code::NoSuchFolder, path).with("path", path)
}

/// A file or folder that cannot be read.
pub(super) fn unreadable(path: &str, reason: impl ToString) -> Finding {
    Finding::of_path(Code::UnreadableFile, path).with("path", path).with("reason", reason)
}
