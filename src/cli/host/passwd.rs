//! `toji host passwd`: the accounts.

use crate::cli::Outcome;
use crate::cli::args::HostPasswd;
use crate::cli::output::Terminal;

pub(super) fn run(_arguments: &HostPasswd, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
