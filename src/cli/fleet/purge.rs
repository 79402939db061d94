//! `toji fleet purge`: deletes what may no longer be kept.

use crate::cli::Outcome;
use crate::cli::args::FleetPurge;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &FleetPurge, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
