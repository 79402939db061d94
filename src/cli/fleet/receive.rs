//! `toji fleet receive`: takes filled workbooks in. Shows what would change, and writes only where that was asked for.

use crate::cli::args::FleetReceive;
use crate::cli::import::{lines, shown};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, recover};
use crate::diagnostics::{Severity, catalogue};
use crate::fleet::{self, Incoming, Mode, Received, Receiving};
use crate::source::Sources;

use super::overdue;

pub(in crate::cli) fn run(arguments: &FleetReceive, terminal: &Terminal) -> Outcome {
    let on = match date::of(arguments.date.as_deref(), terminal) {
        Ok(on) => on,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = recover::run(&arguments.fleet, terminal) {
        return outcome;
    }
    let members = match fleet::enrolled(&arguments.fleet) {
        Ok(members) => members,
        Err(finding) => {
            findings::people(&[*finding], &Sources::default(), terminal);
            return Outcome::Findings;
        }
    };
    let mode = if arguments.apply { Mode::Apply } else { Mode::Show };
    let receiving = Receiving { fleet: &arguments.fleet, members: &members, on, mode };
    let files: Vec<Incoming> = arguments.files.iter().map(|it| Incoming { path: it.clone() }).collect();
    let received = fleet::receive(&receiving, &files);
    received.iter().for_each(|it| tell(it, mode, terminal));
    finish(arguments, &received, terminal);
    overdue::tell(&arguments.fleet, on, terminal);
    match received.iter().any(Received::has_errors) {
        true => Outcome::Findings,
        false => Outcome::Done,
    }
}

fn tell(it: &Received, mode: Mode, terminal: &Terminal) {
    let id = it.member.as_ref().map_or("?", |it| it.id.as_str());
    terminal.result(&format!("{}\n", terminal.fill("fleet-book", &[("file", &it.file), ("id", id)])));
    if !it.is_refused && !it.is_blank {
        terminal.result(&text(it, terminal));
    }
    if !it.findings.is_empty() {
        findings::people(&it.findings, &it.sources, terminal);
    }
    if it.is_refused {
        terminal.message(&terminal.fill("fleet-book-refused", &[("file", &it.file)]));
        return;
    }
    if it.is_blank {
        terminal.message(&terminal.fill("fleet-book-blank", &[("file", &it.file)]));
        return;
    }
    let until = it.until.map(|it| it.japanese()).unwrap_or_default();
    let key = match mode {
        Mode::Apply => "fleet-book-taken",
        Mode::Show => "fleet-book-shown",
    };
    terminal.message(&terminal.fill(key, &[("id", id), ("until", &until)]));
    let not_taken = it.findings.iter().filter(|it| it.severity() == Severity::Error).count();
    if not_taken > 0 {
        let count = not_taken.to_string();
        terminal.message(&terminal.fill("fleet-book-part", &[("id", id), ("count", &count)]));
    }
}

/// The differences, file by file.
fn text(it: &Received, terminal: &Terminal) -> String {
    let mut text = Vec::new();
    for cell in &it.cells {
        text.push(format!("  {}: {} → {}", cell.name, shown(&cell.old, terminal), shown(&cell.new, terminal)));
    }
    for (kind, changes) in &it.registers {
        let path = format!("registers/{}.csv", kind.as_str());
        text.extend(lines(changes, &path, terminal).into_iter().map(|it| format!("  {it}")));
    }
    if text.is_empty() {
        text.push(format!("  {}", catalogue::ui("fleet-book-same", terminal.language)));
    }
    text.into_iter().map(|it| it + "\n").collect()
}

/// What comes next.
fn finish(arguments: &FleetReceive, received: &[Received], terminal: &Terminal) {
    let taken: Vec<&Received> = received.iter().filter(|it| !it.is_refused && !it.is_blank).collect();
    if taken.is_empty() {
        return;
    }
    let fleet = arguments.fleet.display().to_string();
    let first = taken.first().and_then(|it| it.member.as_ref()).map_or("ID", |it| it.id.as_str());
    let key = if arguments.apply { "fleet-received-next" } else { "fleet-not-written" };
    terminal.message(&terminal.fill(key, &[("fleet", &fleet), ("id", first)]));
}
