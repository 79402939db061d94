//! `toji export`: workbooks to be filled in. Never writes over a file: it may be one that somebody filled in.

use super::args::{Export, ExportRegisters, ExportWhat, FailOn};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::catalogue;
use crate::diagnostics::{Code, Finding, Sink};
use crate::emit;
use crate::pipeline;
use crate::source::Sources;

pub(super) fn run(arguments: &Export, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        ExportWhat::Form(it) => super::filled::run(it, terminal),
        ExportWhat::Registers(it) => registers(it, terminal),
    }
}

fn registers(arguments: &ExportRegisters, terminal: &Terminal) -> Outcome {
    let is_workbook = arguments.output.extension().is_some_and(|it| it.eq_ignore_ascii_case("xlsx"));
    if !is_workbook {
        return terminal.usage(catalogue::ui("export-not-xlsx", terminal.language));
    }
    let today = match date::of(None, terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let (whole, sources) = match super::whole::read(&arguments.dir, today, terminal) {
        Ok(it) => it,
        Err(outcome) => return outcome,
    };
    let handed = pipeline::hand_out(&whole, &sources, today);
    if !handed.findings.is_empty() {
        findings::people(&handed.findings, &sources, terminal);
    }
    let path = arguments.output.display().to_string();
    let mut sink = Sink::default();
    match &handed.bytes {
        Ok(bytes) => {
            emit::new_file(&arguments.output, bytes, &mut sink);
        }
        Err(reason) => sink.push(Finding::of_path(Code::WriteFailed, &path).with("path", &path).with("reason", reason)),
    }
    let found = sink.into_sorted();
    if !found.is_empty() {
        findings::people(&found, &Sources::default(), terminal);
        return findings::outcome(&found, FailOn::Error);
    }
    let count = handed.rows.iter().map(|it| it.1).sum::<usize>().to_string();
    terminal.message(&terminal.fill("registers-exported", &[("path", &path), ("rows", &count)]));
    findings::outcome(&handed.findings, FailOn::Error)
}
