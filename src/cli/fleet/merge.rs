//! `toji fleet merge`: the reports of shards to one.

use crate::cli::Outcome;
use crate::cli::args::FleetMerge;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &FleetMerge, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
