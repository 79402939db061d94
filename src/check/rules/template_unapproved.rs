//! A document that an update changed and that nobody has approved since: its 改訂履歴 has no row of that day or later.
//!
//! Source: the binder disagrees with itself: the text is not the one that was approved. Rules and the BCP are approved by the
//! facility whoever wrote them; of other documents, those that have been approved before.

use super::Context;
use crate::check::template;
use crate::diagnostics::{Code, Sink};
use crate::model::{Document, Target};
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for approval in context.template.iter().flat_map(|it| &it.approvals) {
        let Some(file) = context.sources.file_at(&approval.path) else { continue };
        let Some(document) = context.current_documents().find(|it| it.file == file) else { continue };
        let moved = document.front.control.revisions.iter().any(|it| it.date >= approval.since);
        if !moved && wants_approval(context, document) {
            let title = &document.title.value;
            let finding = template::finding(Code::TemplateUnapproved, context, (&approval.path, title));
            let finding = finding.with("title", title).with("path", &approval.path);
            sink.push(finding.with("version", &approval.version).with("since", approval.since.japanese()));
        }
    }
}

fn wants_approval(context: &Context<'_>, document: &Document<Target>) -> bool {
    let of_tabs = || [Tab::Rules, Tab::Bcp].into_iter().flat_map(|it| context.binder.documents_in(it));
    !document.front.control.is_empty() || of_tabs().any(|it| it.file == document.file)
}
