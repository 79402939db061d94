//! `toji pack sign`: signs a pack.

use crate::cli::Outcome;
use crate::cli::args::PackSign;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackSign, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
