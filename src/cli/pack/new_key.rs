//! `toji pack new-key`: a signing key, and where it is to be kept.

use crate::cli::Outcome;
use crate::cli::args::PackNewKey;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackNewKey, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
