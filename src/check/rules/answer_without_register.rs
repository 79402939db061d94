//! はい to an item about things of which the binder lists none: accounts, backups.
//!
//! Source: the binder disagrees with itself. The checklist asks for neither register.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{RegisterKind, Respondent, Topic};

const LISTED: [(Topic, RegisterKind); 2] =
    [(Topic::Accounts, RegisterKind::Accounts), (Topic::Backups, RegisterKind::Backups)];

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (topic, kind) in LISTED {
        let Some(item) = context.binder.edition().item_about(topic) else { continue };
        let is_empty = context.rows(kind).next().is_none();
        let form = context.binder.forms().map(|it| it.1).find(|it| it.respondent == Respondent::Facility);
        let Some(row) = form.and_then(|it| it.row(item.id)).filter(|_| is_empty) else { continue };
        if context.facility_says_yes(item.id) {
            let finding = Finding::at(Code::AnswerWithoutRegister, row.span).item(item.id);
            let finding = finding.with("item", item.id.shown()).with("what", kind.japanese());
            sink.push(finding.with("place", format!("registers/{}.csv", kind.as_str())));
        }
    }
}
