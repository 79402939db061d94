//! Whether an output is still what was written: its manifest by content, its files by size and by not being younger.
//! Changes nothing. `toji verify` reads every byte; this is for a run over thousands of outputs.

use std::path::Path;

use super::manifest::{self, Manifest};
use crate::disk::Disk;
use crate::source::Digest;

/// Whether the output at `out` is the one whose manifest has this digest (64 hex digits), with every file in place.
pub fn is_intact(out: &Path, sha256: &str) -> bool {
    let path = out.join(manifest::NAME);
    let Some(built) = path.symlink_metadata().ok().filter(std::fs::Metadata::is_file) else { return false };
    let Ok(bytes) = std::fs::read(&path) else { return false };
    if Digest::of(&bytes).to_string() != sha256 {
        return false;
    }
    let Some(manifest) = Manifest::parse(&bytes) else { return false };
    let written = built.modified().ok();
    manifest.files.iter().all(|file| {
        let found = out.join(&file.path).symlink_metadata().ok().filter(std::fs::Metadata::is_file);
        found.is_some_and(|it| it.len() == file.size && it.modified().is_ok_and(|it| Some(it) <= written))
    })
}

/// Brings what killed builds of any output in `folder` left behind to an end.
pub fn sweep(folder: &Path) {
    super::stage::sweep_all(&Disk::default(), folder);
}
