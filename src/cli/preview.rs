//! `toji preview`: the binder while it is written.

use super::Outcome;
use super::args::Preview;
use super::output::Terminal;

pub(super) fn run(_arguments: &Preview, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
