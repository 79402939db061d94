//! An answer confirmed on a day outside the fiscal year of its form.
//!
//! Source: the checklist is filled in each fiscal year anew, 1 April to 31 March; a date never carries over.

use super::{Context, about};
use crate::check::round::rounds;
use crate::diagnostics::{Code, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered() {
        let year = answered.form.fiscal_year;
        for round in rounds(answered.row) {
            if let Some(date) = round.date.filter(|it| !year.contains(*it)) {
                let place = answered.row.place(round.date_column);
                let finding = about(Code::DateOutsideYear, place, &answered, context).with("round", round.name);
                let finding = finding.with("date", date.japanese()).with("year", year.japanese());
                sink.push(finding.with("last", year.last_day().japanese()));
            }
        }
    }
}
