//! The facility's form: the cells that the member changed, each in its place; a form made anew where there is none.

use std::collections::BTreeMap;

use super::taken::{Change, Desk, Take, Taken, on_one_line, three_way};
use super::words;
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{self, NewForm, Place, escaped, set};
use crate::exchange::member::{FilledCell, Key};
use crate::fleet::workbook::form_text;
use crate::load;
use crate::model::{Column, Date, Form, FormRow, ItemId, Respondent};
use crate::source::{SourceFile, Splice, Writing};

pub(super) fn take(desk: &Desk<'_>, sink: &mut Sink) -> Taken {
    let binder = &desk.whole.binder;
    let config = binder.config();
    let made = &desk.filled.made;
    let form = binder.forms().map(|it| it.1).find(|it| it.respondent == Respondent::Facility);
    let mut takes = Vec::new();
    for cell in &desk.filled.cells {
        takes.extend(one(desk, form, cell, sink));
    }
    if takes.is_empty() {
        return Taken::nothing();
    }
    if made.year != config.fiscal_year || made.edition != config.edition.value {
        let shown = |year: crate::model::FiscalYear, id: &str| format!("{}（{id}）", year.japanese());
        let finding = Finding::of_path(Code::MemberOtherYear, &desk.filled.path);
        let finding = finding.with("found", shown(made.year, &made.edition));
        sink.push(finding.with("expected", shown(config.fiscal_year, &config.edition.value)));
        return Taken::nothing();
    }
    let change = match form {
        Some(form) => changed(desk, form, &mut takes, sink),
        None => new(desk, &takes, sink),
    };
    Taken { cells: takes.iter().map(Take::shown).collect(), change }
}

fn one<'a>(desk: &Desk<'_>, form: Option<&Form>, cell: &'a FilledCell, sink: &mut Sink) -> Option<Take<'a>> {
    let path = &desk.filled.path;
    match &cell.key {
        Key::Answer(item, column) => {
            let new = match column {
                Column::First | Column::Second => words::answer(path, cell, sink)?,
                Column::Remark => on_one_line(&cell.new),
                Column::FirstDate | Column::SecondDate | Column::Target | Column::Item => cell.new.clone(),
            };
            three_way(path, cell, (&cell.old, form_text(form, *item, *column), new), sink)
        }
        Key::AnsweredBy => {
            let now = form.and_then(|it| it.answered_by.clone()).unwrap_or_default();
            three_way(path, cell, (&cell.old, now, on_one_line(&cell.new)), sink)
        }
        Key::AnsweredOn => {
            let now = form.and_then(|it| it.answered_on).map(|it| it.to_string()).unwrap_or_default();
            three_way(path, cell, (&cell.old, now, cell.new.clone()), sink)
        }
        Key::Fact(_) | Key::Role(_) | Key::Consent(_) => None,
    }
}

/// As a form has it: a day with its era.
fn written(column: Column, text: &str) -> String {
    match column {
        Column::FirstDate | Column::SecondDate | Column::Target => {
            Date::parse(text).map_or_else(|_| text.to_owned(), Date::japanese)
        }
        Column::Item | Column::First | Column::Second | Column::Remark => text.to_owned(),
    }
}

/// A form that is not there yet.
fn new(desk: &Desk<'_>, takes: &[Take<'_>], sink: &mut Sink) -> Option<Option<Change>> {
    let binder = &desk.whole.binder;
    let config = binder.config();
    let edition = binder.edition_of_year()?;
    let respondent = Respondent::Facility;
    let form = NewForm {
        edition,
        fiscal_year: config.fiscal_year,
        facility: config.facility.kind,
        respondent: &respondent,
        scope: &[],
    };
    let cells: BTreeMap<(ItemId, &str), String> = takes
        .iter()
        .filter_map(|it| {
            let Key::Answer(item, column) = it.cell.key else { return None };
            Some(((item, column.as_str()), written(column, &it.new)))
        })
        .collect();
    let text = edit::filled(&form, |item, column| cells.get(&(item, column.as_str())).cloned());
    let path = edit::form_path(&form);
    let after = signed(&text, takes).or_else(|| unsound(&path, sink))?;
    Some(Some(Change { path, before: None, after: after.into_bytes() }))
}

