//! The target date of an いいえ outside the fiscal year of its form.
//!
//! Source: the manual of the checklist, seen as a draft. The day of a plan is no target date: it has rules of its own.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::{Answer, Column};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.row.in_force().0 == Some(Answer::No)) {
        let year = answered.form.fiscal_year;
        if let Some(date) = answered.row.target.filter(|it| !year.contains(*it)) {
            let place = answered.row.place(Column::Target);
            let finding = about(Code::TargetOutsideYear, place, &answered, context);
            sink.push(finding.with("date", date.japanese()).with("year", year.japanese()));
        }
    }
}
