//! `toji new revision`: one more row of a document's 改訂履歴, with the mark of the text as it is now.

use super::args::{FailOn, NewRevision};
use super::output::Terminal;
use super::{Outcome, findings};
use crate::diagnostics::{Code, Finding, Sink, catalogue, nearest};
use crate::edit;
use crate::model::{Block, BlockKind, Clause, Control, Date, Document, DocumentKind, Target};
use crate::parse::clause_of;
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
    if let Some(message) = fault(document, &new, terminal) {
        return terminal.usage(&message);
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

/// Why there can be no such row.
fn fault(document: &Document<Target>, new: &edit::NewRevision<'_>, terminal: &Terminal) -> Option<String> {
    let blank = [("--reason", new.reason), ("--approver", new.approver)].into_iter().find(|it| it.1.trim().is_empty());
    if let Some((option, _)) = blank {
        return Some(terminal.fill("revision-blank", &[("option", option)]));
    }
    let control = &document.front.control;
    let last = control.last_revision().map(|it| ("revision-before", it.date));
    let first = control.established.map(|it| ("revision-established", it));
    if let Some((word, other)) = first.into_iter().chain(last).find(|it| new.date < it.1) {
        let values = [("date", &*new.date.japanese()), ("other", &*other.japanese())];
        return Some(terminal.fill(word, &values));
    }
    let unknown = unknown_clauses(document, new.clauses.unwrap_or_default());
    let clauses = unknown.join(catalogue::ui("list-separator", terminal.language));
    let values = [("title", document.title.value.as_str()), ("clauses", &clauses)];
    (!unknown.is_empty()).then(|| terminal.fill("revision-clause", &values))
}

/// The clauses of `typed` that the document does not have; 旧第3条 is one it had. One whose clauses nobody listed is not
/// asked.
fn unknown_clauses(document: &Document<Target>, typed: &str) -> Vec<String> {
    let of_heading = |it: &Block<Target>| match &it.kind {
        BlockKind::Heading(heading) => heading.clause,
        BlockKind::Paragraph(_)
        | BlockKind::Plain(_)
        | BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Callout { .. }
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::Definitions(_)
        | BlockKind::Footnote { .. }
        | BlockKind::View(_) => None,
    };
    let mut known: Vec<Clause> = document.blocks.iter().filter_map(of_heading).collect();
    let listed = document.imported.iter().flat_map(|it| &it.entries).filter_map(|it| it.clause);
    known.extend(listed.map(|it| it.clause));
    if known.is_empty() {
        return Vec::new();
    }
    let places = typed.match_indices('第').filter(|it| !typed[..it.0].ends_with('旧'));
    let named = places.filter_map(|it| Some(clause_of(&typed[it.0..])?.clause));
    named.filter(|it| !known.contains(it)).map(Clause::shown).collect()
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
