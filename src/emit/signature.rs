//! `manifest.json.minisig` beside a manifest: neither built nor somebody else's, and gone with its build. Checks no signature.

use std::fs;
use std::io;
use std::path::Path;

use super::page;
use super::place::Place;
use crate::diagnostics::Finding;
use crate::disk::Disk;

/// Its name in the output.
pub const NAME: &str = "manifest.json.minisig";

/// A signature is a few lines; what is longer is none.
const LONGEST: u64 = 16 << 10;

/// The signature of the output in `folder`, if there is one.
///
/// # Errors
/// Where it cannot be read.
pub fn signature(folder: &Path) -> io::Result<Option<Vec<u8>>> {
    let path = folder.join(NAME);
    match path.symlink_metadata() {
        Ok(found) if found.is_file() && found.len() <= LONGEST => fs::read(path).map(Some),
        Ok(_) => Ok(Some(Vec::new())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Puts a signature beside the manifest in `folder`, in the place of one that is there.
///
/// # Errors
/// Where it could not be written; then the one that was there still is.
pub fn put_signature(folder: &Path, text: &str) -> Result<(), Finding> {
    let disk = Disk::default();
    let put = Place::of(&disk, &folder.join(NAME)).and_then(|it| page::put(&disk, &it, text.as_bytes()));
    put.map_err(|it| it.finding())
}
