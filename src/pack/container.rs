//! Reads entries of a zip by name, bounded in number, size and ratio. Extracts nothing, and takes nothing from a zip but
//! contents: no link, no permission, no time.

use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use super::{limits, missing};
use crate::diagnostics::{Code, Finding};

/// The end of the central directory, without a comment: its size, and what it must and must not say.
const END: u64 = 22;
const END_MARK: [u8; 4] = *b"PK\x05\x06";
const ZIP64_MARK: [u8; 4] = *b"PK\x06\x07";
const ZIP64_LOCATOR: u64 = 20;

/// An open pack.
pub(super) struct Container {
    zip: ZipArchive<BufReader<File>>,
}

/// Why an entry was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// There is none of this name.
    Missing,
    /// It is larger than it may be.
    TooLarge,
    /// It unpacks to far more than it should.
    Bomb,
    /// It cannot be unpacked.
    Damaged,
}

impl Container {
    /// Opens a pack; looks at its directory only.
    ///
    /// # Errors
    /// Where it is no file, too large, or no zip as toji writes one.
    pub(super) fn open(path: &Path) -> Result<Self, Finding> {
        let shown = path.display().to_string();
        let damaged =
            |reason: String| Finding::of_path(Code::PackDamaged, &shown).with("path", &shown).with("reason", reason);
        let unread =
            |it: std::io::Error| Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", it);
        let metadata =
            path.metadata().map_err(|it| if missing::is_missing(&it) { missing::told(path) } else { unread(it) })?;
        if !metadata.is_file() {
            return Err(damaged("not a file".to_owned()));
        }
        if metadata.len() > limits::PACK {
            return Err(too_large(&shown, &limits::shown(limits::PACK)));
        }
        let mut file = BufReader::new(File::open(path).map_err(unread)?);
        let count = count(&mut file, metadata.len()).map_err(|it| damaged(it.to_string()))?;
        if usize::from(count) > limits::FILES {
            return Err(too_large(&shown, &limits::FILES.to_string()));
        }
        let zip = ZipArchive::new(file).map_err(|it| damaged(it.to_string()))?;
        // A name that stands there twice is one for us, and perhaps another for somebody else.
        if zip.has_duplicate_names() || zip.len() != usize::from(count) {
            return Err(damaged("a name twice".to_owned()));
        }
        Ok(Self { zip })
    }

    /// The names of all entries, in no order that matters.
    pub(super) fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.zip.file_names_raw()
    }

    /// The contents of one entry, at most `limit` bytes.
    ///
    /// # Errors
    /// What stood in the way. No more than `limit` bytes are ever held.
    pub(super) fn read(&mut self, name: &str, limit: u64) -> Result<Vec<u8>, Unread> {
        let index = self.zip.index_for_name_raw(name.as_bytes()).ok_or(Unread::Missing)?;
        let mut entry = self.zip.by_index(index).map_err(|_| Unread::Damaged)?;
        let tight = entry.compressed_size().saturating_mul(limits::RATIO).max(limits::SMALL);
        let mut bytes = Vec::new();
        let read = entry.by_ref().take(limit.min(tight) + 1).read_to_end(&mut bytes);
        match bytes.len() as u64 {
            size if size > limit => Err(Unread::TooLarge),
            size if size > tight => Err(Unread::Bomb),
            _ => read.map(|_| bytes).map_err(|_| Unread::Damaged),
        }
    }
}

pub(super) fn too_large(path: &str, limit: &str) -> Finding {
    Finding::of_path(Code::PackTooLarge, path).with("path", path).with("limit", limit)
}

/// How many entries the zip says it has. Only a zip that ends where its directory ends is one of ours: nothing before, behind
/// or beside it, so that every reader finds the same directory.
fn count(file: &mut BufReader<File>, size: u64) -> Result<u16, String> {
    let cut = || "cut short, or no zip".to_owned();
    let start = size.checked_sub(END).ok_or_else(cut)?;
    let mut end = [0; END as usize];
    read_at(file, start, &mut end).ok_or_else(cut)?;
    if end[..4] != END_MARK {
        return Err(cut());
    }
    let short = |at: usize| u16::from_le_bytes([end[at], end[at + 1]]);
    let long = |at: usize| u64::from(u32::from_le_bytes([end[at], end[at + 1], end[at + 2], end[at + 3]]));
    let is_whole = short(4) == 0 && short(6) == 0 && short(8) == short(10) && short(20) == 0;
    let directory_ends = long(16) + long(12);
    if !is_whole || directory_ends != start || short(10) == u16::MAX {
        return Err("not as toji packs it".to_owned());
    }
    let mut before = [0; 4];
    let locator = start.checked_sub(ZIP64_LOCATOR);
    if locator.is_some_and(|it| read_at(file, it, &mut before).is_some() && before == ZIP64_MARK) {
        return Err("not as toji packs it".to_owned());
    }
    Ok(short(10))
}

fn read_at(file: &mut BufReader<File>, at: u64, into: &mut [u8]) -> Option<()> {
    file.seek(SeekFrom::Start(at)).and_then(|_| file.read_exact(into)).ok()
}
