//! `toji pack verify`: a pack's signature and contents.

use crate::cli::Outcome;
use crate::cli::args::PackVerify;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &PackVerify, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
