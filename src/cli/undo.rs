//! `toji undo`: restores what was there before the last update.

use super::Outcome;
use super::args::Undo;
use super::output::Terminal;

pub(super) fn run(_: &Undo, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
