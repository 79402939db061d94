//! One connection from its first byte to its last.

use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::{Request, Response, StatusCode};
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

use super::door::Place;
use super::pulse::Pulse;
use super::quiet::Quiet;
use super::refuse::refuse;
use crate::host::limits;
use crate::host::way::Peer;

/// What hyper gathers before it writes, in bytes.
const BUFFER: usize = 64 << 10;
/// Between two looks at whether an answer is out, once the server ends.
const LOOK: Duration = Duration::from_millis(200);

/// What all connections share.
#[derive(Clone)]
pub(in crate::host) struct Attendance {
    pub(in crate::host) router: Router,
    pub(in crate::host) tls: Option<TlsAcceptor>,
    /// Turns true when the server ends.
    pub(in crate::host) end: watch::Receiver<bool>,
}

/// Attends to `stream` until it is closed, sent away, or answered for the last time.
pub(in crate::host) async fn attend(all: Attendance, stream: TcpStream, peer: IpAddr, place: Place) {
    // Small answers would wait for more to come otherwise.
    let _ = stream.set_nodelay(true);
    let Some(acceptor) = all.tls.clone() else { return drive(all, stream, peer, &place).await };
    let mut end = all.end.clone();
    let agreed = tokio::select! {
        agreed = timeout(limits::HANDSHAKE_TIME, acceptor.accept(stream)) => agreed,
        () = place.leave.notified() => return,
        _ = end.wait_for(|it| *it) => return,
    };
    if let Ok(Ok(stream)) = agreed {
        drive(all, stream, peer, &place).await;
    }
}

async fn drive<S: AsyncRead + AsyncWrite + Unpin + Send>(all: Attendance, stream: S, peer: IpAddr, place: &Place) {
    let Attendance { router, mut end, .. } = all;
    let pulse = place.pulse.clone();
    let service = service_fn(move |request| Box::pin(served(router.clone(), request, peer, pulse.clone())));
    let io = TokioIo::new(Quiet::new(stream, place.pulse.clone()));
    let mut connection = builder().serve_connection(io, service);
    let mut ending = None;
    let outcome = loop {
        let look = Instant::now() + LOOK;
        tokio::select! {
            outcome = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break outcome,
            () = place.leave.notified() => return,
            _ = end.wait_for(|it| *it), if ending.is_none() => {
                Pin::new(&mut connection).graceful_shutdown();
                ending = Some(Instant::now());
            }
            () = sleep_until(look), if ending.is_some() => {
                let is_over = ending.is_some_and(|it| it.elapsed() > limits::END_TIME);
                if is_over || place.pulse.waiting_since().is_some() {
                    return;
                }
            }
        }
    };
    let parts = connection.into_parts();
    let mut stream = parts.io.into_inner().into_stream();
    match outcome.err().and_then(|it| fault(&it, &parts.read_buf)) {
        Some(status) => refuse(stream, status).await,
        None => drop(timeout(limits::HANDSHAKE_TIME, stream.shutdown()).await),
    }
}

fn builder() -> http1::Builder {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(limits::HEAD_TIME);
    builder.max_headers(limits::HEADERS).max_header_size(limits::HEAD).max_buf_size(BUFFER);
    builder
}

/// What to say of a request that could not be read; nothing where there was none.
fn fault(error: &hyper::Error, read: &[u8]) -> Option<StatusCode> {
    if error.is_parse_too_large() {
        return Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
    }
    if error.is_timeout() {
        return (!read.is_empty()).then_some(StatusCode::REQUEST_TIMEOUT);
    }
    // A path that cannot be one is a path that is not here. hyper tells it apart in its words alone; the table of hostile
    // paths would show if they changed.
    let is_path = error.to_string() == "invalid URI";
    error.is_parse().then_some(if is_path { StatusCode::NOT_FOUND } else { StatusCode::BAD_REQUEST })
}

async fn served(
    router: Router,
    request: Request<Incoming>,
    peer: IpAddr,
    pulse: Arc<Pulse>,
) -> Result<Response<Watched>, Infallible> {
    pulse.answer();
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(Peer(peer));
    let response = router.oneshot(request).await?;
    Ok(response.map(|body| Watched { body, pulse }))
}

/// A body that says when it is out.
struct Watched {
    body: Body,
    pulse: Arc<Pulse>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.pulse.answered();
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Pin::new(&mut self.body).poll_frame(cx).map_err(io::Error::other)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
