//! `toji update`: takes in a new version of the template.

use super::Outcome;
use super::args::Update;
use super::output::Terminal;

pub(super) fn run(_: &Update, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
