//! `toji fleet purge`: deletes what may no longer be kept. Shows it, and deletes only where that was asked for.

use std::path::Path;

use crate::cli::args::{FailOn, FleetPurge};
use crate::cli::output::{Terminal, quoted};
use crate::cli::{Outcome, date, findings, recover};
use crate::diagnostics::{Code, Finding, Sink, catalogue};
use crate::fleet::{self, Altered, Mode, Purge, Purged, Why};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &FleetPurge, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = recover::run(&arguments.fleet, terminal) {
        return outcome;
    }
    let mode = if arguments.apply { Mode::Apply } else { Mode::Show };
    let altered = if arguments.changed { Altered::Deleted } else { Altered::Kept };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let purged =
        fleet::purge(&arguments.fleet, today, (mode, altered, arguments.output.as_deref()), &mut sources, &mut sink);
    let found = sink.into_sorted();
    for it in purged.iter().flat_map(|it| &it.members) {
        tell(it, mode, terminal);
    }
    for it in purged.iter().flat_map(|it| &it.left) {
        let head = terminal.fill("fleet-purge-left", &[("id", &it.id), ("on", &it.on.japanese())]);
        let path = terminal.fill("fleet-purge-delete", &[("path", &it.output.display().to_string())]);
        terminal.result(&format!("{head}\n  {path}\n"));
    }
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    if let Some(purged) = &purged {
        finish(purged, &found, arguments, terminal);
    }
    let failed = |it: Purge| it.members.iter().any(|it| !it.is_done) || it.left.iter().any(|it| !it.is_done);
    match purged.is_none_or(failed) {
        true => Outcome::Findings,
        false => findings::outcome(&found, FailOn::Error),
    }
}

fn tell(it: &Purged, mode: Mode, terminal: &Terminal) {
    let overdue = &it.overdue;
    let why = match overdue.why {
        Why::NoConsent => "fleet-purge-no-consent",
        Why::DayOver => "fleet-purge-day-over",
    };
    let why = catalogue::ui(why, terminal.language);
    let since = overdue.since.japanese();
    let head = [("id", &*overdue.member.id), ("why", why), ("since", &since)];
    terminal.result(&format!("{}\n", terminal.fill("fleet-purge-member", &head)));
    let folder = &overdue.member.folder;
    for path in &it.deleted {
        terminal
            .result(&format!("  {}\n", terminal.fill("fleet-purge-delete", &[("path", &format!("{folder}/{path}"))])));
    }
    for path in &it.restored {
        let path = format!("{folder}/{path}");
        terminal.result(&format!("  {}\n", terminal.fill("fleet-purge-restore", &[("path", &path)])));
    }
    for path in &it.steps {
        let path = format!("{folder}/{path}");
        terminal.result(&format!("  {}\n", terminal.fill("fleet-purge-steps", &[("path", &path)])));
    }
    if let Some(output) = &it.output {
        let path = output.display().to_string();
        terminal.result(&format!("  {}\n", terminal.fill("fleet-purge-delete", &[("path", &path)])));
    }
    if it.deleted.is_empty() && it.restored.is_empty() {
        return;
    }
    match (&it.status, mode) {
        (Some(status), Mode::Apply) if it.is_done => {
            terminal.message(&terminal.fill("fleet-status-kept", &[("path", status)]));
        }
        (None, _) => terminal.message(&terminal.fill("fleet-status-none", &[("id", &overdue.member.id)])),
        (Some(_), Mode::Apply | Mode::Show) => (),
    }
}

fn finish(purged: &Purge, found: &[Finding], arguments: &FleetPurge, terminal: &Terminal) {
    let members = &purged.members;
    let is_any = members.iter().any(|it| it.is_done && !(it.deleted.is_empty() && it.restored.is_empty()))
        || purged.left.iter().any(|it| it.is_done);
    let keeps = found.iter().any(|it| it.code == Code::FleetPurgeChanged);
    let key = match (members.is_empty() && purged.left.is_empty(), is_any, arguments.apply) {
        (true, _, _) => Some("fleet-purge-nothing"),
        (false, false, _) => None,
        (false, true, false) => Some("fleet-purge-not-done"),
        (false, true, true) => Some("fleet-purge-done"),
    };
    let altered = if arguments.changed { " --changed" } else { "" };
    if let Some(key) = key {
        terminal.message(&terminal.fill(key, &[("command", &command(arguments, altered))]));
    }
    if keeps {
        terminal.message(&terminal.fill("fleet-purge-only-changed", &[("command", &command(arguments, " --changed"))]));
    }
    if arguments.output.is_none() {
        let with_output = command(arguments, altered).replacen(" --apply", " -o OUT --apply", 1);
        terminal.message(&terminal.fill("fleet-purge-no-output", &[("command", &with_output)]));
    }
}

/// What deletes it, as it is to be typed: with all that was typed.
fn command(arguments: &FleetPurge, altered: &str) -> String {
    let place = |it: &Path| quoted(&it.display().to_string());
    let out = arguments.output.as_deref().map(|it| format!(" -o {}", place(it))).unwrap_or_default();
    let day = arguments.date.as_deref().map(|it| format!(" --date {}", quoted(it))).unwrap_or_default();
    format!("toji fleet purge {}{out} --apply{altered}{day}", place(&arguments.fleet))
}
