//! `toji print`: one PDF beside the binder's.

use super::args::{FailOn, Print, PrintOptions, PrintWhat};
use super::output::Terminal;
use super::{Outcome, date, findings, press};
use crate::check::Visit;
use crate::diagnostics::{At, Code, Finding, Severity, Sink};
use crate::pipeline::{self, Compiled, Whole};
use crate::render::sheets::Sheet;
use crate::{check, emit, load};

/// Where visits are recorded.
const VISITS: &str = "registers/visits.csv";

pub(super) fn run(arguments: &Print, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        PrintWhat::Labels(options) => print(&Sheet::Labels, options, terminal),
        PrintWhat::Report(it) => print(&Sheet::Report(it.visit.clone()), &it.options, terminal),
        PrintWhat::Emergency(options) => print(&Sheet::Emergency, options, terminal),
    }
}

/// Errors in what the sheet is made of print nothing: what stands on paper cannot be mended.
fn print(sheet: &Sheet, options: &PrintOptions, terminal: &Terminal) -> Outcome {
    let today = match date::of(options.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = super::recover::run(&options.dir, terminal) {
        return outcome;
    }
    let compiled = pipeline::compile(&options.dir, today);
    let found = compiled.findings();
    let errors = findings::outcome(found, FailOn::Error);
    if errors != Outcome::Done {
        if stops(sheet, &compiled) {
            findings::people(found, &compiled.sources, terminal);
            return errors;
        }
        let count = found.iter().filter(|it| it.severity() == Severity::Error).count();
        terminal.message(&terminal.fill("printed-despite", &[("count", &count.to_string())]));
    }
    let mut sink = Sink::default();
    let made = set(sheet, options, &compiled, &mut sink);
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &compiled.sources, terminal);
    }
    match made {
        Some(path) => {
            terminal.message(&terminal.fill("printed", &[("title", sheet.title()), ("path", &path)]));
            Outcome::Done
        }
        None => findings::outcome(&found, FailOn::Error),
    }
}

/// Whether the errors found keep a sheet from being printed. The card and the labels are made of registers alone, and are
/// needed most when there is no time to mend a text; the other papers go out of the house.
fn stops(sheet: &Sheet, compiled: &Compiled) -> bool {
    let is_of_registers = match sheet {
        Sheet::Labels | Sheet::Emergency => true,
        Sheet::Vendor(..) | Sheet::Owed | Sheet::Report(_) => false,
    };
    let lies_in = |it: &Finding| match &it.at {
        At::Span(span) => is_input(&compiled.sources.place(*span).path),
        At::Path(path) => is_input(path),
        At::Nowhere => true,
    };
    let mut errors = compiled.findings().iter().filter(|it| it.severity() == Severity::Error);
    compiled.outcome.is_err() || !is_of_registers || errors.any(lies_in)
}

/// Whether a sheet of registers is made of that file.
fn is_input(path: &str) -> bool {
    path == "binder.toml" || path.starts_with("registers/")
}

/// The path of what was written; `None` with findings.
fn set(sheet: &Sheet, options: &PrintOptions, compiled: &Compiled, sink: &mut Sink) -> Option<String> {
    let whole = compiled.outcome.as_ref().ok()?;
    if let Sheet::Report(visit) = sheet {
        known_visit(visit, whole, sink)?;
    }
    let press = press::find(options.typst.clone(), &options.font_path, sink)?;
    let pdf = pipeline::print(sheet, compiled, whole, &load::theme(), &press, sink)?;
    let default = || options.dir.join("output").join(format!("{}.pdf", sheet.name()));
    let out = options.output.clone().unwrap_or_else(default);
    emit::page(&out, &pdf, &sheet.mark(), sink)?;
    Some(out.display().to_string())
}

/// A finding with the days of those that there are, where there is no such visit; with the rows, where there are several.
fn known_visit(written: &str, whole: &Whole, sink: &mut Sink) -> Option<()> {
    let fitting = check::visits_of(&whole.binder, written);
    if fitting.len() == 1 {
        return Some(());
    }
    if fitting.is_empty() {
        let mut days: Vec<_> = check::visits(&whole.binder).iter().map(|it| it.date).collect();
        days.sort();
        let latest = days.iter().rev().take(3).map(ToString::to_string).collect();
        sink.push(Finding::of_path(Code::UnknownVisit, VISITS).with("name", written).nearest(latest));
        return None;
    }
    let choice = |it: &Visit<'_>| it.rows.first().map(|row| format!("{}（{}）", row.id.value, it.authority));
    let choices: Vec<String> = fitting.iter().filter_map(choice).collect();
    let finding = Finding::of_path(Code::AmbiguousVisit, VISITS).with("name", written);
    sink.push(finding.with("choices", choices.join("、")));
    None
}
