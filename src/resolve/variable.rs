//! The values of `{{ variables }}`: keys of `binder.toml` and cells of registers.

use super::links::Resolver;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{Inline, RegisterKind, Role, RowId, Target, Value, VariablePath};
use crate::source::Span;

/// The value, with the cell that it stands in, if it does; `None` where there is none or it is blank.
pub(super) fn value(resolver: &Resolver<'_>, path: &VariablePath) -> Option<(Box<str>, Option<CellName>)> {
    let cell = match path {
        VariablePath::Key(keys) => match &*keys.iter().map(|it| &**it).collect::<Vec<_>>() {
            ["roles", role] => contact(resolver, role, "氏名")?,
            ["roles", role, column] => contact(resolver, role, column)?,
            keys => return known(key(resolver, keys)?).map(|it| (it, None)),
        },
        VariablePath::Cell { register, row, column } => {
            CellName { register: RegisterKind::parse(register)?, row: row.clone(), column: column.clone() }
        }
    };
    let text = known(text(resolver, &cell)?)?;
    Some((text, Some(cell)))
}

fn known(text: String) -> Option<Box<str>> {
    (!text.trim().is_empty()).then(|| text.into())
}

/// Which cell a value stands in.
pub(super) struct CellName {
    register: RegisterKind,
    row: RowId,
    column: Box<str>,
}

impl CellName {
    /// Its text, brought to `span`.
    pub(super) fn holding(self, text: Box<str>, span: Span) -> Value<Target> {
        let Self { register, row, column } = self;
        Value { register, row, column, span, shown: vec![Inline::Text(text)] }
    }
}

fn key(resolver: &Resolver<'_>, keys: &[&str]) -> Option<String> {
    let config = resolver.config;
    match keys {
        ["fiscal_year"] => Some(config.fiscal_year.japanese()),
        ["edition"] => Some(resolver.items.edition.name.clone()),
        ["facility", "kind"] => Some(config.facility.kind.japanese().to_owned()),
        ["facility", name] => config.facility.facts.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()),
        ["limits", "patch_days"] => config.limits.patch_days.map(|it| it.to_string()),
        _ => None,
    }
}

fn contact(resolver: &Resolver<'_>, role: &str, column: &str) -> Option<CellName> {
    let role = Role::parse(role)?;
    let (_, id) = resolver.config.roles.iter().find(|(it, _)| *it == role)?;
    Some(CellName { register: RegisterKind::Contacts, row: id.value.clone(), column: column.into() })
}

fn text(resolver: &Resolver<'_>, cell: &CellName) -> Option<String> {
    let register = resolver.registers.iter().find(|it| it.kind == cell.register)?;
    register.column(&cell.column)?;
    Some(register.text(register.row(&cell.row)?, &cell.column).to_owned())
}

/// The finding for a variable without a value.
pub(super) fn missing(resolver: &Resolver<'_>, path: &VariablePath, span: Span) -> Finding {
    let name = written(path);
    if let Some(key) = empty_fact(resolver, path) {
        return Finding::at(Code::FactEmpty, span).with("name", name).with("key", key);
    }
    let mut known: Vec<String> =
        resolver.config.facility.facts.iter().map(|(key, _)| format!("facility.{key}")).collect();
    known.extend(Role::ALL.iter().map(|it| format!("roles.{}.氏名", it.as_str())));
    known.extend(["fiscal_year", "edition", "limits.patch_days"].map(str::to_owned));
    if let VariablePath::Cell { row, register, .. } = path {
        let kind = RegisterKind::parse(register);
        let columns = resolver.registers.iter().filter(|it| Some(it.kind) == kind).flat_map(|it| &it.columns);
        known.extend(columns.map(|it| format!("{register}[{row}].{}", it.value)));
    }
    let near = nearest(&name, known.iter().map(String::as_str).filter(|it| *it != name));
    Finding::at(Code::UnknownVariable, span).with("name", name).nearest(near)
}

/// The key that stands in `binder.toml` with nothing behind it.
fn empty_fact<'a>(resolver: &Resolver<'_>, path: &'a VariablePath) -> Option<&'a str> {
    let VariablePath::Key(keys) = path else { return None };
    let [table, key] = keys.as_slice() else { return None };
    let is_there = resolver.config.facility.facts.iter().any(|(name, _)| **name == **key);
    (&**table == "facility" && is_there).then_some(&**key)
}

/// As it is written between the braces.
pub(super) fn written(path: &VariablePath) -> String {
    match path {
        VariablePath::Key(keys) => keys.join("."),
        VariablePath::Cell { register, row, column } => format!("{register}[{row}].{column}"),
    }
}
