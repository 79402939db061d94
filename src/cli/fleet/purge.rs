//! `toji fleet purge`: deletes what may no longer be kept. Shows it, and deletes only where that was asked for.

use crate::cli::args::{FailOn, FleetPurge};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, recover};
use crate::diagnostics::{Sink, catalogue};
use crate::fleet::{self, Altered, Mode, Purged, Why};
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
    for it in purged.iter().flatten() {
        tell(it, mode, terminal);
    }
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    if let Some(purged) = &purged {
        finish(purged, arguments, terminal);
    }
    match purged.is_none_or(|it| it.iter().any(|it| !it.is_done)) {
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

fn finish(purged: &[Purged], arguments: &FleetPurge, terminal: &Terminal) {
    let is_any = purged.iter().any(|it| it.is_done && !(it.deleted.is_empty() && it.restored.is_empty()));
    let key = match (purged.is_empty(), is_any, arguments.apply) {
        (true, _, _) => "fleet-purge-nothing",
        (false, false, _) => "fleet-purge-only-changed",
        (false, true, false) => "fleet-purge-not-done",
        (false, true, true) => "fleet-purge-done",
    };
    let fleet = arguments.fleet.display().to_string();
    terminal.message(&terminal.fill(key, &[("fleet", &fleet)]));
}
