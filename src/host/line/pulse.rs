//! What a connection is doing: waiting for a request, answering one, or sending the last of an answer.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::time::Instant;

const WAITING: u8 = 0;
const ANSWERING: u8 = 1;
const SENDING: u8 = 2;

/// Shared by a connection, its service and the door.
#[derive(Debug)]
pub(super) struct Pulse {
    state: AtomicU8,
    begun: Instant,
    /// Since when it is so, in milliseconds after `begun`.
    since: AtomicU64,
}

impl Pulse {
    /// Of a connection that was taken in now; `begun` is the same for all, so that they can be compared.
    pub(super) fn new(begun: Instant) -> Self {
        let pulse = Self { state: AtomicU8::new(WAITING), begun, since: AtomicU64::new(0) };
        pulse.turn(WAITING);
        pulse
    }

    fn turn(&self, state: u8) {
        let now = u64::try_from(self.begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.since.store(now, Ordering::Relaxed);
        self.state.store(state, Ordering::Relaxed);
    }

    /// A request is there.
    pub(super) fn answer(&self) {
        self.turn(ANSWERING);
    }

    /// The answer's last byte is with hyper.
    pub(super) fn answered(&self) {
        self.turn(SENDING);
    }

    /// All that hyper had is with the system.
    pub(super) fn sent(&self) {
        if self.state.load(Ordering::Relaxed) == SENDING {
            self.turn(WAITING);
        }
    }

    /// Whether hyper may be writing an answer of ours.
    pub(super) fn is_answering(&self) -> bool {
        self.state.load(Ordering::Relaxed) == ANSWERING
    }

    /// Since when it waits, if it does: nobody loses anything but time where it is closed.
    pub(super) fn waiting_since(&self) -> Option<u64> {
        (self.state.load(Ordering::Relaxed) == WAITING).then(|| self.since.load(Ordering::Relaxed))
    }
}
