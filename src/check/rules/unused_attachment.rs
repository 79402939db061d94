//! A file below `attachments/` that nothing links to: it does not get into the binder.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let linked = context.binder.attachments();
    for path in context.files.iter().filter(|it| it.starts_with("attachments/")) {
        if linked.binary_search(&&**path).is_err() {
            sink.push(Finding::of_path(Code::UnusedAttachment, &**path).with("path", path));
        }
    }
}
