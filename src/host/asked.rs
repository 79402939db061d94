//! A request, as far as answering it needs: its limits are kept by then, its path is still as it came. Decides nothing.

use std::net::IpAddr;

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};

/// What came over a connection.
#[derive(Debug)]
pub(super) struct Asked {
    /// GET, HEAD or POST; anything else was answered before.
    pub(super) method: Method,
    /// The path as it was sent: not decoded, nothing removed.
    pub(super) path: String,
    /// What followed the question mark, as it was sent.
    pub(super) query: Option<String>,
    pub(super) headers: HeaderMap,
    /// Empty but for a POST; no longer than `limits::BODY`.
    pub(super) body: Bytes,
    /// Who sent it: the peer, or whom a trusted server in front named.
    pub(super) address: IpAddr,
    /// How it came.
    pub(super) transport: Transport,
}

/// Whether a cookie may demand `Secure`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Transport {
    /// Over TLS, ours or that of a server in front.
    Secure,
    /// Plain, on this machine.
    Loopback,
}
