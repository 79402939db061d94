//! A view of a register: its names looked up, its rows chosen and sorted.

use super::links::Resolver;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{Register, RegisterKind, RegisterQuery, RegisterView};
use crate::source::Spanned;

/// The view, or at least one finding. An unknown column is left out.
pub(super) fn resolve(
    query: &RegisterQuery,
    resolver: &Resolver<'_>,
    findings: &mut Vec<Finding>,
) -> Option<RegisterView> {
    let kind = RegisterKind::parse(&query.register.value);
    let Some(register) = kind.and_then(|kind| resolver.registers.iter().find(|it| it.kind == kind)) else {
        let known = resolver.registers.iter().map(|it| it.kind.as_str());
        let finding = Finding::at(Code::UnknownRegister, query.register.span).with("name", &query.register.value);
        let finding = finding.with("known", RegisterKind::names());
        findings.push(finding.nearest(nearest(&query.register.value, known)));
        return None;
    };
    let mut column = |name: &Spanned<Box<str>>| {
        let found = register.column(&name.value);
        if found.is_none() {
            findings.push(unknown_column(register, name));
        }
        found
    };
    let columns: Vec<usize> = query.columns.iter().filter_map(&mut column).collect();
    let conditions: Vec<_> = query.conditions.iter().filter_map(|(name, text)| Some((column(name)?, text))).collect();
    let sort = query.sort.as_ref().and_then(&mut column);
    let text = |row: usize, column: usize| &*register.rows[row].cells[column].value;
    let mut rows: Vec<usize> = (0..register.rows.len())
        .filter(|row| conditions.iter().all(|(column, wanted)| text(*row, *column) == &***wanted))
        .collect();
    if let Some(column) = sort {
        rows.sort_by(|a, b| text(*a, column).cmp(text(*b, column)));
    }
    let columns = if query.columns.is_empty() { (0..register.columns.len()).collect() } else { columns };
    let chosen_by = conditions.iter().map(|it| it.0).collect();
    Some(RegisterView { register: register.kind, rows, columns, chosen_by, sorted_by: sort })
}

fn unknown_column(register: &Register, name: &Spanned<Box<str>>) -> Finding {
    let near = nearest(&name.value, register.columns.iter().map(|it| it.value.as_str()));
    let finding = Finding::at(Code::UnknownColumn, name.span).with("name", &name.value);
    finding.with("register", register.kind.as_str()).nearest(near)
}
