//! `toji pack lint`: what was forgotten in a template, before it goes out.

use super::given::{self, Given};
use crate::cli::args::{FailOn, PackLint};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, init};
use crate::diagnostics::{Finding, Severity, Sink};
use crate::model::Date;
use crate::pack;
use crate::pack::publish::{self, Fresh};
use crate::source::Sources;

pub(in crate::cli) fn run(arguments: &PackLint, terminal: &Terminal) -> Outcome {
    let today = match date::of(arguments.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let Some(given) = given::read(&arguments.pack, &mut sources, &mut sink) else {
        return refused(sink, &sources, terminal);
    };
    // Of the version before only its contents count: what is wrong with it went out already.
    let mut of_before = (Sources::default(), Sink::default());
    let before = arguments.against.as_ref().map(|it| given::read(it, &mut of_before.0, &mut of_before.1));
    if let Some(None) = before {
        return refused(of_before.1, &of_before.0, terminal);
    }
    publish::facts(&given.pack, &given.facts, &mut sources, &mut sink);
    if let Some(Some(before)) = &before {
        publish::since(&before.pack, &given.pack, &mut sources, &mut sink);
        terminal.message(&terminal.fill("pack-lint-version-before", &[("version", &before.pack.head.version)]));
    }
    sink.extend(pack::nothing_managed(&given.pack));
    if let Some(until) = given.pack.head.expires.filter(|it| *it < today) {
        terminal.message(&terminal.fill("pack-lint-expired", &[("until", &until.to_string())]));
    }
    let fresh = fresh(&given, today, &mut sink);
    let found = sink.into_sorted();
    show(&given, (&found, &sources), &fresh, terminal);
    let all: Vec<Finding> = found.into_iter().chain(fresh.into_iter().flat_map(|it| it.findings)).collect();
    end(arguments, &given, &all, terminal)
}

fn refused(sink: Sink, sources: &Sources, terminal: &Terminal) -> Outcome {
    let found = sink.into_sorted();
    findings::people(&found, sources, terminal);
    findings::outcome(&found, FailOn::Error)
}

fn fresh(given: &Given, today: Date, sink: &mut Sink) -> Vec<Fresh> {
    init::newest_edition(sink).map(|it| publish::fresh(&given.pack, &it, today, sink)).unwrap_or_default()
}

fn show(given: &Given, (found, sources): (&[Finding], &Sources), fresh: &[Fresh], terminal: &Terminal) {
    if !found.is_empty() {
        findings::people(found, sources, terminal);
    }
    for it in fresh {
        let count = it.findings.len().to_string();
        let values = [("kind", it.kind.japanese()), ("count", &*count)];
        if !it.findings.is_empty() {
            terminal.message(&terminal.fill("pack-lint-kind", &values));
            findings::people(&it.findings, &it.compiled.sources, terminal);
        }
        if it.again > 0 {
            let values = [("kind", it.kind.japanese()), ("count", &*it.again.to_string())];
            terminal.message(&terminal.fill("pack-lint-kind-again", &values));
        }
        if it.findings.is_empty() && it.again == 0 {
            terminal.message(&terminal.fill("pack-lint-kind-clean", &values));
        }
    }
    let unmarked: Vec<&str> = given.unmarked.iter().map(String::as_str).filter(|it| !given::is_silent(it)).collect();
    if !unmarked.is_empty() {
        terminal.message(&terminal.fill("pack-lint-unmarked", &[("paths", &unmarked.join("、"))]));
    }
}

fn end(arguments: &PackLint, given: &Given, all: &[Finding], terminal: &Terminal) -> Outcome {
    let count = |wanted: Severity| all.iter().filter(|it| it.severity() == wanted).count().to_string();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let head = &given.pack.head;
    let path = arguments.pack.display().to_string();
    let values =
        [("id", &*head.id), ("version", &head.version), ("errors", &errors), ("warnings", &warnings), ("path", &path)];
    let key = match (errors.as_str(), warnings.as_str()) {
        ("0", "0") if arguments.pack.is_dir() => "pack-lint-clean",
        ("0", "0") => "pack-lint-clean-pack",
        ("0", _) if arguments.pack.is_dir() => "pack-lint-look",
        ("0", _) => "pack-lint-look-pack",
        (_, _) => "pack-lint-found",
    };
    terminal.message(&terminal.fill(key, &values));
    findings::outcome(all, FailOn::Error)
}
