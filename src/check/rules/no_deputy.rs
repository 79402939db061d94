//! Somebody inside without a deputy: on a day off nobody could be called in their place.
//!
//! Source: good practice; the guideline's chapters on incidents want a way to reach somebody at any hour. No checklist row
//! demands it.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (contacts, row) in context.rows(RegisterKind::Contacts) {
        if contacts.text(row, "区分") == "内部" && contacts.text(row, "代行").is_empty() {
            let finding = Finding::at(Code::NoDeputy, contacts.cell_span(row, "代行"));
            sink.push(finding.with("id", &row.id.value).with("name", contacts.text(row, "氏名")));
        }
    }
}
