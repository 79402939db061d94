//! One digest of all that a source folder holds, to tell whether anything changed since: contents, never times. Holds no
//! text and understands none.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

use walkdir::WalkDir;

use super::walk::{self, Found};
use crate::diagnostics::Sink;
use crate::source::{Digest, Digester, Layer};

/// A file up to this size is read at once.
const AT_ONCE: u64 = 4 << 20;
/// What an update of the template keeps to undo itself is not looked at by anything that is built.
const NOT_BUILT: [&str; 3] = ["undo", "journal", "lock"];

/// Of every file below `root` and of what the template's state says.
///
/// What `shared` knows is not digested again.
///
/// # Errors
/// Where a file cannot be read: nobody can say then that nothing changed.
pub fn content_digest(root: &Path, shared: &Layer) -> io::Result<Digest> {
    let mut sink = Sink::default();
    let found = walk::walk(root, &mut sink);
    let mut digester = Digester::default();
    let mut buffer = Vec::new();
    for Found { path, location } in &found {
        add(&mut digester, path, location, (shared, &mut buffer))?;
    }
    // What could not be walked is told by a finding, and so belongs to what is built.
    for finding in sink.into_sorted() {
        digester.add("told", format!("{finding:?}").as_bytes());
    }
    add_state(&mut digester, &root.join(".toji"), (shared, &mut buffer))?;
    Ok(digester.finish())
}

fn add_state(digester: &mut Digester, state: &Path, (shared, buffer): (&Layer, &mut Vec<u8>)) -> io::Result<()> {
    if !state.is_dir() {
        return Ok(());
    }
    let is_built = |it: &walkdir::DirEntry| it.depth() != 1 || !NOT_BUILT.iter().any(|name| it.file_name() == *name);
    for entry in WalkDir::new(state).min_depth(1).sort_by_file_name().into_iter().filter_entry(is_built) {
        let entry = entry?;
        let name = entry.path().strip_prefix(state).unwrap_or(entry.path()).to_string_lossy().into_owned();
        if entry.file_type().is_file() {
            add(digester, &format!(".toji/{name}"), entry.path(), (shared, buffer))?;
        }
    }
    Ok(())
}

fn add(
    digester: &mut Digester,
    path: &str,
    location: &Path,
    (shared, buffer): (&Layer, &mut Vec<u8>),
) -> io::Result<()> {
    let mut file = File::open(location)?;
    if file.metadata()?.len() > AT_ONCE {
        digester.add(path, Digest::of_reader(file)?.0.as_bytes());
        return Ok(());
    }
    buffer.clear();
    file.read_to_end(buffer)?;
    let digest = shared.digest_of(path, buffer).unwrap_or_else(|| Digest::of(buffer));
    digester.add(path, digest.as_bytes());
    Ok(())
}

/// The bytes of a file of an earlier output, if they are still those of this digest (64 hex digits).
pub fn kept_bytes(path: &Path, sha256: &str) -> Option<Vec<u8>> {
    let bytes = fs::read(path).ok()?;
    (Digest::of(&bytes).to_string() == sha256).then_some(bytes)
}

/// The bytes of something that an earlier run wrote down; `None` where it is not there.
pub fn record(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

/// The names of the folders in `folder`, sorted; none where it is not there.
pub fn folder_names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let folders = entries.filter(|it| it.file_type().is_ok_and(|it| it.is_dir()));
    let mut names: Vec<String> = folders.filter_map(|it| it.file_name().into_string().ok()).collect();
    names.sort();
    names
}
