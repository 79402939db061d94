//! Facts and roles into `binder.toml`, with its comments and its order kept.

use unicode_normalization::UnicodeNormalization;

use super::taken::{Change, Desk, Take, Taken, on_one_line, three_way};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{Place, set};
use crate::exchange::member::{FilledCell, Key};
use crate::fleet::workbook::{fact_text, role_text};
use crate::load;
use crate::model::{RegisterKind, Role, RowId};

const SETTINGS: &str = "binder.toml";

pub(super) fn take(desk: &Desk<'_>, sink: &mut Sink) -> Taken {
    let mut takes: Vec<(Place<'_>, &str, Take<'_>)> = Vec::new();
    for cell in &desk.filled.cells {
        match &cell.key {
            Key::Fact(key) => {
                takes.extend(fact(desk, key, cell, sink).map(|it| (Place::Table("facility"), key.as_str(), it)));
            }
            Key::Role(role) => {
                takes.extend(self::role(desk, *role, cell, sink).map(|it| (Place::Table("roles"), role.as_str(), it)));
            }
            Key::Answer(..) | Key::AnsweredBy | Key::AnsweredOn | Key::Consent(_) => (),
        }
    }
    if takes.is_empty() {
        return Taken::nothing();
    }
    let cells = takes.iter().map(|it| it.2.shown()).collect();
    Taken { cells, change: written(desk, &takes, sink).map(Some) }
}

fn written(desk: &Desk<'_>, takes: &[(Place<'_>, &str, Take<'_>)], sink: &mut Sink) -> Option<Change> {
    let before = load::outside_bytes(&desk.root.join(SETTINGS), sink)?;
    let mut after = String::from_utf8(before.clone()).ok();
    for (place, key, take) in takes {
        let value = Some(toml::Value::String(take.new.clone())).filter(|_| !take.new.is_empty());
        after = after.and_then(|it| set(&it, *place, key, value.as_ref()));
    }
    let Some(after) = after else {
        sink.push(Finding::of_path(Code::MemberFileUnsound, SETTINGS).with("path", SETTINGS).with("reason", "TOML"));
        return None;
    };
    Some(Change { path: SETTINGS.to_owned(), before: Some(before), after: after.into_bytes() })
}

fn fact<'a>(desk: &Desk<'_>, key: &str, cell: &'a FilledCell, sink: &mut Sink) -> Option<Take<'a>> {
    let now = fact_text(desk.whole.binder.config(), key);
    let take = three_way(path(desk), cell, (&cell.old, now, on_one_line(&cell.new)), sink)?;
    if take.new.is_empty() && key == "name" {
        sink.push(
            Finding::of_path(Code::EmptyValue, path(desk)).with("key", format!("{}（facility.name）", cell.cell)),
        );
        return None;
    }
    Some(take)
}

fn role<'a>(desk: &Desk<'_>, role: Role, cell: &'a FilledCell, sink: &mut Sink) -> Option<Take<'a>> {
    let now = role_text(desk.whole.binder.config(), role);
    let Some(new) = person(desk, &cell.new) else {
        let finding = Finding::of_path(Code::MemberUnknownPerson, path(desk)).with("cell", &cell.cell);
        sink.push(finding.with("name", &cell.name).with("text", &cell.new));
        return None;
    };
    three_way(path(desk), cell, (&cell.old, now, new), sink)
}

/// Where findings about the workbook lie.
fn path<'a>(desk: &Desk<'a>) -> &'a str {
    &desk.filled.path
}

/// The id of the contact that a text names, by id or by name, as the contacts will be once the workbook is taken over.
/// Nothing for nothing; `None` for somebody who is not there.
fn person(desk: &Desk<'_>, text: &str) -> Option<String> {
    let wanted = folded(text);
    if wanted.is_empty() {
        return Some(String::new());
    }
    let people = people(desk);
    let of_id = people.iter().find(|it| RowId::new(text.trim()).is_some_and(|id| RowId::new(&it.0) == Some(id)));
    let mut of_name = people.iter().filter(|it| folded(&it.1) == wanted);
    match (of_id, of_name.next(), of_name.next()) {
        (Some(it), _, _) | (None, Some(it), None) => Some(it.0.clone()),
        (None, _, _) => None,
    }
}

/// Ids and names.
fn people(desk: &Desk<'_>) -> Vec<(String, String)> {
    let contacts = desk.whole.binder.register(RegisterKind::Contacts);
    let rows = contacts.into_iter().flat_map(|it| it.rows.iter().map(move |row| (it, row)));
    let mut people: Vec<(String, String)> =
        rows.map(|(it, row)| (row.id.value.to_string(), it.text(row, "氏名").to_owned())).collect();
    for changes in desk.registers.iter().map(|it| &it.changes).filter(|it| it.kind == RegisterKind::Contacts) {
        people.retain(|it| !changes.removed.iter().any(|gone| gone.as_str() == it.0));
        for change in &changes.changed {
            let name = change.cells.iter().find(|it| it.column == "氏名").map(|it| it.new.clone());
            let row = people.iter_mut().find(|it| it.0 == change.id.as_str());
            if let Some((row, name)) = row.zip(name) {
                row.1 = name;
            }
        }
        let name = |cells: &[(String, String)]| cells.iter().find(|it| it.0 == "氏名").map(|it| it.1.clone());
        people.extend(changes.added.iter().map(|it| (it.id.to_string(), name(&it.cells).unwrap_or_default())));
    }
    people
}

fn folded(text: &str) -> String {
    text.nfkc().filter(|it| !it.is_whitespace()).flat_map(char::to_lowercase).collect()
}
