//! A paper whose time is over: it proves nothing any more.
//!
//! Source: the binder disagrees with itself: the register says until when the paper is good.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (register, row) in context.rows(RegisterKind::Evidence) {
        let Some(until) = register.date(row, "有効期限").filter(|it| *it < context.today) else { continue };
        let finding = Finding::at(Code::EvidenceExpired, register.cell_span(row, "有効期限"));
        sink.push(
            finding.with("id", &row.id.value).with("title", register.text(row, "表題")).with("until", until.japanese()),
        );
    }
}
