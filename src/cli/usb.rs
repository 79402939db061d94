//! `toji usb`: an output onto a stick.

use super::Outcome;
use super::args::Usb;
use super::output::Terminal;

pub(super) fn run(_arguments: &Usb, _terminal: &Terminal) -> Outcome {
    Outcome::Usage // the owner of this command replaces it
}
