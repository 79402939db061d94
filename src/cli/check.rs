//! `toji check`: what is to be mended.

use super::args::Check;
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::pipeline;

pub(super) fn run(arguments: &Check, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = super::recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let compiled = pipeline::compile(&arguments.dir, today);
    findings::print(&compiled, &arguments.dir, arguments.format, terminal);
    findings::outcome(compiled.findings(), arguments.fail_on)
}
