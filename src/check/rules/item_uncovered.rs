//! An item that no clause of the rules says how to carry out.
//!
//! Source: the checklist's own item on rules (4-①) wants one for every item of the sections before it. Where there are no
//! rules at all, that alone is told.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, DocumentKind, EvidenceKind, ItemId, Target};
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let edition = context.binder.edition();
    let Some(of_rules) = edition.item_shown_by(EvidenceKind::Rules) else { return };
    let mut all = context.binder.documents_in(Tab::Rules).peekable();
    let first = all.peek().copied();
    let Some(rules) = all.find(|it| it.imported.is_none()).or(first) else { return };
    for item in edition.items.iter().filter(|it| it.id != of_rules.id && !is_covered(context, it.id)) {
        let path = context.sources.file(rules.file).path();
        let finding = Finding::of_path(Code::ItemUncovered, path).with("item", item.id.shown()).item(item.id);
        sink.push(finding.with("path", path).with("mark", mark(rules, item.id)));
    }
}

/// What says that a clause covers the item, as it is written there.
fn mark(rules: &Document<Target>, item: ItemId) -> String {
    match rules.imported {
        Some(_) => format!("[[covers]] clause = \"…\" / items = [\"{item}\"]"),
        None => format!("{{covers={item}}}"),
    }
}

fn is_covered(context: &Context<'_>, item: ItemId) -> bool {
    context.binder.covering(item).iter().any(|it| is_clause(context, &it.target))
}

fn is_clause(context: &Context<'_>, target: &Target) -> bool {
    match target {
        Target::Heading(id, heading) => context.binder.document(id).is_some_and(|document| {
            let is_rules = matches!(document.kind, DocumentKind::Rules);
            // Of a file, what its table names is what a reader can be shown.
            let is_listed = document.imported.iter().flat_map(|it| &it.entries).any(|it| it.anchor == *heading);
            let is_clause = || document.headings().any(|it| it.id == *heading && it.clause.is_some());
            is_rules && (is_listed || is_clause())
        }),
        Target::Clause(..) => true,
        Target::Document(_)
        | Target::Item(_)
        | Target::Row(..)
        | Target::Register(_)
        | Target::Drawing(_)
        | Target::Guideline(_)
        | Target::Part(_)
        | Target::Term(_)
        | Target::Attachment(_)
        | Target::Outside(_) => false,
    }
}
