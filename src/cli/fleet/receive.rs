//! `toji fleet receive`: takes filled workbooks in.

use crate::cli::Outcome;
use crate::cli::args::FleetReceive;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &FleetReceive, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
