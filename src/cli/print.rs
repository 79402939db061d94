//! `toji print`: one PDF beside the binder's.

use super::args::{FailOn, Print, PrintOptions, PrintWhat};
use super::output::Terminal;
use super::{Outcome, date, findings, press};
use crate::diagnostics::{Code, Finding, Sink};
use crate::pipeline::{self, Compiled, Whole};
use crate::render::sheets::Sheet;
use crate::{check, emit, load};

pub(super) fn run(arguments: &Print, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        PrintWhat::Labels(options) => print(&Sheet::Labels, options, terminal),
        PrintWhat::Report(it) => print(&Sheet::Report(it.visit.clone()), &it.options, terminal),
        PrintWhat::Emergency(options) => print(&Sheet::Emergency, options, terminal),
    }
}

/// A folder with errors prints nothing: what stands on paper cannot be mended.
fn print(sheet: &Sheet, options: &PrintOptions, terminal: &Terminal) -> Outcome {
    let today = match date::of(options.date.as_deref(), terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    if let Err(outcome) = super::recover::run(&options.dir, terminal) {
        return outcome;
    }
    let compiled = pipeline::compile(&options.dir, today);
    let errors = findings::outcome(compiled.findings(), FailOn::Error);
    if errors != Outcome::Done {
        findings::people(compiled.findings(), &compiled.sources, terminal);
        return errors;
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

/// A finding with the days of those that there are, where there is no such visit.
fn known_visit(written: &str, whole: &Whole, sink: &mut Sink) -> Option<()> {
    if check::visit(&whole.binder, written).is_some() {
        return Some(());
    }
    let mut days: Vec<_> = check::visits(&whole.binder).iter().map(|it| it.date).collect();
    days.sort();
    let latest = days.iter().rev().take(3).map(ToString::to_string).collect();
    sink.push(Finding::of_path(Code::UnknownVisit, "registers/visits.csv").with("name", written).nearest(latest));
    None
}
