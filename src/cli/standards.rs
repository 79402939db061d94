//! `toji standards import`: official files to drafts of an edition.

use std::path::PathBuf;

use super::args::{FailOn, Standards, StandardsImport, StandardsWhat};
use super::output::Terminal;
use super::{Outcome, date, findings};
use crate::diagnostics::{Finding, Sink, catalogue};
use crate::model::FiscalYear;
use crate::pipeline::{self, Import, Lacking, OutsideFile, Told};
use crate::source::Sources;
use crate::{edit, load};

pub(super) fn run(arguments: &Standards, terminal: &Terminal) -> Outcome {
    match &arguments.what {
        StandardsWhat::Import(it) => import(it, terminal),
    }
}

fn import(arguments: &StandardsImport, terminal: &Terminal) -> Outcome {
    let asked = told(arguments).and_then(|told| Ok((told, addresses(arguments)?)));
    let (told, addresses) = match asked {
        Ok(asked) => asked,
        Err(key) => return terminal.usage(catalogue::ui(key, terminal.language)),
    };
    let today = match date::of(None, terminal) {
        Ok(today) => today,
        Err(message) => return terminal.usage(&message),
    };
    let mut sink = Sink::default();
    let files = match load::is_folder(&arguments.output, &mut sink) {
        Some(()) => files(arguments, addresses, &mut sink),
        None => Vec::new(),
    };
    let unreadable = sink.into_sorted();
    if !unreadable.is_empty() {
        findings::people(&unreadable, &Sources::default(), terminal);
        return findings::outcome(&unreadable, FailOn::Error);
    }
    let import = pipeline::import(&files, &told, today);
    write(arguments, import, terminal)
}

fn files(arguments: &StandardsImport, addresses: Vec<Option<String>>, sink: &mut Sink) -> Vec<OutsideFile> {
    let read = |(path, address): (&PathBuf, Option<String>)| {
        let bytes = load::outside_bytes(path, sink)?;
        let name = path.file_name().map_or_else(|| path.display().to_string(), |it| it.to_string_lossy().into_owned());
        Some(OutsideFile { name, bytes, address })
    };
    arguments.files.iter().zip(addresses).filter_map(read).collect()
}

fn write(arguments: &StandardsImport, import: Import, terminal: &Terminal) -> Outcome {
    let Import { sources, mut findings, outcome } = import;
    let files = match outcome {
        Ok(files) => files,
        Err(lacking) => {
            tell(&findings, &sources, terminal);
            return lack(lacking, terminal);
        }
    };
    let mut sink = Sink::default();
    let written = edit::import(&arguments.output, &files, &mut sink);
    let of_writing = sink.into_sorted();
    let failed = findings::outcome(&of_writing, FailOn::Error);
    findings.extend(of_writing);
    tell(&findings, &sources, terminal);
    let Some(written) = written else { return failed };
    for path in &written {
        terminal.result(&format!("{path}\n"));
    }
    let count = written.len().to_string();
    let dir = arguments.output.display().to_string();
    let values = [("path", dir.as_str()), ("files", count.as_str())];
    terminal.message(&terminal.fill("imported", &values));
    Outcome::Done
}

fn tell(found: &[Finding], sources: &Sources, terminal: &Terminal) {
    if !found.is_empty() {
        findings::people(found, sources, terminal);
    }
}

fn lack(lacking: Lacking, terminal: &Terminal) -> Outcome {
    let ui = |key| catalogue::ui(key, terminal.language);
    match lacking {
        Lacking::Everything => {
            terminal.message(ui("import-lacks-everything"));
            Outcome::Findings
        }
        Lacking::Edition => terminal.usage(ui("import-lacks-edition")),
        Lacking::Guideline => terminal.usage(ui("import-lacks-guideline")),
    }
}

/// What was typed of the edition; the key of a message where it cannot be.
fn told(arguments: &StandardsImport) -> Result<Told, &'static str> {
    let is_word =
        |it: &String| !it.is_empty() && it.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let is_number = |it: &String| !it.is_empty() && it.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    if arguments.edition.as_ref().is_some_and(|it| !is_word(it)) {
        return Err("import-bad-edition");
    }
    if arguments.guideline.as_ref().is_some_and(|it| !is_number(it)) {
        return Err("import-bad-guideline");
    }
    let year = match arguments.year {
        Some(year) => Some(FiscalYear::new(year).ok_or("import-bad-year")?),
        None => None,
    };
    Ok(Told { edition: arguments.edition.clone(), year, guideline: arguments.guideline.clone() })
}

/// An address for each file: none, one for all, or one each.
fn addresses(arguments: &StandardsImport) -> Result<Vec<Option<String>>, &'static str> {
    let count = arguments.files.len();
    match arguments.source.as_slice() {
        [] => Ok(vec![None; count]),
        [one] => Ok(vec![Some(one.clone()); count]),
        several if several.len() == count => Ok(several.iter().cloned().map(Some).collect()),
        _ => Err("import-bad-source"),
    }
}
