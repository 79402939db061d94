//! An answer confirmed on a day that is still to come.
//!
//! Source: the form wants the day on which the item was confirmed.

use super::{Context, about};
use crate::check::round::rounds;
use crate::diagnostics::{Code, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered() {
        for round in rounds(answered.row) {
            if let Some(date) = round.date.filter(|it| *it > context.today) {
                let place = answered.row.place(round.date_column);
                let finding = about(Code::DateInFuture, place, &answered, context).with("round", round.name);
                sink.push(finding.with("date", date.japanese()));
            }
        }
    }
}
