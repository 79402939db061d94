//! `toji import form`: a form that a vendor sent back becomes that vendor's form in the binder.

use std::fs;

use super::args::{FailOn, ImportForm};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{self, InPlace, NewForm};
use crate::model::{Date, Respondent, Transcript};
use crate::pipeline::{self, ReturnedForm, Sent, Standing, Whole};
use crate::source::Sources;
use crate::{check, load};

pub(super) fn run(arguments: &ImportForm, terminal: &Terminal) -> Outcome {
    let days = date::of(arguments.date.as_deref(), terminal).and_then(|today| {
        Ok((today, arguments.received.as_deref().map(|it| date::of(Some(it), terminal)).transpose()?))
    });
    let (today, received) = match days {
        Ok(days) => days,
        Err(message) => return terminal.usage(&message),
    };
    if received.is_some_and(|it| it > today) {
        return terminal.usage(&terminal.fill("returned-later", &[]));
    }
    match super::whole::read(&arguments.dir, today, terminal) {
        Ok((whole, _)) => import(arguments, &whole, (today, received), terminal),
        Err(outcome) => outcome,
    }
}

fn import(
    arguments: &ImportForm,
    whole: &Whole,
    (today, received): (Date, Option<Date>),
    terminal: &Terminal,
) -> Outcome {
    let mut sink = Sink::default();
    let Some(bytes) = load::outside_bytes(&arguments.file, &mut sink) else {
        return refused(sink, terminal);
    };
    let name = arguments.file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    let sent = Sent { name: &name, bytes: &bytes, vendor: arguments.vendor.as_deref(), received };
    let ReturnedForm { sources, mut findings, transcript } = pipeline::returned_form(whole, &sent, today);
    let cells = findings.iter().filter(|it| it.code == Code::ReturnDiffers).count();
    if arguments.replace {
        // That the answers differ is why it is replaced: no mistake, and told with what was done.
        findings.retain(|it| it.code != Code::ReturnDiffers);
    }
    if !findings.is_empty() {
        findings::people(&findings, &sources, terminal);
    }
    let Some((transcript, standing)) = transcript else { return Outcome::Findings };
    match (standing, arguments.replace) {
        (Standing::Same, _) => {
            let path = transcript.path();
            terminal.message(&terminal.fill("returned-same", &[("path", &path)]));
            Outcome::Done
        }
        (Standing::Differs, false) => {
            terminal.message(&terminal.fill("returned-differs", &[("path", &transcript.path())]));
            Outcome::Findings
        }
        (Standing::Free, _) => write(arguments, whole, &transcript, &bytes, terminal),
        (Standing::Differs, true) => {
            let outcome = write(arguments, whole, &transcript, &bytes, terminal);
            if outcome == Outcome::Done {
                let values = [("path", &*transcript.path()), ("count", &*cells.to_string())];
                terminal.message(&terminal.fill("returned-replaced", &values));
            }
            outcome
        }
    }
}

fn refused(sink: Sink, terminal: &Terminal) -> Outcome {
    let found = sink.into_sorted();
    findings::people(&found, &Sources::default(), terminal);
    findings::outcome(&found, FailOn::Error)
}

fn write(arguments: &ImportForm, whole: &Whole, transcript: &Transcript, bytes: &[u8], terminal: &Terminal) -> Outcome {
    let mut sink = Sink::default();
    let path = transcript.path();
    let there = fs::read(arguments.dir.join(&path)).ok();
    let in_place = match &there {
        None => InPlace::Nothing,
        Some(there) if *there == blank(whole, transcript) => InPlace::Blank(there),
        Some(there) if arguments.replace => InPlace::Earlier(there),
        Some(_) => {
            sink.push(Finding::of_path(Code::ReturnInTheWay, &path).with("path", &path));
            return refused(sink, terminal);
        }
    };
    let Some(paths) = edit::transcribe(&arguments.dir, transcript, bytes, in_place, &mut sink) else {
        return refused(sink, terminal);
    };
    paths.iter().for_each(|it| terminal.result(&format!("{it}\n")));
    let values = [
        ("vendor", transcript.vendor_name.as_str()),
        ("id", transcript.vendor.as_str()),
        ("day", &*transcript.original.received.to_string()),
    ];
    terminal.message(&terminal.fill("returned-taken", &values));
    Outcome::Done
}

/// The form that `toji new` writes for the vendor: nobody's work is lost with it.
fn blank(whole: &Whole, transcript: &Transcript) -> Vec<u8> {
    let binder = &whole.binder;
    let Some(edition) = binder.edition_of_year() else { return Vec::new() };
    let respondent = Respondent::Vendor(transcript.vendor.clone());
    let scope = check::looked_after(binder, &transcript.vendor);
    let facility = binder.config().facility.kind;
    edit::blank(&NewForm {
        edition,
        fiscal_year: edition.fiscal_year,
        facility,
        respondent: &respondent,
        scope: &scope,
    })
    .into_bytes()
}
