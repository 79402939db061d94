//! `toji new revision`: one more row of a document's 改訂履歴, with the mark of the text as it is now.

use super::args::{FailOn, NewRevision};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::edit;
use crate::model::{Control, Date, Document, DocumentKind, Target};
use crate::pipeline::Whole;
use crate::source::Sources;

pub(super) fn run(arguments: &NewRevision, terminal: &Terminal) -> Outcome {
    let days = day(arguments.date.as_deref(), terminal)
        .and_then(|date| Ok((date.unwrap_or_else(Date::today), day(arguments.effective.as_deref(), terminal)?)));
    let (date, effective) = match days {
        Ok(days) => days,
        Err(message) => return terminal.usage(&message),
    };
    let (whole, sources) = match super::whole::read(&arguments.dir, date, terminal) {
        Ok(read) => read,
        Err(outcome) => return outcome,
    };
    let mut sink = Sink::default();
    let Some(document) = find(&whole, &sources, &arguments.document, &mut sink) else {
        return told(sink, terminal);
    };
    let written = sources.file(document.file).path();
    if let DocumentKind::Form(_) = document.kind {
        terminal.message(&terminal.fill("revision-of-form", &[("path", written)]));
        return Outcome::Findings;
    }
    let control = &document.front.control;
    // Where the rows stand, the new one goes; the first one goes beside the document, whose text may be a template's.
    let rows = control.revisions.first().map(|it| sources.file(it.span.file).path().to_owned());
    let path = rows.unwrap_or_else(|| format!("{}.toml", document.id));
    let new = edit::NewRevision {
        date,
        effective,
        reason: &arguments.reason,
        clauses: arguments.clauses.as_deref(),
        approver: &arguments.approver,
        text: document.print.as_ref(),
    };
    if is_there(control, &new) {
        terminal.message(&terminal.fill("revision-there", &[("path", &path)]));
        return Outcome::Done;
    }
    if is_same_text(control, &new) {
        terminal.message(&terminal.fill("revision-same-text", &[("path", &path)]));
        return Outcome::Findings;
    }
    let place = edit::RevisionPlace { path: &path, title: &document.title.value, before: &control.revisions };
    if edit::new_revision(&arguments.dir, &place, &new, &mut sink).is_none() {
        return told(sink, terminal);
    }
    let print = document.print.as_ref().map_or("－", |it| it.as_str());
    let values = [("path", path.as_str()), ("date", &date.japanese()), ("print", print)];
    terminal.message(&terminal.fill("revision-made", &values));
    Outcome::Done
}

fn day(typed: Option<&str>, terminal: &Terminal) -> Result<Option<Date>, String> {
    typed.map(|it| super::date::of(Some(it), terminal)).transpose()
}

fn told(sink: Sink, terminal: &Terminal) -> Outcome {
    let found = sink.into_sorted();
    findings::people(&found, &Sources::default(), terminal);
    findings::outcome(&found, FailOn::Error)
}

/// Whether the text is the one that was approved last: then there is nothing that was revised.
fn is_same_text(control: &Control, new: &edit::NewRevision<'_>) -> bool {
    let last = control.last_revision().and_then(|it| it.text.as_ref());
    last.is_some_and(|it| Some(&it.value) == new.text)
}

fn is_there(control: &Control, new: &edit::NewRevision<'_>) -> bool {
    control.revisions.iter().any(|it| {
        let is_text = it.text.as_ref().map(|it| &it.value) == new.text;
        let is_by = it.approver.as_deref() == Some(new.approver);
        it.date == new.date && it.reason == new.reason && it.effective == new.effective && is_by && is_text
    })
}

/// The document that was typed: by its own path, its descriptor's, its file's, or without an ending.
fn find<'a>(whole: &'a Whole, sources: &Sources, typed: &str, sink: &mut Sink) -> Option<&'a Document<Target>> {
    let typed = typed.replace('\\', "/");
    let typed = typed.trim_start_matches("./");
    let is_it = |it: &&Document<Target>| {
        let original = it.imported.as_ref().and_then(|it| it.file.as_ref());
        let id = it.id.as_str();
        sources.file(it.file).path() == typed
            || id == typed
            || typed.strip_suffix(".toml") == Some(id)
            || original.is_some_and(|it| *it.value == *typed)
    };
    let found = whole.binder.documents().iter().find(is_it);
    if found.is_none() {
        let paths = whole.binder.documents().iter().map(|it| sources.file(it.file).path());
        sink.push(Finding::of_path(Code::MissingFile, typed).with("path", typed).nearest(nearest(typed, paths)));
    }
    found
}
