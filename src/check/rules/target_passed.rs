//! The target date of an いいえ, or the day of a plan, has passed, and the answer that stands is still that one.
//!
//! Source: the form has a second confirmation for what was not in place at the first.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::{Answer, Column, Reason};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| is_open(it.row.in_force().0)) {
        if let Some(date) = answered.row.target.filter(|it| *it < context.today) {
            let place = answered.row.place(Column::Target);
            let finding = about(Code::TargetPassed, place, &answered, context);
            sink.push(finding.with("date", date.japanese()).with("days", context.today.days_since(date)));
        }
    }
}

fn is_open(answer: Option<Answer>) -> bool {
    match answer {
        Some(Answer::No | Answer::Yes(Some(Reason::Planned))) => true,
        Some(Answer::Yes(None) | Answer::NotApplicable) | None => false,
    }
}
