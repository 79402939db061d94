//! `toji fleet build`: all members, and the summary.

use crate::cli::Outcome;
use crate::cli::args::FleetBuild;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &FleetBuild, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
