//! `toji pack diff`: the change notice between two versions.

use crate::cli::Outcome;
use crate::cli::args::PackDiff;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackDiff, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
