//! `toji new`: one blank form. A new revision and a new year have files of their own.

use super::args::{FailOn, New, NewForm, NewWhat};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::check::looked_after;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::edit;
use crate::model::{Date, RegisterKind, Respondent, RowId};
use crate::pipeline::Whole;
use crate::source::Sources;

pub(super) fn run(arguments: &New, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        NewWhat::Form(form) => new_form(form, terminal),
        NewWhat::Revision(revision) => super::revision::run(revision, terminal),
        NewWhat::Year(year) => super::year::run(year, terminal),
    }
}

fn new_form(arguments: &NewForm, terminal: &Terminal) -> Outcome {
    let (whole, sources) = match super::whole::read(&arguments.dir, Date::today(), terminal) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let whole = &whole;
    let year = whole.binder.config().fiscal_year;
    let Some(edition) = whole.binder.edition_of_year() else {
        return not_imported(whole, &sources, terminal);
    };
    let mut sink = Sink::default();
    let made = respondent(arguments, whole, &mut sink).and_then(|it| {
        let facility = whole.binder.config().facility.kind;
        let scope = scope(whole, &it);
        let form = edit::NewForm { edition, fiscal_year: year, facility, respondent: &it, scope: &scope };
        edit::new_form(&arguments.dir, &form, &mut sink)
    });
    let found = sink.into_sorted();
    let Some(path) = made else {
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    };
    terminal.message(&terminal.fill("form-made", &[("path", &path)]));
    Outcome::Done
}

/// Another year's form is never given out as this year's: says what the year lacks, and where that is to be had.
fn not_imported(whole: &Whole, sources: &Sources, terminal: &Terminal) -> Outcome {
    let says_so = |it: &&Finding| matches!(it.code, Code::EditionNotImported | Code::YearWithoutEdition);
    let found: Vec<Finding> = whole.report.findings.iter().filter(says_so).cloned().collect();
    findings::people(&found, sources, terminal);
    let year = whole.binder.config().fiscal_year.japanese();
    terminal.message(&terminal.fill("form-not-imported", &[("year", &year)]));
    Outcome::Findings
}

/// The devices that a vendor is known to look after.
fn scope(whole: &Whole, respondent: &Respondent) -> Vec<RowId> {
    match respondent {
        Respondent::Facility => Vec::new(),
        Respondent::Vendor(id) => looked_after(&whole.binder, id),
    }
}

/// Who is to fill it in; a vendor has to stand in the register.
fn respondent(arguments: &NewForm, whole: &Whole, sink: &mut Sink) -> Option<Respondent> {
    match &arguments.vendor {
        None => Some(Respondent::Facility),
        Some(typed) => vendor(typed, whole, sink).map(Respondent::Vendor),
    }
}

/// The vendor of the register that somebody named; `None` with a finding where it has none such.
pub(super) fn vendor(typed: &str, whole: &Whole, sink: &mut Sink) -> Option<RowId> {
    let vendors = whole.binder.register(RegisterKind::Vendors);
    let row = RowId::new(typed).and_then(|id| Some(vendors?.row(&id)?.id.value.clone()));
    if row.is_none() {
        let known = vendors.iter().flat_map(|it| &it.rows).map(|it| it.id.value.as_str());
        let finding = Finding::of_path(Code::UnknownVendor, "registers/vendors.csv").with("name", typed);
        sink.push(finding.nearest(nearest(typed, known)));
    }
    row
}
