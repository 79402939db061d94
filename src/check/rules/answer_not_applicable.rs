//! 該当なし where はい or いいえ is asked for: the row counts as unanswered.
//!
//! Source: the checklist's form, which knows はい and いいえ only. A vendor's 該当なし stands where the item speaks of machines
//! that its form does not speak for.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::{Answer, Column};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| context.is_demanded(it)) {
        if answered.row.in_force().0 == Some(Answer::NotApplicable)
            && !context.knows_not_applicable(answered.form, answered.item)
        {
            let column = if answered.row.second.is_some() { Column::Second } else { Column::First };
            sink.push(about(Code::AnswerNotApplicable, answered.row.place(column), &answered, context));
        }
    }
}
