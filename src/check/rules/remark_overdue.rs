//! A remark of an inspector that has not been mended although its deadline is over.
//!
//! Source: the binder disagrees with itself: the register says until when it was to be done.

use super::Context;
use crate::check::visits::is_open;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (visits, row) in context.rows(RegisterKind::Visits).filter(|(it, row)| is_open(it, row, context.today)) {
        let Some(until) = visits.date(row, "期限").filter(|it| *it < context.today) else { continue };
        let finding = Finding::at(Code::RemarkOverdue, visits.cell_span(row, "期限")).with("id", &row.id.value);
        sink.push(finding.with("authority", visits.text(row, "機関")).with("until", until.japanese()));
    }
}
