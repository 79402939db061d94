//! A row of a form without an answer, where one is demanded.
//!
//! Source: the notice that issued the checklist: every item on every form carries an answer and its date. An item whose
//! place on the vendor's form is doubtful is never demanded of a vendor; 2-② and 2-③ are not where no vendor has a contract.

use super::{Context, about};
use crate::check::context::Answered;
use crate::diagnostics::{Code, Sink};
use crate::model::{Column, FormRow, Respondent};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    // An answer that cannot be read was told by the parser.
    let is_blank = |it: &FormRow| it.is_empty(Column::First) && it.is_empty(Column::Second);
    let is_owed = |it: &Answered<'_>| context.is_demanded(it) && !is_awaited(context, &it.form.respondent);
    for answered in context.answered().filter(|it| is_blank(it.row) && is_owed(it)) {
        sink.push(about(Code::ItemUnanswered, answered.row.span, &answered, context));
    }
}

/// Whether the whole form is still to come, which is told once.
fn is_awaited(context: &Context<'_>, respondent: &Respondent) -> bool {
    match respondent {
        Respondent::Facility => false,
        Respondent::Vendor(id) => context.contract(id).is_some_and(|it| it.is_in_force && !it.is_transcribed()),
    }
}
