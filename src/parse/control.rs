//! 文書管理, from front matter or a descriptor. Never compares a text with its approval.

use super::toml::Reader;
use crate::diagnostics::Sink;
use crate::model::{Control, Date, Fingerprint, Revision};
use crate::source::Spanned;

/// Reads the keys.
pub(super) fn read(reader: &mut Reader<'_>, sink: &mut Sink) -> Control {
    Control {
        number: text(reader, "number", sink),
        established: day(reader, "established", sink),
        effective: day(reader, "effective", sink),
        retention: text(reader, "retention", sink),
        kept: text(reader, "kept", sink),
        approved_by: text(reader, "approved_by", sink),
        approved_on: day(reader, "approved_on", sink),
        revisions: reader.tables("revisions", sink).into_iter().filter_map(|it| revision(it, sink)).collect(),
    }
}

/// Of two descriptions of one document, the first wins key by key.
pub(super) fn join(first: Control, second: Control) -> Control {
    Control {
        number: first.number.or(second.number),
        established: first.established.or(second.established),
        effective: first.effective.or(second.effective),
        retention: first.retention.or(second.retention),
        kept: first.kept.or(second.kept),
        approved_by: first.approved_by.or(second.approved_by),
        approved_on: first.approved_on.or(second.approved_on),
        revisions: if first.revisions.is_empty() { second.revisions } else { first.revisions },
    }
}

fn text(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<String> {
    reader.string(key, sink).map(|it| it.value).filter(|it| !it.trim().is_empty())
}

fn day(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<Date> {
    reader.date(key, sink).map(|it| it.value)
}

fn revision(reader: Reader<'_>, sink: &mut Sink) -> Option<Revision> {
    let mut reader = reader.need(&["date", "reason"]);
    let span = reader.span();
    let date = day(&mut reader, "date", sink);
    let reason = reader.string("reason", sink);
    let effective = day(&mut reader, "effective", sink);
    let clauses = text(&mut reader, "clauses", sink);
    let approver = text(&mut reader, "approver", sink);
    let print = fingerprint(&mut reader, sink);
    reader.finish(sink);
    Some(Revision { span, date: date?, effective, reason: reason?.value, clauses, approver, text: print })
}

fn fingerprint(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<Fingerprint>> {
    let written = reader.string("text", sink)?;
    let print = Fingerprint::parse(&written.value);
    if print.is_none() {
        sink.push(reader.bad_value("text", &written, "1a2b3c4d5e6f"));
    }
    Some(Spanned::new(print?, written.span))
}
