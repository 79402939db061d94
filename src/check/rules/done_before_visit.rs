//! A remark that was mended before the visit at which it was made: one of the two days is a slip.
//!
//! Source: the binder disagrees with itself.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (visits, row) in context.rows(RegisterKind::Visits) {
        let (Some(visited), Some(done)) = (visits.date(row, "実施日"), visits.date(row, "完了日")) else {
            continue;
        };
        if done < visited {
            let finding = Finding::at(Code::DoneBeforeVisit, visits.cell_span(row, "完了日"));
            let finding = finding.with("id", &row.id.value).with("done", done.japanese());
            sink.push(finding.with("visited", visited.japanese()).related(visits.cell_span(row, "実施日")));
        }
    }
}
