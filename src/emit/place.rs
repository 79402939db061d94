//! Where an output lies: its folder's name and the folder around it, where builds are made.

use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::disk::{Disk, DiskError, Step};

/// An output folder, there or not. A link to one is followed once: what it points at is replaced, the link stays.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) parent: PathBuf,
    pub(super) name: String,
    pub(super) path: PathBuf,
}

impl Place {
    /// Makes the folders above `out`.
    pub(super) fn of(disk: &Disk, out: &Path) -> Step<Self> {
        let path =
            if out.is_symlink() || out.file_name().is_none() { out.canonicalize() } else { std::path::absolute(out) };
        let path = path.map_err(DiskError::on(out))?;
        let nameless = || DiskError::on(out)(Error::from(ErrorKind::InvalidInput));
        let parent = path.parent().ok_or_else(nameless)?.to_owned();
        let name = path.file_name().ok_or_else(nameless)?.to_string_lossy().into_owned();
        if !parent.is_dir() {
            disk.create_folders(&parent)?;
        }
        Ok(Self { parent, name, path })
    }
}
