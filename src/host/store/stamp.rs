//! Whether a file was touched: what the system says of it, without reading it. Proof of nothing; a reason to look again.

use std::fs::Metadata;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// What the system says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Which file it is and when anything of it changed last, where the system tells: that cannot be set back.
    own: [i64; 3],
}

impl Stamp {
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        path.metadata().map(|it| Self::from(&it))
    }

    pub(super) fn modified(&self) -> Option<SystemTime> {
        self.modified
    }
}

impl From<&Metadata> for Stamp {
    fn from(it: &Metadata) -> Self {
        Self { size: it.len(), modified: it.modified().ok(), own: own(it) }
    }
}

#[cfg(unix)]
fn own(it: &Metadata) -> [i64; 3] {
    use std::os::unix::fs::MetadataExt as _;
    [it.ino().cast_signed(), it.ctime(), it.ctime_nsec()]
}

#[cfg(not(unix))]
fn own(_: &Metadata) -> [i64; 3] {
    [0; 3]
}