/// The cells in the places where they stand. What has no place is told, and is left out of `takes`.
fn changed(desk: &Desk<'_>, form: &Form, takes: &mut Vec<Take<'_>>, sink: &mut Sink) -> Option<Option<Change>> {
    let document = desk.whole.binder.document(&form.document)?;
    let file = desk.sources.file(document.file);
    let mut splices = Vec::new();
    takes.retain(|take| {
        let Key::Answer(item, column) = take.cell.key else { return true };
        let splice = place(desk, form, file, (item, column), take, sink);
        let is_placed = splice.is_some();
        splices.extend(splice);
        is_placed
    });
    if takes.is_empty() {
        return Some(None);
    }
    splices.sort_by_key(|it| it.range.start);
    let path = file.path().to_owned();
    let before = load::outside_bytes(&desk.root.join(&path), sink)?;
    let writing = Writing::of(&before, file.text());
    let after = writing.and_then(|it| it.splice(&before, file.text(), &splices));
    // The front matter is TOML, and UTF-8.
    let after = after.and_then(|it| String::from_utf8(it).ok()).and_then(|it| signed(&it, takes));
    let after = after.or_else(|| unsound(&path, sink))?;
    Some(Some(Change { path, before: Some(before), after: after.into_bytes() }))
}

fn unsound(path: &str, sink: &mut Sink) -> Option<String> {
    sink.push(Finding::of_path(Code::MemberFileUnsound, path).with("path", path).with("reason", "UTF-8, +++"));
    None
}

fn place(
    desk: &Desk<'_>,
    form: &Form,
    file: &SourceFile,
    (item, column): (ItemId, Column),
    take: &Take<'_>,
    sink: &mut Sink,
) -> Option<Splice> {
    let at = |code| Finding::of_path(code, &desk.filled.path).with("cell", &take.cell.cell).with("item", item.shown());
    let cell = form.row(item).and_then(|row| Some((row, row.cells.iter().find(|it| it.0 == column)?.1)));
    let Some((row, span)) = cell.filter(|it| it.1 != it.0.span) else {
        sink.push(at(Code::MemberFormGone));
        return None;
    };
    let written = written(column, &take.new);
    let text = match column {
        Column::Remark => match remark(row, file.text().get(span.range())?, &written) {
            Some(text) => text,
            None => {
                sink.push(at(Code::MemberRemarkLinked).with("text", &written));
                return None;
            }
        },
        Column::Item | Column::First | Column::FirstDate | Column::Target | Column::Second | Column::SecondDate => {
            escaped(&written)
        }
    };
    Some(Splice { range: span.range(), text: padded(file.text(), span.range(), &text) })
}

/// The remark as Markdown: what stands there already keeps its links, so that it can be lengthened alone.
fn remark(row: &FormRow, raw: &str, new: &str) -> Option<String> {
    let raw = raw.trim();
    if raw == row.remark || raw == escaped(&row.remark) {
        return Some(escaped(new));
    }
    new.strip_prefix(row.remark.as_str()).map(|more| format!("{raw}{}", escaped(more)))
}

/// With a blank on either side, where there is none.
fn padded(text: &str, range: std::ops::Range<usize>, new: &str) -> String {
    let before = if text[..range.start].ends_with(' ') || new.is_empty() { "" } else { " " };
    let behind = if text[range.end..].starts_with(' ') { "" } else { " " };
    format!("{before}{new}{behind}")
}

/// The form with who filled it in, and when.
fn signed(text: &str, takes: &[Take<'_>]) -> Option<String> {
    let mut text = text.to_owned();
    for take in takes {
        let (key, value) = match &take.cell.key {
            Key::AnsweredBy => ("answered_by", toml::Value::String(take.new.clone())),
            Key::AnsweredOn if take.new.is_empty() => ("answered_on", toml::Value::String(String::new())),
            Key::AnsweredOn => ("answered_on", take.new.parse().ok().map(toml::Value::Datetime)?),
            Key::Answer(..) | Key::Fact(_) | Key::Role(_) | Key::Consent(_) => continue,
        };
        let value = Some(value).filter(|_| !take.new.is_empty());
        let (start, end) = front(&text)?;
        let front = set(&text[start..end], Place::Top, key, value.as_ref())?;
        text.replace_range(start..end, &front);
    }
    Some(text)
}

/// Where the front matter lies between its two lines.
fn front(text: &str) -> Option<(usize, usize)> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = text.len() - body.len();
    body.strip_prefix("+++")?;
    let start = first + body.find('\n')? + 1;
    let end = start + text[start..].find("\n+++")? + 1;
    Some((start, end))
}
