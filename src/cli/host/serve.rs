//! `toji host serve`: serves an output.

use crate::cli::Outcome;
use crate::cli::args::HostServe;
use crate::cli::output::Terminal;

pub(super) fn run(_arguments: &HostServe, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
