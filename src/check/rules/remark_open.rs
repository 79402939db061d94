//! A remark of an inspector that has not been mended, in whatever year it was made. Past its deadline it is another finding.
//!
//! Source: remarks want a measure, a deadline and a report, and are looked at again the next year.

use super::Context;
use crate::check::visits::is_open;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (visits, row) in context.rows(RegisterKind::Visits).filter(|(it, row)| is_open(it, row, context.today)) {
        let until = visits.date(row, "期限");
        if until.is_some_and(|it| it < context.today) {
            continue;
        }
        let finding = Finding::at(Code::RemarkOpen, visits.cell_span(row, "指摘")).with("id", &row.id.value);
        let until = until.map_or_else(|| "—".to_owned(), |it| it.japanese());
        sink.push(finding.with("authority", visits.text(row, "機関")).with("until", until));
    }
}
