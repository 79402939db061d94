//! Lists what lies in a fleet's folder: source folders, and whatever stands among them that is none. Opens each one's
//! `binder.toml` and nothing else; what cannot be used is told and never stops the others.

use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use super::read::{self, Reads};
use super::walk;
use crate::diagnostics::{Code, Finding};
use crate::source::{NameProblem, name_problem};

/// One entry of a fleet's folder.
#[derive(Debug)]
pub struct MemberFolder {
    /// Its name.
    pub name: String,
    /// Where it lies.
    pub root: PathBuf,
    /// The text of its `binder.toml`, or why it is no source folder.
    pub binder: Result<String, Finding>,
}

/// Every entry of `fleet` that is or should be a member, by name. Hidden entries, outputs (`out` and any other), and the
/// fleet's own files are none.
///
/// # Errors
/// Where the folder is not there or cannot be listed.
pub fn members(fleet: &Path, out: &Path) -> Result<Vec<MemberFolder>, Finding> {
    let listed = fs::read_dir(fleet).and_then(Iterator::collect::<Result<Vec<DirEntry>, _>>);
    let mut entries = listed.map_err(|it| walk::unlisted(fleet, it))?;
    entries.sort_by_key(DirEntry::file_name);
    let out = out.canonicalize().ok();
    Ok(entries.iter().filter(|it| !is_the_fleets(it, out.as_deref())).map(member).collect())
}

/// What belongs to the fleet as a whole, and what it built.
fn is_the_fleets(entry: &DirEntry, out: Option<&Path>) -> bool {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let path = entry.path();
    let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
    let built = || path.canonicalize().ok().as_deref() == out && out.is_some() || is_output(&path);
    let ours = || {
        let ending = name.rsplit_once('.').map(|it| it.1.to_ascii_lowercase()).unwrap_or_default();
        ["toml", "tojipack", "xlsx", "pub"].contains(&ending.as_str()) || name.starts_with("README")
    };
    // What is kept of members whose files were deleted.
    let is_status = || name == "status" && !path.join("binder.toml").exists();
    walk::is_hidden(&name) || if is_folder { name == "output" || is_status() || built() } else { ours() }
}

/// An output of one member, or of a fleet.
fn is_output(folder: &Path) -> bool {
    let of_fleet = || folder.join("members").is_dir() && folder.join("reports").is_dir();
    !folder.join("binder.toml").exists() && (walk::is_build(folder) || of_fleet())
}

fn member(entry: &DirEntry) -> MemberFolder {
    let (name, root) = (entry.file_name().to_string_lossy().into_owned(), entry.path());
    let binder = sound_name(entry).and_then(|()| a_folder(entry, &name)).and_then(|()| text(&root));
    MemberFolder { name, root, binder }
}

fn sound_name(entry: &DirEntry) -> Result<(), Finding> {
    let name = entry.file_name();
    let problem = name.to_str().map_or(Some(NameProblem::NotUnicode), name_problem);
    let name = name.to_string_lossy();
    let finding =
        |it: NameProblem| Finding::of_path(Code::BadFileName, &*name).with("name", &name).with("reason", it.shown());
    problem.map_or(Ok(()), |it| Err(finding(it)))
}

fn a_folder(entry: &DirEntry, name: &str) -> Result<(), Finding> {
    match entry.file_type() {
        Ok(kind) if kind.is_dir() => Ok(()),
        Ok(kind) if kind.is_symlink() => Err(Finding::of_path(Code::Symlink, name).with("path", name)),
        Ok(_) => Err(Finding::of_path(Code::FleetMemberNoFolder, name).with("path", name)),
        Err(error) => Err(walk::unreadable(name, error)),
    }
}

/// What findings about the text itself say is said when the member is built.
fn text(root: &Path) -> Result<String, Finding> {
    walk::find_binder(root)?;
    let reading = read::read(&root.join("binder.toml"), Reads::Utf8);
    let text = reading.text.map(|it| it.to_string());
    Ok(text.unwrap_or_default())
}

/// Whether `out` may become a fleet's output: it is not there, empty, or has one of `folders`, which only a fleet's has.
///
/// # Errors
/// Where it is a file, cannot be listed, or holds something else.
pub fn free_for_fleet(out: &Path, folders: [&str; 2]) -> Result<(), Finding> {
    if out.symlink_metadata().is_err() || folders.iter().any(|it| out.join(it).is_dir()) {
        return Ok(());
    }
    let mut entries = fs::read_dir(out).map_err(|it| walk::unlisted(out, it))?;
    let shown = out.display().to_string();
    let not_ours = || Finding::of_path(Code::OutputNotOurs, &shown).with("path", &shown);
    let is_something = |it: &DirEntry| it.file_name() != ".gitignore";
    if entries.any(|it| it.is_ok_and(|it| is_something(&it))) { Err(not_ours()) } else { Ok(()) }
}
