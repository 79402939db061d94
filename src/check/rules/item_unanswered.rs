//! A row of a form without an answer, where one is demanded.
//!
//! Source: the notice that issued the checklist: every item on every form carries an answer and its date. An item whose
//! place on the vendor's form is doubtful is never demanded of a vendor; 2-② and 2-③ are not where no vendor has a contract.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.row.in_force().0.is_none() && context.is_demanded(it)) {
        let finding = Finding::at(Code::ItemUnanswered, answered.row.span).item(answered.item.id).by(answered.actor());
        let respondent = context.binder.respondent_name(&answered.form.respondent);
        sink.push(finding.with("item", answered.item.id.shown()).with("respondent", respondent));
    }
}
