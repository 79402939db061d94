//! `toji pack simulate`: what an update would do to members' folders.

use crate::cli::Outcome;
use crate::cli::args::PackSimulate;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackSimulate, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
