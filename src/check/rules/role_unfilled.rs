//! A role that nobody fills. One person may fill several.
//!
//! Source: good practice. No row of the checklist asks for them but the one of the safety officer, which has a rule of its
//! own.

use super::Context;
use crate::diagnostics::{At, Code, Finding, Sink};
use crate::model::Role;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for role in Role::ALL.into_iter().filter(|it| *it != Role::SafetyOfficer) {
        if let Some(at) = place(context, role) {
            let finding = Finding { at, ..Finding::of_machine(Code::RoleUnfilled) };
            sink.push(finding.with("role", role.japanese()).with("key", role.as_str()));
        }
    }
}

/// Where to write who fills the role; `None` where somebody does, or where the row that is named is not there.
pub(super) fn place(context: &Context<'_>, role: Role) -> Option<At> {
    if !context.binder.config().roles.iter().any(|it| it.0 == role) {
        return Some(At::Path("binder.toml".to_owned()));
    }
    let (contacts, row) = context.binder.role_holder(role)?;
    contacts.text(row, "氏名").is_empty().then(|| At::Span(contacts.cell_span(row, "氏名")))
}
