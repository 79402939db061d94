//! Whether an output is still what was written: its manifest by content, its files by what the system notes of each change
//! (which, unlike a time of change, nobody sets back), else by content. Changes nothing.

use std::fs::Metadata;
use std::path::Path;

use super::manifest::{self, Manifest, ManifestFile};
use crate::disk::Disk;
use crate::source::{Digest, Digester};

/// Whether the output at `out` is the one whose manifest has this digest (64 hex digits), with every file as it was when
/// [`stamp`] said `stamped`. Where that tells nothing, as after a copy, every byte is read.
pub fn is_intact(out: &Path, sha256: &str, stamped: &str) -> bool {
    let Some(manifest) = manifest(out, sha256) else { return false };
    if stamp_of(out, &manifest).is_some_and(|it| it == stamped) {
        return true;
    }
    let is_same = |it: &ManifestFile| std::fs::read(out.join(&it.path)).map(|it| Digest::of(&it).to_string());
    manifest
        .files
        .iter()
        .all(|it| is_file(&out.join(&it.path)).is_some() && is_same(it).ok().as_ref() == Some(&it.sha256))
}

/// What the system notes of an output's files, as one digest; `None` where it is not the one with this manifest, or not
/// whole.
pub fn stamp(out: &Path, sha256: &str) -> Option<String> {
    stamp_of(out, &manifest(out, sha256)?)
}

fn manifest(out: &Path, sha256: &str) -> Option<Manifest> {
    let path = out.join(manifest::NAME);
    is_file(&path)?;
    let bytes = std::fs::read(&path).ok().filter(|it| Digest::of(it).to_string() == sha256)?;
    Manifest::parse(&bytes)
}

fn is_file(path: &Path) -> Option<Metadata> {
    path.symlink_metadata().ok().filter(Metadata::is_file)
}

fn stamp_of(out: &Path, manifest: &Manifest) -> Option<String> {
    let mut digester = Digester::default();
    for file in &manifest.files {
        let found = is_file(&out.join(&file.path)).filter(|it| it.len() == file.size)?;
        digester.add(&file.path, format!("{:?} {:?}", found.modified().ok()?, changed(&found)).as_bytes());
    }
    Some(digester.finish().to_string())
}

/// The file itself and when anything of it was last changed, its times included.
#[cfg(unix)]
fn changed(found: &Metadata) -> impl std::fmt::Debug + use<> {
    use std::os::unix::fs::MetadataExt as _;
    (found.dev(), found.ino(), found.ctime(), found.ctime_nsec())
}

/// Elsewhere the system tells no more than the times.
#[cfg(not(unix))]
fn changed(found: &Metadata) -> impl std::fmt::Debug + use<> {
    found.created().ok()
}

/// Brings what killed builds of any output in `folder` left behind to an end.
pub fn sweep(folder: &Path) {
    super::stage::sweep_all(&Disk::default(), folder);
}
