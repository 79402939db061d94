//! `toji vendor kit`.

use super::Outcome;
use super::args::Vendor;
use super::output::Terminal;

pub(super) fn run(_: &Vendor, _: &Terminal) -> Outcome {
    Outcome::Usage
}
