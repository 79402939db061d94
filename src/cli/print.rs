//! `toji print`: one PDF beside the binder's.

use super::args::{FailOn, Print, PrintOptions, PrintWhat};
use super::output::Terminal;
use super::{Outcome, date, findings, press};
use crate::diagnostics::Sink;
use crate::pipeline::{self, Compiled};
use crate::render::sheets::Sheet;
use crate::{emit, load};

pub(super) fn run(arguments: &Print, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        PrintWhat::Labels(options) => print(&Sheet::Labels, options, terminal),
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
    findings::people(&found, &compiled.sources, terminal);
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
    let press = press::find(options.typst.clone(), &options.font_path, sink)?;
    let pdf = pipeline::print(sheet, compiled, whole, &load::theme(), &press, sink)?;
    let default = || options.dir.join("output").join(format!("{}.pdf", sheet.name()));
    let out = options.output.clone().unwrap_or_else(default);
    emit::page(&out, &pdf, &sheet.mark(), sink)?;
    Some(out.display().to_string())
}
