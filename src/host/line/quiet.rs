//! A connection as hyper sees it. What hyper would say of its own accord to a request that it cannot read is held back, so
//! that every answer is one of ours with all its headers; and whoever fetches nothing of an answer is left after a while.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

use super::pulse::Pulse;
use crate::host::limits;

/// The longest head that hyper writes by itself, in bytes: a status, three headers.
const BARE: usize = 256;

/// `S` with those two habits.
#[derive(Debug)]
pub(super) struct Quiet<S> {
    stream: S,
    pulse: Arc<Pulse>,
    stall: Option<Pin<Box<Sleep>>>,
}

impl<S> Quiet<S> {
    pub(super) fn new(stream: S, pulse: Arc<Pulse>) -> Self {
        Self { stream, pulse, stall: None }
    }

    /// What is beneath.
    pub(super) fn into_stream(self) -> S {
        self.stream
    }

    /// Where hyper's own words begin in `bytes`, if they end with such.
    fn own_words(&self, bytes: &[u8]) -> Option<usize> {
        if self.pulse.is_answering() || !bytes.ends_with(b"\r\n\r\n") {
            return None;
        }
        let tail = bytes.len().saturating_sub(BARE);
        let start = tail + bytes[tail..].windows(10).rposition(|it| it == b"HTTP/1.1 4")?;
        let head = &bytes[start..];
        let has = |name: &[u8]| head.windows(name.len()).any(|it| it.eq_ignore_ascii_case(name));
        (has(b"content-length: 0\r\n") && !has(b"x-content-type-options")).then_some(start)
    }

    /// `Pending` for too long is an error.
    fn patient<T>(&mut self, poll: Poll<io::Result<T>>, cx: &mut Context<'_>) -> Poll<io::Result<T>> {
        if poll.is_ready() {
            self.stall = None;
            return poll;
        }
        let stall = self.stall.get_or_insert_with(|| Box::pin(sleep(limits::STALL_TIME)));
        stall.as_mut().poll(cx).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Quiet<S> {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Quiet<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let ours = match self.own_words(bytes) {
            Some(0) => return Poll::Ready(Ok(bytes.len())),
            Some(start) => &bytes[..start],
            None => bytes,
        };
        let written = Pin::new(&mut self.stream).poll_write(cx, ours);
        self.patient(written, cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let first = slices.iter().find(|it| !it.is_empty());
        if let Some(first) = first.filter(|it| self.own_words(it).is_some()) {
            return self.poll_write(cx, first);
        }
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.patient(written, cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        if matches!(flushed, Poll::Ready(Ok(()))) {
            self.pulse.sent();
        }
        self.patient(flushed, cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    const BARE_400: &[u8] =
        b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\ndate: Thu, 01 Jan 1970 00:00:00 GMT\r\n\r\n";

    fn quiet() -> Quiet<()> {
        Quiet::new((), Arc::new(Pulse::new(Instant::now())))
    }

    #[test]
    fn hypers_own_words_are_told_from_ours() {
        let quiet = quiet();
        assert_eq!(quiet.own_words(BARE_400), Some(0));
        assert_eq!(quiet.own_words(&[b"the end of a page", BARE_400].concat()), Some(17));
        let dressed = BARE_400.escape_ascii().to_string().replace("\\r\\n", "\r\n");
        let dressed = dressed.replacen("connection", "x-content-type-options: nosniff\r\nconnection", 1);
        assert_eq!(quiet.own_words(dressed.as_bytes()), None);
        assert_eq!(quiet.own_words(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"), None);
        quiet.pulse.answer();
        assert_eq!(quiet.own_words(BARE_400), None, "a page may say such things");
    }
}
