//! Nobody is the 医療情報システム安全管理責任者.
//!
//! Source: the checklist asks for one (1-①). A role whose row is missing was told when it was looked up.

use super::{Context, role_unfilled};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Role, Topic};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(item) = context.binder.edition().item_about(Topic::SafetyOfficer) else { return };
    if let Some(at) = role_unfilled::place(context, Role::SafetyOfficer) {
        let finding = Finding { at, ..Finding::of_machine(Code::SafetyOfficerUnfilled) };
        sink.push(finding.with("item", item.id.shown()).item(item.id));
    }
}
