//! `toji undo`: restores what was there before the last update or decision.

use super::args::{FailOn, Undo};
use super::output::Terminal;
use super::{Outcome, findings, recover};
use crate::diagnostics::{Sink, catalogue};
use crate::pack::{self, Undone};
use crate::source::Sources;

pub(super) fn run(arguments: &Undo, terminal: &Terminal) -> Outcome {
    if let Err(outcome) = recover::run(&arguments.dir, terminal) {
        return outcome;
    }
    let mut sink = Sink::default();
    match pack::undo(&arguments.dir, &mut sink) {
        Some(Some(undone)) => {
            terminal.result(&said(&undone, &arguments.dir.display().to_string(), terminal));
            Outcome::Done
        }
        Some(None) => terminal.usage(catalogue::ui("undo-nothing", terminal.language)),
        None => {
            let found = sink.into_sorted();
            findings::people(&found, &Sources::default(), terminal);
            findings::outcome(&found, FailOn::Error)
        }
    }
}

fn said(undone: &Undone, dir: &str, terminal: &Terminal) -> String {
    let count = undone.paths.len().to_string();
    let values = [("what", &*undone.what), ("on", &*undone.on), ("count", &*count)];
    let mut out = terminal.fill("undo-done", &values) + "\n";
    for path in &undone.paths {
        out.push_str(&format!("  {path}\n"));
    }
    let left = undone.left.to_string();
    out + &terminal.fill("undo-next", &[("left", &*left), ("dir", dir)]) + "\n"
}
