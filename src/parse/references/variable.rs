//! Variables: `{{ facility.name }}`, `{{ devices[SV-01].設置場所 }}`. Only their form is read; no value is looked up.

use super::cursor::Cursor;
use super::weave::Weave;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{RowId, VariablePath};

/// How much of a variable that cannot be read its finding repeats.
const LONGEST: usize = 80;

/// Reads a variable. One that cannot be read stays text, with a finding.
pub(super) fn read<'t>(cursor: Cursor<'t>, weave: &mut Weave<'t>, sink: &mut Sink) -> Cursor<'t> {
    let mut inside = cursor;
    inside.skip_all(|c| c == '{');
    let mut end = inside;
    end.skip_all(|c| !matches!(c, '{' | '}'));
    let path = path(end.since(inside).trim());
    let closed = end.word(&["}}"]);
    match path {
        Some(path) if closed && inside.since(cursor) == "{{" => weave.variable(path, cursor.at()..end.at()),
        Some(_) | None => sink.push(bad(cursor, end, weave)),
    }
    end
}

/// At most a line's worth: an unclosed `{{` must not mark the rest of the text.
fn bad(start: Cursor<'_>, end: Cursor<'_>, weave: &Weave<'_>) -> Finding {
    let all = end.since(start);
    let line = all.split('\n').next().unwrap_or_default();
    let shown = line.char_indices().nth(LONGEST).map_or(line, |(at, _)| &line[..at]).trim_end();
    let span = weave.run().span(start.at()..start.at() + shown.len());
    Finding::at(Code::BadVariable, span).with("text", shown)
}

fn path(text: &str) -> Option<VariablePath> {
    match text.split_once('[') {
        Some((register, rest)) => cell(register, rest),
        None => text.split('.').map(name).collect::<Option<Vec<_>>>().map(VariablePath::Key),
    }
}

/// `devices[SV-01].設置場所`, from behind `[`. A header may hold more than a key: 電話（携帯）, No.
fn cell(register: &str, rest: &str) -> Option<VariablePath> {
    let (row, column) = rest.split_once("].")?;
    let column = column.trim();
    let refused = |it: &str| it.contains(|c: char| matches!(c, '[' | ']') || c.is_control());
    if column.is_empty() || refused(column) || refused(row) {
        return None;
    }
    Some(VariablePath::Cell { register: name(register)?, row: RowId::new(row)?, column: column.into() })
}

/// A key of `binder.toml` or a header: no blanks, no ASCII punctuation but `_`, `-` and `/`.
fn name(text: &str) -> Option<Box<str>> {
    let refused = |c: char| c.is_whitespace() || c.is_control() || (c.is_ascii_punctuation() && !"_-/".contains(c));
    (!text.is_empty() && !text.contains(refused)).then(|| text.into())
}
