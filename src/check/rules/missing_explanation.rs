//! An item that no page of the manual explains: the staff would not know what the row asks.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for item in &context.binder.edition().items {
        if context.binder.explanation(item.id).is_none() {
            let path = format!("manual/{}.md", item.id);
            sink.push(Finding::of_path(Code::MissingExplanation, path).with("item", item.id.shown()).item(item.id));
        }
    }
}
