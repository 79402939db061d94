//! An answer without the day on which it was confirmed, in either round.
//!
//! Source: the notice that issued the checklist: every item on every form carries an answer and its date.

use super::{Context, about};
use crate::check::round::rounds;
use crate::diagnostics::{Code, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| context.is_demanded(it)) {
        // A date that cannot be read was told by the parser.
        let is_undated = |column| answered.row.is_empty(column);
        for round in rounds(answered.row).iter().filter(|it| it.answer.is_some() && is_undated(it.date_column)) {
            let place = answered.row.place(round.date_column);
            sink.push(about(Code::AnswerWithoutDate, place, &answered, context).with("round", round.name));
        }
    }
}
