//! `toji resolve`: decides what an update left open.

use super::Outcome;
use super::args::Resolve;
use super::output::Terminal;

pub(super) fn run(_: &Resolve, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
