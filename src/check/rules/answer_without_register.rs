//! はい to an item about things of which the binder lists none: accounts, backups.
//!
//! Source: the binder disagrees with itself. The checklist asks for neither register.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{RegisterKind, Topic};

const LISTED: [(Topic, RegisterKind); 2] =
    [(Topic::Accounts, RegisterKind::Accounts), (Topic::Backups, RegisterKind::Backups)];

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (topic, kind) in LISTED {
        let Some(item) = context.yes_about(topic).filter(|_| context.rows(kind).next().is_none()) else { continue };
        for answered in context.answered().filter(|it| it.is_of_facility() && it.item.id == item) {
            let finding = Finding::at(Code::AnswerWithoutRegister, answered.row.span).item(item);
            let finding = finding.with("item", item.shown()).with("what", kind.japanese());
            sink.push(finding.with("place", format!("registers/{}.csv", kind.as_str())));
        }
    }
}
