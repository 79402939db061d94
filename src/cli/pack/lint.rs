//! `toji pack lint`: looks a pack over before it goes out.

use crate::cli::Outcome;
use crate::cli::args::PackLint;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackLint, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
