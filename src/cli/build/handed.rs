//! The row for a copy that was made for somebody: shown, and written where that was asked for.

use crate::cli::args::{Build, FailOn};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, findings};
use crate::diagnostics::{Sink, catalogue};
use crate::edit::{self, RegisterEdit};
use crate::model::Profile;
use crate::pipeline::{self, Changed, Compiled, HandedCopy, Whole};

/// Shows or writes the row of the copy `build`, if the profile says whom it is for.
pub(super) fn list(
    arguments: &Build,
    (compiled, whole): (&Compiled, &Whole),
    (profile, build): (&Profile, &str),
    terminal: &Terminal,
) -> Outcome {
    let Some(recipient) = profile.recipient.as_deref() else { return Outcome::Done };
    let mut sink = Sink::default();
    let copy = HandedCopy { day: whole.report.as_of, recipient, profile: &profile.name, build };
    if let Some(id) = pipeline::already_listed(whole, &copy) {
        terminal.message(&terminal.fill("copy-there", &[("id", id.as_str())]));
        return Outcome::Done;
    }
    let listed = pipeline::listed(&arguments.dir, compiled, whole, &copy, &mut sink);
    if let Some(listed) = listed {
        terminal.message(&terminal.fill("copy-row", &[("path", &listed.changed.path)]));
        terminal.result(&format!("{}\n", listed.line));
        if arguments.record {
            write(arguments, &listed.changed, &mut sink, terminal);
        } else {
            terminal.message(catalogue::ui("copy-not-recorded", terminal.language));
        }
    }
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &compiled.sources, terminal);
    }
    findings::outcome(&found, FailOn::Error)
}

fn write(arguments: &Build, changed: &Changed, sink: &mut Sink, terminal: &Terminal) {
    let Changed { path, before, after, .. } = changed;
    let edit = RegisterEdit { path: path.clone(), before: before.clone(), after: after.clone() };
    if edit::registers(&arguments.dir, &[edit], sink).is_some() {
        terminal.message(&terminal.fill("copy-recorded", &[("path", path)]));
    }
}
