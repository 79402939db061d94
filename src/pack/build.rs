//! A pack to its bytes, unsigned, and what was signed to the file it stands in: whole or not at all.

use std::path::Path;

use super::template::Pack;
use super::{archive, list};
use crate::diagnostics::{Code, Finding};
use crate::disk::Disk;

/// The bytes of a pack without a signature: the same for the same pack.
///
/// # Errors
/// Where the zip cannot be written, which only a lack of memory or a file beyond all limits brings about.
pub fn unsigned(pack: &Pack) -> Result<Vec<u8>, Finding> {
    packed(pack, list::text(pack).as_bytes(), None)
}

pub(super) fn packed(pack: &Pack, list: &[u8], signature: Option<&str>) -> Result<Vec<u8>, Finding> {
    let failed = |it: zip::result::ZipError| {
        Finding::of_path(Code::WriteFailed, &pack.head.id).with("path", &pack.head.id).with("reason", it)
    };
    archive::bytes(pack, list, signature).map_err(failed)
}

/// Puts `bytes` in the place of the file at `path`.
///
/// # Errors
/// Where the disk refused; the file is then as it was.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), Finding> {
    let disk = Disk::default();
    let name = path.file_name().map(|it| it.to_string_lossy()).unwrap_or_default();
    let staged = path.with_file_name(format!(".{name}.{:x}", std::process::id()));
    let done = disk.write_synced(&staged, bytes).and_then(|()| disk.rename(&staged, path));
    done.map_err(|it| {
        // What was staged is nothing to anybody; that it cannot be removed either is no second finding.
        let _ = disk.remove_file(&staged);
        it.finding()
    })
}
