//! A plan for a day after the last fiscal year for which a plan counts.
//!
//! Source: the item itself, by the edition's data (`plan_until`).

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::Column;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.is_planned()) {
        let Some((year, date)) = answered.item.plan_until.zip(answered.row.target) else { continue };
        if date > year.last_day() {
            let finding = about(Code::PlanTooLate, answered.row.place(Column::Target), &answered, context);
            sink.push(finding.with("date", date.japanese()).with("year", year.japanese()));
        }
    }
}
