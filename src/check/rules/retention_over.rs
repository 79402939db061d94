//! A paper that need not be kept any longer.
//!
//! Source: good practice: the facility itself sets how long its papers are kept. Nothing is ever deleted.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (register, row) in context.rows(RegisterKind::Evidence) {
        let Some(until) = register.date(row, "保存期限").filter(|it| *it < context.today) else { continue };
        let finding = Finding::at(Code::RetentionOver, register.cell_span(row, "保存期限"));
        sink.push(
            finding.with("id", &row.id.value).with("title", register.text(row, "表題")).with("until", until.japanese()),
        );
    }
}
