//! `toji freeze`: keeps the binder as it was shown.

use super::args::{FailOn, Freeze};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::Sink;
use crate::load;
use crate::pipeline::{self, Frozen};
use crate::source::Sources;

pub(super) fn run(arguments: &Freeze, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = super::recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let mut sink = Sink::default();
    let output = arguments.output.clone().unwrap_or_else(|| arguments.dir.join("output").join("binder"));
    let frozen = Frozen { root: &arguments.dir, output: &output, name: &arguments.name, today };
    let written = load::is_folder(&arguments.dir, &mut sink).and_then(|()| pipeline::freeze(&frozen, &mut sink));
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
    }
    let Some(written) = written else { return findings::outcome(&found, FailOn::Error) };
    let path = arguments.dir.join(pipeline::FOLDER).join(&arguments.name).display().to_string();
    let files = written.files.to_string();
    terminal.message(&terminal.fill("frozen", &[("path", &path), ("files", &files)]));
    Outcome::Done
}
