//! What was read before: a file that looks on disk as it did then is not opened again. Forgets nothing that it was not told
//! to forget, and never writes.

use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::classify::Use;
use super::read::{self, Reading};
use super::walk::Found;
use crate::source::AT_A_TIME;

/// Some file systems tell the time of a change in steps of two seconds: within them a second change shows in nothing.
const COARSE: Duration = Duration::from_secs(2);

/// The files of one folder as they were read last.
#[derive(Debug, Default)]
pub struct Known {
    files: FxHashMap<Box<str>, KnownFile>,
    read: usize,
    changed: bool,
}

#[derive(Debug)]
struct KnownFile {
    looks: Option<Looks>,
    /// Of a text alone.
    reading: Option<Reading>,
}

/// How a file looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Looks {
    size: u64,
    modified: SystemTime,
    /// On Unix: which file, and when anything of it changed, its name too.
    node: (u64, u64, i64, i64),
    /// Whether it changed so long before it was looked at that a later change will show.
    is_settled: bool,
}

impl Looks {
    /// Of a file now; `None` where it is not there.
    pub fn now(location: &Path) -> Option<Self> {
        Self::of(location, SystemTime::now())
    }

    /// Whether what was found out about it when it looked like this still holds.
    pub fn holds(&self, now: &Self) -> bool {
        self.is_settled && self.is_alike(now)
    }

    fn of(location: &Path, now: SystemTime) -> Option<Self> {
        let metadata = location.symlink_metadata().ok()?;
        let modified = metadata.modified().ok()?;
        let is_settled = now.duration_since(modified).is_ok_and(|it| it > COARSE);
        Some(Self { size: metadata.len(), modified, node: node(&metadata), is_settled })
    }

    fn is_alike(&self, other: &Self) -> bool {
        (self.size, self.modified, self.node) == (other.size, other.modified, other.node)
    }
}

#[cfg(unix)]
fn node(metadata: &Metadata) -> (u64, u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (metadata.dev(), metadata.ino(), metadata.ctime(), metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn node(_metadata: &Metadata) -> (u64, u64, i64, i64) {
    (0, 0, 0, 0)
}

impl Known {
    /// How many texts were opened, all in all.
    pub fn read(&self) -> usize {
        self.read
    }

    /// Whether the last time anything was other than the time before: a file more or less, a text, how another file looks.
    pub fn has_changed(&self) -> bool {
        self.changed
    }

    /// Reads the file at `path` anew the next time, and all below it where it is a folder.
    pub fn forget(&mut self, path: &str) {
        let is_meant = |it: &str| it.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        for known in self.files.iter_mut().filter(|it| path.is_empty() || is_meant(it.0)).map(|it| it.1) {
            known.looks = None;
        }
    }

    /// The texts among `found`; of the rest, nothing is read.
    pub(super) fn texts(&mut self, found: &[(Use, Found)]) -> Vec<Option<Reading>> {
        let now = SystemTime::now();
        let seen = |(role, file): &(Use, Found)| {
            let looks = Looks::of(&file.location, now);
            let known = self.files.get(&*file.path);
            let is_same = |it: &&KnownFile| {
                it.reading.is_some() == role.is_text() && it.looks.zip(looks).is_some_and(|(old, new)| old.holds(&new))
            };
            match known.filter(is_same) {
                Some(same) => Seen { looks, reading: same.reading.clone(), opened: false, changed: false },
                None => anew(role, file, looks, known),
            }
        };
        let seen: Vec<Seen> = found.par_iter().with_max_len(AT_A_TIME).map(seen).collect();
        self.read += seen.iter().filter(|it| it.opened).count();
        self.changed = seen.len() != self.files.len() || seen.iter().any(|it| it.changed);
        let readings = seen.iter().map(|it| it.reading.clone()).collect();
        let paths = found.iter().map(|(_, file)| Box::from(&*file.path));
        self.files =
            paths.zip(seen).map(|(path, it)| (path, KnownFile { looks: it.looks, reading: it.reading })).collect();
        readings
    }
}

/// One file of a run.
struct Seen {
    looks: Option<Looks>,
    reading: Option<Reading>,
    opened: bool,
    changed: bool,
}

/// A file that may have changed. Where its text is the same, the one that was read before is handed on.
fn anew(role: &Use, file: &Found, looks: Option<Looks>, known: Option<&KnownFile>) -> Seen {
    if !role.is_text() {
        let is_alike = known
            .is_some_and(|it| it.reading.is_none() && it.looks.zip(looks).is_some_and(|(old, new)| old.is_alike(&new)));
        return Seen { looks, reading: None, opened: false, changed: !is_alike };
    }
    let reading = read::read(&file.location, role.reads());
    match known.and_then(|it| it.reading.clone()).filter(|it| *it == reading) {
        Some(same) => Seen { looks, reading: Some(same), opened: true, changed: false },
        None => Seen { looks, reading: Some(reading), opened: true, changed: true },
    }
}
