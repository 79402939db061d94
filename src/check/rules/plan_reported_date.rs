//! A plan for a day after the one that another text is reported to set: shown beside it.
//!
//! Source: the edition's data (`plan_reported`), with who says so.

use super::{Context, about};
use crate::diagnostics::{Code, Sink};
use crate::model::Column;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for answered in context.answered().filter(|it| it.is_planned()) {
        let Some((reported, date)) = answered.item.plan_reported.as_ref().zip(answered.row.target) else { continue };
        if date > reported.date {
            let place = answered.row.place(Column::Target);
            let finding = about(Code::PlanReportedDate, place, &answered, context);
            let finding = finding.with("date", date.japanese()).with("reported", reported.date.japanese());
            sink.push(finding.with("by", &reported.by));
        }
    }
}
