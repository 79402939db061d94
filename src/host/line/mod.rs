//! Connections: taken in within limits, read by hyper, ended cleanly. Knows nothing of what is asked.

mod attend;
mod door;
mod pulse;
mod quiet;
mod refuse;

pub(super) use attend::{Attendance, attend};
pub(super) use door::Door;
