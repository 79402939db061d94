//! A file of a build: its bytes as they were verified, or what its pieces must hash to.

use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use axum::body::Bytes;
use tokio::sync::OnceCell;

use super::kind::{Kind, Packing};
use super::stamp::Stamp;
use crate::source::Digest;

/// Smaller ones gain nothing, in bytes.
const WORTH_PACKING: usize = 512;
/// Above it, brotli takes its time in vain, in bytes.
const BEST_PACKING: usize = 256 << 10;

/// A file that a manifest lists.
#[derive(Debug)]
pub(in crate::host) struct File {
    /// Below the output, as the manifest names it.
    pub(in crate::host) path: String,
    /// Where it was read.
    pub(super) place: PathBuf,
    pub(in crate::host) kind: Kind,
    /// 64 hex digits.
    pub(in crate::host) sha256: String,
    pub(in crate::host) content: Content,
    pub(super) stamp: Mutex<Option<Stamp>>,
    /// When it was changed last, if that was long enough before it was read to tell it from any other.
    pub(in crate::host) modified: Option<SystemTime>,
    pub(super) refused: AtomicBool,
    pub(super) br: OnceCell<Option<Bytes>>,
    pub(super) gzip: OnceCell<Option<Bytes>>,
}

/// Where its bytes are.
#[derive(Debug)]
pub(in crate::host) enum Content {
    /// Here.
    Held(Bytes),
    /// On the disk, in pieces with these digests; all of it is `size` bytes.
    OnDisk { size: u64, pieces: Vec<Digest> },
    /// It was not what the manifest says when it was taken in.
    Wrong,
}

/// How a file goes over the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::host) enum Coding {
    Plain,
    Gzip,
    Brotli,
}

impl Coding {
    /// As headers name it.
    pub(in crate::host) fn name(self) -> &'static str {
        match self {
            Self::Plain => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

impl File {
    /// Whether it is no longer what was built.
    pub(in crate::host) fn is_refused(&self) -> bool {
        self.content_is_wrong() || self.refused.load(Ordering::Relaxed)
    }

    pub(super) fn content_is_wrong(&self) -> bool {
        matches!(self.content, Content::Wrong)
    }

    /// Refuses it from now on, or no longer; says whether that is new.
    pub(in crate::host) fn refuse(&self, refused: bool) -> bool {
        self.refused.swap(refused, Ordering::Relaxed) != refused
    }

    /// Whether it has any coding but [`Coding::Plain`].
    pub(in crate::host) fn is_packable(&self) -> bool {
        let worth = matches!(&self.content, Content::Held(bytes) if bytes.len() >= WORTH_PACKING);
        worth && self.kind.packing == Packing::Smaller
    }

    /// Its bytes in `coding`, packed the first time that somebody asks; `None` where packing makes it no smaller.
    pub(in crate::host) async fn packed(&self, coding: Coding) -> Option<Bytes> {
        let Content::Held(bytes) = &self.content else { return None };
        let cell = match coding {
            Coding::Plain => return None,
            Coding::Gzip => &self.gzip,
            Coding::Brotli => &self.br,
        };
        let plain = bytes.clone();
        let pack = || async move {
            let packed = tokio::task::spawn_blocking(move || pack(&plain, coding)).await.ok().flatten()?;
            (packed.len() < bytes.len()).then(|| Bytes::from(packed))
        };
        cell.get_or_init(pack).await.clone()
    }
}

fn pack(bytes: &[u8], coding: Coding) -> Option<Vec<u8>> {
    match coding {
        Coding::Plain => None,
        Coding::Gzip => {
            let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
            packer.write_all(bytes).and_then(|()| packer.finish()).ok()
        }
        Coding::Brotli => {
            let quality = if bytes.len() > BEST_PACKING { 5 } else { 9 };
            let mut packer = brotli::CompressorWriter::new(Vec::new(), 32 << 10, quality, 20);
            packer.write_all(bytes).and_then(|()| packer.flush()).ok()?;
            Some(packer.into_inner())
        }
    }
}
