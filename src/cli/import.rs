//! `toji import`: what came back filled in. Shows what would change, and writes only where that was asked for.

use std::path::Path;

use super::args::{FailOn, Import, ImportRegisters, ImportWhat};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::{Finding, Sink, catalogue};
use crate::edit::{self, RegisterEdit};
use crate::load;
use crate::pipeline::{self, Changed, Changes};
use crate::source::Sources;

pub(super) fn run(arguments: &Import, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        ImportWhat::Form(it) => super::returned::run(it, terminal),
        ImportWhat::Registers(it) => registers(it, terminal),
    }
}

fn registers(arguments: &ImportRegisters, terminal: &Terminal) -> Outcome {
    let today = match date::of(None, terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (whole, sources) = match super::whole::read(&arguments.dir, today, terminal) {
        Ok(it) => it,
        Err(outcome) => return outcome,
    };
    let mut sink = Sink::default();
    let Some(bytes) = load::outside_bytes(&arguments.file, &mut sink) else {
        return told(&sink.into_sorted(), &sources, terminal);
    };
    let name = arguments.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let merged = pipeline::merge(&arguments.dir, &whole, &sources, (&name, &bytes));
    let mut found = merged.findings;
    let Some(changes) = merged.changes else {
        findings::people(&found, &sources, terminal);
        return Outcome::Findings;
    };
    terminal.result(&text(&changes, terminal));
    if arguments.apply && !changes.is_empty() {
        found.extend(apply(&arguments.dir, &changes, terminal));
    }
    let outcome = told(&found, &sources, terminal);
    if !changes.is_empty() && !arguments.apply {
        terminal.message(catalogue::ui("registers-not-written", terminal.language));
    }
    outcome
}

fn told(found: &[Finding], sources: &Sources, terminal: &Terminal) -> Outcome {
    if !found.is_empty() {
        findings::people(found, sources, terminal);
    }
    findings::outcome(found, FailOn::Error)
}

fn apply(root: &Path, changed: &[Changed], terminal: &Terminal) -> Vec<Finding> {
    let edit =
        |it: &Changed| RegisterEdit { path: it.path.clone(), before: it.before.clone(), after: it.after.clone() };
    let edits: Vec<RegisterEdit> = changed.iter().map(edit).collect();
    let mut sink = Sink::default();
    if edit::registers(root, &edits, &mut sink).is_some() {
        let paths: Vec<&str> = changed.iter().map(|it| it.path.as_str()).collect();
        let paths = paths.join(catalogue::ui("list-separator", terminal.language));
        terminal.message(&terminal.fill("registers-written", &[("paths", &paths)]));
    }
    sink.into_sorted()
}

/// The differences, register by register.
fn text(changed: &[Changed], terminal: &Terminal) -> String {
    if changed.is_empty() {
        return format!("{}\n", catalogue::ui("registers-same", terminal.language));
    }
    changed.iter().flat_map(|it| lines(&it.changes, &it.path, terminal)).map(|it| it + "\n").collect()
}

/// What changes in the register at `path`, a line each.
pub(super) fn lines(changes: &Changes, path: &str, terminal: &Terminal) -> Vec<String> {
    let count = |it: usize| it.to_string();
    let values = [
        ("register", changes.kind.japanese().to_owned()),
        ("path", path.to_owned()),
        ("added", count(changes.added.len())),
        ("changed", count(changes.changed.len())),
        ("removed", count(changes.removed.len())),
    ];
    let mut lines = vec![terminal.fill("registers-head", &values.each_ref().map(|it| (it.0, it.1.as_str())))];
    if !changes.columns.is_empty() {
        let names = changes.columns.join(catalogue::ui("list-separator", terminal.language));
        lines.push(format!("  {}", terminal.fill("registers-new-columns", &[("names", &names)])));
    }
    for row in &changes.added {
        let cells: Vec<String> = row.cells.iter().map(|it| format!("{}: {}", it.0, shown(&it.1, terminal))).collect();
        let cells = cells.join(catalogue::ui("list-separator", terminal.language));
        lines.push(format!("  + {}（{cells}）", row.id));
    }
    for row in &changes.changed {
        for cell in &row.cells {
            let (old, new) = (shown(&cell.old, terminal), shown(&cell.new, terminal));
            lines.push(format!("  {} {}: {old} → {new}", row.id, cell.column));
        }
    }
    lines.extend(changes.removed.iter().map(|it| format!("  - {it}")));
    lines
}

/// A text on one line; a word for none.
pub(super) fn shown(text: &str, terminal: &Terminal) -> String {
    match text.trim() {
        "" => catalogue::ui("registers-empty", terminal.language).to_owned(),
        text => text.lines().collect::<Vec<_>>().join(" "),
    }
}
