//! `toji fleet workbook`: what a member fills in.

use crate::cli::Outcome;
use crate::cli::args::FleetWorkbook;
use crate::cli::output::Terminal;

pub(in crate::cli) fn run(_: &FleetWorkbook, terminal: &Terminal) -> Outcome {
    terminal.usage("not built yet")
}
