//! An answer confirmed within the fiscal year, but before the notice that issued the checklist: there was no such form yet.
//!
//! Source: the day of the notice, as the edition's data has it; where it is not known nothing is said.

use super::{Context, about};
use crate::check::round::rounds;
use crate::diagnostics::{Code, Sink};
use crate::model::Date;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let edition = context.binder.edition();
    let Some(notice) = edition.notice_date else { return };
    // A day of an earlier year is told by its own rule.
    let is_early = |it: &Date| *it < notice && edition.fiscal_year.contains(*it);
    for answered in context.answered() {
        for round in rounds(answered.row) {
            if let Some(date) = round.date.filter(is_early) {
                let place = answered.row.place(round.date_column);
                let finding = about(Code::DateBeforeNotice, place, &answered, context).with("round", round.name);
                sink.push(finding.with("date", date.japanese()).with("notice", notice.japanese()));
            }
        }
    }
}
