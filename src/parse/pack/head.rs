//! What a pack says of itself. Looks at no file of it.

use super::migration;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    Action, ChangeNote, Disclosure, DisclosureKind, FacilityKind, PackHead, PackKey, RegisterKind, Release,
};
use crate::parse::toml::Reader;
use crate::source::{Spanned, is_path_below};

pub(super) fn read(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<PackHead> {
    let id = reader.word("id", sink);
    let version = reader.word("version", sink);
    let serial = serial(reader, sink);
    let expires = reader.date("expires", sink).map(|it| it.value);
    // Whether it can be read by this one was looked at first.
    let toji = reader.string("toji", &mut Sink::default()).and_then(|it| Release::parse(&it.value));
    let kinds = kinds(reader, sink);
    let (key, next_key) = (key(reader, "key", sink), key(reader, "next_key", sink));
    let migrations = reader.tables("migrations", sink).into_iter();
    let migrations = migrations.filter_map(|it| migration::read(it, serial, sink)).collect();
    let changes = reader.tables("changes", sink).into_iter().filter_map(|it| change(it, sink)).collect();
    let disclosures = reader.tables("disclosures", sink).into_iter().filter_map(|it| disclosure(it, sink)).collect();
    Some(PackHead {
        id: id?.value,
        version: version?.value,
        serial: serial?,
        expires,
        toji,
        kinds: kinds?,
        key,
        next_key,
        migrations,
        changes,
        disclosures,
    })
}

fn serial(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<u64> {
    let written = reader.integer("serial", sink)?;
    let serial = u64::try_from(written.value).ok().filter(|it| *it > 0);
    if serial.is_none() {
        sink.push(reader.bad_value("serial", &written, "1, 2, 3 …"));
    }
    serial
}

fn kinds(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Vec<FacilityKind>> {
    let written = reader.strings("kinds", sink)?;
    let known = FacilityKind::ALL.map(FacilityKind::as_str);
    let mut kinds = Vec::new();
    for name in &written {
        match FacilityKind::parse(&name.value) {
            Some(kind) => kinds.push(kind),
            None => {
                let near = crate::diagnostics::nearest(&name.value, known);
                sink.push(reader.bad_value("kinds", name, &known.join(", ")).nearest(near));
            }
        }
    }
    kinds.sort_by_key(|it| it.as_str());
    kinds.dedup();
    if written.is_empty() {
        sink.push(Finding::at(Code::EmptyValue, reader.span()).with("key", "kinds"));
    }
    (!kinds.is_empty()).then_some(kinds)
}

fn key(reader: &mut Reader<'_>, name: &'static str, sink: &mut Sink) -> Option<PackKey> {
    let written = reader.string(name, sink).filter(|it| !it.value.trim().is_empty())?;
    let key = PackKey::parse(&written.value);
    if key.is_none() {
        sink.push(reader.bad_value(name, &written, "RW…"));
    }
    key
}

/// A path below the folder; anything else is told.
pub(super) fn path(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<String> {
    let written = reader.string(key, sink)?;
    sound(reader, key, written, sink)
}

pub(super) fn sound(reader: &Reader<'_>, key: &str, written: Spanned<String>, sink: &mut Sink) -> Option<String> {
    if is_path_below(&written.value) {
        return Some(written.value);
    }
    sink.push(reader.bad_value(key, &written, "rules/operation-rules.md"));
    None
}

/// A text that is not blank.
pub(super) fn text(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<String> {
    let written = reader.string(key, sink)?;
    if written.value.trim().is_empty() {
        sink.push(Finding::at(Code::EmptyValue, written.span).with("key", key));
        return None;
    }
    Some(written.value)
}

pub(super) fn register(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<RegisterKind> {
    let choices = RegisterKind::ALL.map(|it| (it.as_str(), it));
    reader.choice("register", &choices, sink).map(|it| it.value)
}

fn change(reader: Reader<'_>, sink: &mut Sink) -> Option<ChangeNote> {
    let mut reader = reader.need(&["page", "action"]);
    let page = path(&mut reader, "page", sink);
    let action = reader.choice("action", &Action::ALL.map(|it| (it.japanese(), it)), sink);
    let note = reader.string("note", sink).map(|it| it.value).unwrap_or_default();
    reader.finish(sink);
    Some(ChangeNote { page: page?, action: action?.value, note })
}

fn disclosure(reader: Reader<'_>, sink: &mut Sink) -> Option<Disclosure> {
    let mut reader = reader.need(&["kind", "file", "product", "version", "permitted"]);
    let kind = reader.choice("kind", &DisclosureKind::ALL.map(|it| (it.as_str(), it)), sink);
    let file = path(&mut reader, "file", sink);
    let product = text(&mut reader, "product", sink);
    let version = text(&mut reader, "version", sink);
    let permitted = text(&mut reader, "permitted", sink);
    reader.finish(sink);
    Some(Disclosure { kind: kind?.value, file: file?, product: product?, version: version?, permitted: permitted? })
}
