//! The values of `{{ variables }}`: keys of `binder.toml` and cells of registers.

use super::links::Resolver;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{RegisterKind, Role, RowId, VariablePath};
use crate::source::Span;

/// The value; `None` where there is none or it is blank.
pub(super) fn value(resolver: &Resolver<'_>, path: &VariablePath) -> Option<Box<str>> {
    let text = match path {
        VariablePath::Key(keys) => key(resolver, &keys.iter().map(|it| &**it).collect::<Vec<_>>())?,
        VariablePath::Cell { register, row, column } => cell(resolver, RegisterKind::parse(register)?, row, column)?,
    };
    (!text.trim().is_empty()).then(|| text.into())
}

fn key(resolver: &Resolver<'_>, keys: &[&str]) -> Option<String> {
    let config = resolver.config;
    match keys {
        ["fiscal_year"] => Some(config.fiscal_year.japanese()),
        ["edition"] => Some(resolver.items.edition.name.clone()),
        ["facility", "kind"] => Some(config.facility.kind.japanese().to_owned()),
        ["facility", name] => config.facility.facts.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone()),
        ["limits", "patch_days"] => config.limits.patch_days.map(|it| it.to_string()),
        ["roles", role] => contact(resolver, role, "氏名"),
        ["roles", role, column] => contact(resolver, role, column),
        _ => None,
    }
}

fn contact(resolver: &Resolver<'_>, role: &str, column: &str) -> Option<String> {
    let role = Role::parse(role)?;
    let (_, id) = resolver.config.roles.iter().find(|(it, _)| *it == role)?;
    cell(resolver, RegisterKind::Contacts, &id.value, column)
}

fn cell(resolver: &Resolver<'_>, kind: RegisterKind, row: &RowId, column: &str) -> Option<String> {
    let register = resolver.registers.iter().find(|it| it.kind == kind)?;
    register.column(column)?;
    Some(register.text(register.row(row)?, column).to_owned())
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
