//! `toji export form`.

use super::Outcome;
use super::args::ExportForm;
use super::output::Terminal;

pub(super) fn run(_: &ExportForm, _: &Terminal) -> Outcome {
    Outcome::Usage
}
