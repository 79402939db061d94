//! `toji export form`: a copy of the official form with the binder's answers in it.

use super::args::{ExportForm, FailOn};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Finding, Sink};
use crate::model::{Date, Respondent};
use crate::pipeline::{self, Filled, Whole};
use crate::source::Sources;
use crate::{emit, load};

pub(super) fn run(arguments: &ExportForm, terminal: &Terminal) -> Outcome {
    match super::whole::read(&arguments.dir, Date::today(), terminal) {
        Ok((whole, sources)) => fill(arguments, &whole, &sources, terminal),
        Err(outcome) => outcome,
    }
}

fn fill(arguments: &ExportForm, whole: &Whole, of_binder: &Sources, terminal: &Terminal) -> Outcome {
    let mut sink = Sink::default();
    let respondent = match &arguments.vendor {
        None => Some(Respondent::Facility),
        Some(typed) => super::new::vendor(typed, whole, &mut sink).map(Respondent::Vendor),
    };
    let bytes = load::outside_bytes(&arguments.into, &mut sink);
    let (Some(respondent), Some(bytes)) = (respondent, bytes) else {
        let found = sink.into_sorted();
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    let name = arguments.into.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let Filled { sources, findings, of_answers, form } = pipeline::filled_form(whole, &respondent, (&name, &bytes));
    tell(&of_answers, of_binder, terminal);
    tell(&findings, &sources, terminal);
    let Some(form) = form else { return Outcome::Findings };
    if emit::new_file(&arguments.output, &form.bytes, &mut sink).is_none() {
        let found = sink.into_sorted();
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    }
    let path = arguments.output.display().to_string();
    terminal.result(&format!("{path}\n"));
    let cells = form.cells.to_string();
    let count = (findings.len() + of_answers.len()).to_string();
    terminal.message(&terminal.fill("filled", &[("sheet", &form.sheet), ("cells", &cells)]));
    if !findings.is_empty() || !of_answers.is_empty() {
        terminal.message(&terminal.fill("filled-not-all", &[("count", &count)]));
    }
    Outcome::Done
}

fn tell(found: &[Finding], sources: &Sources, terminal: &Terminal) {
    if !found.is_empty() {
        findings::people(found, sources, terminal);
    }
}
