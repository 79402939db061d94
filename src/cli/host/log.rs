//! `toji host log`: who looked at what.

use crate::cli::Outcome;
use crate::cli::args::HostLog;
use crate::cli::output::Terminal;

pub(super) fn run(_arguments: &HostLog, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
