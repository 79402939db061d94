//! `toji pack notice`: the covering letter to members.

use crate::cli::Outcome;
use crate::cli::args::PackNotice;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackNotice, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
