//! `toji host config`: what stands in front.

use crate::cli::Outcome;
use crate::cli::args::HostConfig;
use crate::cli::output::Terminal;

pub(super) fn run(_arguments: &HostConfig, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
