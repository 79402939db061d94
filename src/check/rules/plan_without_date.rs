//! はい（予定） without the day for which it is planned, where the item takes a plan.
//!
//! Source: the item itself, by the edition's data: it takes a plan until the end of a certain fiscal year.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::Column;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.is_planned() && it.item.plan_until.is_some()) {
        if answered.row.is_empty(Column::Target) {
            let place = answered.row.place(Column::Target);
            sink.push(about(Code::PlanWithoutDate, place, &answered, context));
        }
    }
}
