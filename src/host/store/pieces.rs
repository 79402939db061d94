//! The body of a file that stays on the disk: each piece is read, compared with its digest, and only then sent. What does
//! not compare breaks the connection off.

use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::task::JoinHandle;

use super::file::{Content, File};
use crate::host::limits::PIECE;
use crate::source::Digest;

/// What is left to be sent of a file.
#[derive(Debug)]
pub(in crate::host) struct Pieces {
    file: Arc<File>,
    left: Range<u64>,
    ready: Option<Bytes>,
    reading: Option<JoinHandle<io::Result<Bytes>>>,
}

impl Pieces {
    /// The bytes `range` of `file`, the first piece already read: a file that was changed is an error while there is still
    /// time to say so.
    pub(in crate::host) async fn open(file: Arc<File>, range: Range<u64>) -> io::Result<Self> {
        let mut pieces = Self { file, left: range, ready: None, reading: None };
        if !pieces.left.is_empty() {
            pieces.ready = Some(pieces.read().await.map_err(io::Error::other)??);
        }
        Ok(pieces)
    }

    fn read(&self) -> JoinHandle<io::Result<Bytes>> {
        let (file, from) = (self.file.clone(), self.left.start);
        let end = (from - from % PIECE as u64 + PIECE as u64).min(self.left.end);
        tokio::task::spawn_blocking(move || piece(&file, from..end))
    }

    fn sent(&mut self, bytes: Bytes) -> Frame<Bytes> {
        self.left.start += bytes.len() as u64;
        Frame::data(bytes)
    }
}

/// Of one piece, the bytes `range` of the file.
fn piece(file: &File, range: Range<u64>) -> io::Result<Bytes> {
    let Content::OnDisk { pieces, .. } = &file.content else { return Err(io::ErrorKind::InvalidInput.into()) };
    let number = usize::try_from(range.start / PIECE as u64).map_err(io::Error::other)?;
    let digest = pieces.get(number).ok_or(io::ErrorKind::UnexpectedEof)?;
    let bytes = read(&file.place, (number * PIECE) as u64)?;
    if Digest::of(&bytes) != *digest {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let within = |it: u64| usize::try_from(it - (number * PIECE) as u64).map_err(io::Error::other);
    Ok(Bytes::from(bytes).slice(within(range.start)?..within(range.end)?))
}

fn read(place: &Path, from: u64) -> io::Result<Vec<u8>> {
    let mut file = std::fs::File::open(place)?;
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::with_capacity(PIECE);
    file.take(PIECE as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if let Some(bytes) = self.ready.take() {
            return Poll::Ready(Some(Ok(self.sent(bytes))));
        }
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        let mut reading = self.reading.take().unwrap_or_else(|| self.read());
        let Poll::Ready(read) = Pin::new(&mut reading).poll(cx) else {
            self.reading = Some(reading);
            return Poll::Pending;
        };
        Poll::Ready(Some(read.map_err(io::Error::other).flatten().map(|it| self.sent(it))))
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.end - self.left.start)
    }
}
