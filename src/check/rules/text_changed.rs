//! A text, or an imported file, that is not the one that the last row of its 改訂履歴 speaks of.
//!
//! Source: the binder disagrees with itself. Layout, and the values of variables, are no change.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for document in context.current_documents() {
        let Some(last) = document.front.control.last_revision() else { continue };
        let Some((approved, found)) = last.text.as_ref().zip(document.print.as_ref()) else { continue };
        if approved.value != *found {
            let finding = Finding::at(Code::TextChanged, approved.span).with("title", &document.title.value);
            sink.push(finding.with("date", last.date.japanese()).with("found", found));
        }
    }
}
