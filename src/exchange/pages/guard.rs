//! Somebody else's file in the hands of somebody else's crate: on a thread of its own with a large stack, for a limited
//! time, and a panic is an answer. Never ends a thread: one that runs for ever ends with the program.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::Builder;
use std::time::Duration;

use super::Fault;

/// For one step: opening a file, drawing a page.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);
/// Forms within forms are drawn by recursion.
const STACK: usize = 64 << 20;
/// The executable keeps quiet about panics on threads of this name: each becomes a finding.
pub const DRAWING_THREAD: &str = "pages";

/// Starts a thread; `None` where the system has none left.
pub(super) fn spawn(work: impl FnOnce() + Send + 'static) -> Option<()> {
    Builder::new().name(DRAWING_THREAD.to_owned()).stack_size(STACK).spawn(work).ok().map(drop)
}

/// Does one step on a thread of its own.
pub(super) fn run<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Fault> {
    let (sender, receiver) = channel();
    let answer = move || {
        // Nobody listens where it took too long.
        let _ = sender.send(caught(work));
    };
    spawn(answer).ok_or(Fault::Damaged)?;
    match receiver.recv_timeout(PATIENCE) {
        Ok(done) => done.ok_or(Fault::Damaged),
        Err(RecvTimeoutError::Timeout) => Err(Fault::TooSlow),
        Err(RecvTimeoutError::Disconnected) => Err(Fault::Damaged),
    }
}

/// `None` where it panics. What it had in hand is dropped and looked at by nobody.
pub(super) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}
