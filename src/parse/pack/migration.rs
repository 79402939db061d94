//! What became of pages, variables and values: a closed set of declarations, none of which runs anything.

use super::head::{path, register, sound, text};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Migration, Step, ValuePlace};
use crate::parse::toml::Reader;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    RenamePage,
    SplitPage,
    RenameVariable,
    MapValue,
    RetirePage,
}

const KINDS: [(&str, Kind); 5] = [
    ("rename-page", Kind::RenamePage),
    ("split-page", Kind::SplitPage),
    ("rename-variable", Kind::RenameVariable),
    ("map-value", Kind::MapValue),
    ("retire-page", Kind::RetirePage),
];

pub(super) fn read(reader: Reader<'_>, serial: Option<u64>, sink: &mut Sink) -> Option<Step> {
    let mut reader = reader.need(&["kind"]);
    let Some(kind) = reader.choice("kind", &KINDS, sink) else {
        reader.finish_open(sink);
        return None;
    };
    let needed = needed(kind.value, &reader);
    let mut reader = reader.need(needed);
    let since = since(&mut reader, serial, sink);
    let what = of(kind.value, &mut reader, sink);
    reader.finish(sink);
    Some(Step { since: since?, what: what? })
}

/// The serial of the version that it came with: never a later one than the pack's own.
fn since(reader: &mut Reader<'_>, serial: Option<u64>, sink: &mut Sink) -> Option<u64> {
    let is_written = reader.has("since");
    let written = reader.integer("since", sink);
    let since = written.as_ref().and_then(|it| u64::try_from(it.value).ok());
    let sound = since.filter(|it| *it > 0 && serial.is_none_or(|serial| *it <= serial));
    if let (None, Some(serial), true) = (sound, serial, written.is_some() || !is_written) {
        let span = written.as_ref().map_or_else(|| reader.span(), |it| it.span);
        let found = written.map_or_else(|| "-".to_owned(), |it| it.value.to_string());
        sink.push(Finding::at(Code::PackMigrationSince, span).with("found", found).with("expected", serial));
    }
    sound
}

fn needed(kind: Kind, reader: &Reader<'_>) -> &'static [&'static str] {
    match kind {
        Kind::MapValue if !reader.has("key") => &["from", "to", "register", "column"],
        Kind::RenamePage | Kind::RenameVariable | Kind::MapValue => &["from", "to"],
        Kind::SplitPage => &["from", "into"],
        Kind::RetirePage => &["path"],
    }
}

fn of(kind: Kind, reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Migration> {
    match kind {
        Kind::RenamePage => {
            let (from, to) = (path(reader, "from", sink), path(reader, "to", sink));
            Some(Migration::RenamePage { from: from?, to: to? })
        }
        Kind::SplitPage => {
            let from = path(reader, "from", sink);
            let into = reader.strings("into", sink).unwrap_or_default();
            let into = into.into_iter().filter_map(|it| sound(reader, "into", it, sink)).collect();
            Some(Migration::SplitPage { from: from?, into })
        }
        Kind::RenameVariable => {
            let (from, to) = (variable(reader, "from", sink), variable(reader, "to", sink));
            Some(Migration::RenameVariable { from: from?, to: to? })
        }
        Kind::MapValue => {
            let (from, to) = (text(reader, "from", sink), text(reader, "to", sink));
            Some(Migration::MapValue { place: place(reader, sink)?, from: from?, to: to? })
        }
        Kind::RetirePage => Some(Migration::RetirePage { path: path(reader, "path", sink)? }),
    }
}

/// Such as `facility.phone`: a table of `binder.toml` and its key.
fn variable(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<String> {
    let written = reader.string(key, sink)?;
    let is_part = |it: &str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_alphanumeric() || b"_-".contains(&it));
    if written.value.split('.').count() == 2 && written.value.split('.').all(is_part) {
        return Some(written.value);
    }
    sink.push(reader.bad_value(key, &written, "facility.phone"));
    None
}

/// `register` and `column`, or `key`.
fn place(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<ValuePlace> {
    if reader.has("key") {
        return variable(reader, "key", sink).map(ValuePlace::Key);
    }
    let (register, column) = (register(reader, sink), text(reader, "column", sink));
    Some(ValuePlace::Column { register: register?, column: column? })
}
