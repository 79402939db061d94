//! `toji pack build`: a folder to a pack.

use crate::cli::Outcome;
use crate::cli::args::PackBuild;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackBuild, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
