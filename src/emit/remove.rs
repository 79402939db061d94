//! Takes an output away: what its manifest lists, and the manifest last. What others put there stays, and a folder that
//! toji did not make is not touched.

use std::fs;
use std::path::{Path, PathBuf};

use super::old::{Listing, not_ours, unreadable};
use super::{manifest, signature};
use crate::diagnostics::Finding;
use crate::disk::DiskError;

/// Removes the output in `folder`, and gives the files of others that stay there. Nothing is to be done where nothing is.
///
/// # Errors
/// Where the folder is no output of toji, or cannot be read or written.
pub fn remove(folder: &Path) -> Result<Vec<PathBuf>, Box<Finding>> {
    if folder.symlink_metadata().is_err() {
        return Ok(Vec::new());
    }
    let listing = Listing::of(folder).map_err(|it| Box::new(unreadable(folder, &it)))?;
    if listing.manifest.is_none() || folder.is_symlink() {
        return Err(Box::new(not_ours(folder)));
    }
    let ours = listing.ours.iter().map(|it| folder.join(&it.0.path));
    let signature = listing.signed.then(|| folder.join(signature::NAME));
    for path in ours.chain(signature).chain([folder.join(manifest::NAME)]) {
        fs::remove_file(&path).map_err(|it| Box::new(DiskError::on(&path)(it).finding()))?;
    }
    // A folder in which something of others stays cannot be removed, and need not be.
    for path in listing.folders.iter().map(|it| folder.join(it)).chain([folder.to_owned()]) {
        let _ = fs::remove_dir(path);
    }
    Ok(listing.foreign.iter().map(|it| folder.join(it)).collect())
}
