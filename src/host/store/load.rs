//! Takes a file in: reads it once, compares its hash, and keeps its bytes or the digests of its pieces.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use tokio::sync::OnceCell;

use super::file::{Content, File};
use super::kind::Kind;
use super::stamp::Stamp;
use crate::host::limits;
use crate::source::Digest;

/// A second is what `Last-Modified` can tell apart; two are safe on file systems that round.
const APART: Duration = Duration::from_secs(2);

/// How many bytes may still be held in memory.
#[derive(Debug)]
pub(super) struct Room(AtomicU64);

impl Room {
    pub(super) fn new() -> Self {
        Self(AtomicU64::new(limits::HELD_IN_ALL))
    }

    /// Takes `size` bytes of it, if they fit.
    fn take(&self, size: u64) -> bool {
        let less = |left: u64| left.checked_sub(size);
        size <= limits::HELD && self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_ok()
    }
}

/// The file `path` below `folder`, of which the manifest says `sha256`. What cannot be read or is another file is kept as
/// wrong.
pub(super) fn load(folder: &Path, path: &str, sha256: &str, room: &Room) -> File {
    let place = folder.join(path);
    let stamp = Stamp::of(&place).ok();
    let content = read(&place, sha256, room).ok().flatten().unwrap_or(Content::Wrong);
    File {
        path: path.to_owned(),
        kind: Kind::of(path),
        sha256: sha256.to_owned(),
        modified: stamp.and_then(|it| it.modified()).filter(is_over),
        refused: AtomicBool::new(matches!(content, Content::Wrong)),
        content,
        stamp: Mutex::new(stamp),
        br: OnceCell::new(),
        gzip: OnceCell::new(),
        place,
    }
}

fn is_over(modified: &SystemTime) -> bool {
    modified.elapsed().is_ok_and(|it| it > APART)
}

/// Whether `place` holds what the manifest says, now.
pub(super) fn is_sound(place: &PathBuf, sha256: &str) -> bool {
    let digest = std::fs::File::open(place).and_then(Digest::of_reader);
    digest.is_ok_and(|(digest, _)| digest.to_string() == sha256)
}

fn read(place: &Path, sha256: &str, room: &Room) -> io::Result<Option<Content>> {
    let mut file = std::fs::File::open(place)?;
    let size = file.metadata()?.len();
    if !room.take(size) {
        return pieces(file, sha256);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A file that grows meanwhile is another file, not a reason to read on.
    file.by_ref().take(limits::HELD + 1).read_to_end(&mut bytes)?;
    let is_sound = Digest::of(&bytes).to_string() == sha256;
    Ok(is_sound.then(|| Content::Held(Bytes::from(bytes))))
}

fn pieces(mut file: std::fs::File, sha256: &str) -> io::Result<Option<Content>> {
    let (mut whole, mut pieces, mut size) = (Sha256::new(), Vec::new(), 0);
    loop {
        let mut piece = Vec::with_capacity(limits::PIECE);
        file.by_ref().take(limits::PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        whole.update(&piece);
        pieces.push(Digest::of(&piece));
        size += piece.len() as u64;
    }
    let found: String = whole.finalize().iter().map(|it| format!("{it:02x}")).collect();
    Ok((found == sha256).then_some(Content::OnDisk { size, pieces }))
}
