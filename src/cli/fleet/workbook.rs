//! `toji fleet workbook`: what a member fills in. Never writes over a file: it may be one that somebody filled in.

use std::path::Path;

use crate::cli::args::{FailOn, FleetWorkbook};
use crate::cli::output::Terminal;
use crate::cli::{Outcome, date, findings, whole};
use crate::diagnostics::catalogue;
use crate::diagnostics::{Code, Finding, Sink};
use crate::emit;
use crate::fleet::{self, Asked, ConsentFile};
use crate::model::Date;
use crate::source::Sources;

/// For how many days a member has time, where nobody said.
const DAYS: u16 = 28;

pub(in crate::cli) fn run(arguments: &FleetWorkbook, terminal: &Terminal) -> Outcome {
    if !arguments.output.extension().is_some_and(|it| it.eq_ignore_ascii_case("xlsx")) {
        return terminal.usage(catalogue::ui("export-not-xlsx", terminal.language));
    }
    let days = date::of(arguments.date.as_deref(), terminal).and_then(|today| {
        let due = arguments.due.as_deref().map(|it| date::of(Some(it), terminal)).transpose()?;
        Ok((today, due.or(today.plus_days(DAYS)).unwrap_or(today)))
    });
    match days {
        Ok((today, due)) if due < today => terminal.usage(catalogue::ui("fleet-due-over", terminal.language)),
        Ok(days) => write(arguments, days, terminal),
        Err(message) => terminal.usage(&message),
    }
}

fn write(arguments: &FleetWorkbook, (day, due): (Date, Date), terminal: &Terminal) -> Outcome {
    let root = arguments.member.canonicalize().unwrap_or_else(|_| arguments.member.clone());
    let (whole, mut sources) = match whole::read(&root, day, terminal) {
        Ok(it) => it,
        Err(outcome) => {
            terminal.message(catalogue::ui("fleet-no-member", terminal.language));
            return outcome;
        }
    };
    let mut sink = Sink::default();
    let consents = ConsentFile::read(root.parent().unwrap_or(Path::new("")), &mut sources, &mut sink);
    let Some(consents) = consents else { return refused(sink, &sources, terminal) };
    let folder = root.file_name().unwrap_or_default().to_string_lossy();
    let id = fleet::member_id(whole.binder.config(), &folder);
    let consent = consents.member(&id);
    let reply_to = arguments.reply_to.as_deref();
    let book = fleet::workbook(&whole, &sources, &Asked { id: &id, consent, day, due, reply_to });
    sink.extend(book.findings);
    let path = arguments.output.display().to_string();
    let written = match &book.bytes {
        Ok(bytes) => emit::new_file(&arguments.output, bytes, &mut sink).is_some(),
        Err(reason) => {
            sink.push(Finding::of_path(Code::WriteFailed, &path).with("path", &path).with("reason", reason));
            false
        }
    };
    if !written {
        return refused(sink, &sources, terminal);
    }
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &sources, terminal);
    }
    let values = [("path", &*path), ("id", &id), ("due", &due.japanese())];
    terminal.message(&terminal.fill("fleet-workbook-made", &values));
    findings::outcome(&found, FailOn::Error)
}

fn refused(sink: Sink, sources: &Sources, terminal: &Terminal) -> Outcome {
    let found = sink.into_sorted();
    findings::people(&found, sources, terminal);
    findings::outcome(&found, FailOn::Error)
}
