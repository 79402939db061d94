//! How much of everything somebody may take. Numbers alone.

use std::time::Duration;

/// The longest path with its query, in bytes; beyond it 414.
pub(super) const URL: usize = 2 << 10;
/// The longest head of a request, in bytes; beyond it 431.
pub(super) const HEAD: usize = 16 << 10;
/// The most headers of a request; beyond it 431.
pub(super) const HEADERS: usize = 64;
/// The longest body of a login, in bytes; beyond it 413.
pub(super) const BODY: usize = 8 << 10;
/// Until the whole head is there, from the connection's start or from the answer before it; beyond it 408.
pub(super) const HEAD_TIME: Duration = Duration::from_secs(10);
/// Until the whole body is there; beyond it 408.
pub(super) const BODY_TIME: Duration = Duration::from_secs(10);
/// Until TLS is agreed upon.
pub(super) const HANDSHAKE_TIME: Duration = Duration::from_secs(10);
/// How long somebody may take to fetch nothing at all of an answer that is ready.
pub(super) const STALL_TIME: Duration = Duration::from_secs(30);
/// Until an answer is found, a password compared; beyond it 503.
pub(super) const ANSWER_TIME: Duration = Duration::from_secs(30);
/// How long answers may go on when the server is told to end.
pub(super) const END_TIME: Duration = Duration::from_secs(30);
/// The most connections at once. Systems allow 1,024 open files where nobody raised it.
pub(super) const CONNECTIONS: usize = 768;
/// The most of them from one address; a trusted server in front counts for all whom it serves, and has no such limit.
pub(super) const CONNECTIONS_OF_ONE: usize = 256;
/// A file up to this size is held in memory, in bytes.
pub(super) const HELD: u64 = 1 << 20;
/// As many bytes of an output are held in memory; the rest is read from the disk, piece by piece.
pub(super) const HELD_IN_ALL: u64 = 512 << 20;
/// The size of a piece, in bytes.
pub(super) const PIECE: usize = 256 << 10;
