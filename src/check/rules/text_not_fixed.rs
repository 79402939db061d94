//! A document with an approval whose last row of 改訂履歴 does not say which text was approved.
//!
//! Source: good practice. Without it nobody can tell whether the text was changed since. What there is on paper alone has no
//! text to compare.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for document in context.current_documents() {
        let control = &document.front.control;
        let is_fixed = control.last_revision().is_some_and(|it| it.text.is_some());
        if control.is_approved() && !is_fixed && document.print.is_some() {
            let path = context.sources.file(document.file).path();
            let finding = Finding::of_path(Code::TextNotFixed, path).with("title", &document.title.value);
            sink.push(finding.with("path", path));
        }
    }
}
