//! An いいえ that stands, without a day until which it is to be mended.
//!
//! Source: the manual of the checklist, seen as a draft: いいえ is to name a target date within the fiscal year.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::{Answer, Column};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| context.is_demanded(it)) {
        if answered.row.in_force().0 == Some(Answer::No) && answered.row.is_empty(Column::Target) {
            let place = answered.row.place(Column::Target);
            sink.push(about(Code::NoWithoutTarget, place, &answered, context));
        }
    }
}
