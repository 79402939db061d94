//! `toji verify`: whether an output is what was built.

use super::args::{FailOn, Verify};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::emit;
use crate::source::Sources;

pub(super) fn run(arguments: &Verify, terminal: &Terminal) -> Outcome {
    let found = emit::verify(&arguments.output);
    if found.is_empty() {
        terminal.message(crate::diagnostics::catalogue::ui("verified", terminal.language));
    } else {
        findings::people(&found, &Sources::default(), terminal);
    }
    findings::outcome(&found, FailOn::Error)
}
