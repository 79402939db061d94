//! はい（予定） for an item that a plan does not fulfil.
//!
//! Source: the edition's data: the form takes a plan for はい only where the item itself says so (`plan_until`).

use super::{Context, about};
use crate::diagnostics::{Code, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.is_planned() && it.item.plan_until.is_none()) {
        sink.push(about(Code::PlanNotAllowed, answered.row.span, &answered, context));
    }
}
