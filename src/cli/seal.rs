//! `toji seal`: a copy of the PDF under a passphrase.

use super::Outcome;
use super::args::Seal;
use super::output::Terminal;

pub(super) fn run(_arguments: &Seal, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
