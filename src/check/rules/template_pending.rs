//! A place that both the facility and a new version of its template changed, and that nobody has decided about.
//!
//! Source: the facility's text and its template's disagree. An update never decides which of the two is right.

use super::Context;
use crate::check::template;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Pending;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for pending in context.template.iter().flat_map(|it| &it.pending) {
        let blocks: Vec<&str> = pending.blocks.iter().map(String::as_str).collect();
        let blocks = if blocks.is_empty() { vec![""] } else { blocks };
        sink.extend(blocks.into_iter().map(|it| finding(context, pending, it)));
    }
}

fn finding(context: &Context<'_>, pending: &Pending, block: &str) -> Finding {
    let finding = template::finding(Code::TemplatePending, context, (&pending.path, block));
    let whole = if block.is_empty() { pending.path.clone() } else { format!("{} の「{block}」", pending.path) };
    let finding = finding.with("block", whole).with("path", &pending.path).with("version", &pending.version);
    finding.with("since", pending.since.japanese())
}
