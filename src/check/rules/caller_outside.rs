//! A contact that is to be called by a body outside: the chart shows who inside calls whom, and takes another caller.
//!
//! Source: the binder disagrees with itself.

use super::Context;
use crate::check::ledger::ids;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (contacts, row) in context.rows(RegisterKind::Contacts) {
        let callers: Vec<_> = ids(contacts.text(row, "呼ぶ人")).filter_map(|it| contacts.row(&it)).collect();
        let is_outside = |it: &&crate::model::Row| {
            contacts.text(it, "区分").starts_with('外') && !context.fills_a_role(&it.id.value)
        };
        let Some(caller) = callers.first().filter(|_| callers.iter().all(is_outside)) else { continue };
        let finding = Finding::at(Code::CallerOutside, contacts.cell_span(row, "呼ぶ人"));
        sink.push(finding.with("id", &row.id.value).with("caller", &caller.id.value));
    }
}
