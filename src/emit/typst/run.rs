//! Runs a program and kills it when it takes too long. Its output goes to files, so that a full pipe cannot stop it.

use std::io;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// How often a running program is looked at: the first looks are close together, since most runs are short.
const LONGEST_LOOK: Duration = Duration::from_millis(20);

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    /// With success.
    Well,
    /// With an exit code that tells of a failure, or by a signal.
    Badly,
    /// By us, after the timeout.
    Killed,
}

/// # Errors
/// Where the program could not be started or waited for.
pub(super) fn run(command: &mut Command, timeout: Duration) -> io::Result<Ended> {
    let mut child = command.spawn()?;
    let start = Instant::now();
    let mut look = Duration::from_millis(1);
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { Ended::Well } else { Ended::Badly });
        }
        if start.elapsed() >= timeout {
            return kill(child);
        }
        thread::sleep(look);
        look = (look * 2).min(LONGEST_LOOK);
    }
}

fn kill(mut child: Child) -> io::Result<Ended> {
    child.kill()?;
    child.wait()?;
    Ok(Ended::Killed)
}
