//! A contact that the chart shows and nobody can call: a body outside, or whoever fills a role, without a number.
//!
//! Source: good practice: the chart is read on paper when every system is down, so the numbers stand on it.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (contacts, row) in context.rows(RegisterKind::Contacts) {
        let is_shown = contacts.text(row, "区分").starts_with('外') || context.fills_a_role(&row.id.value);
        if is_shown && !contacts.text(row, "電話").contains(char::is_numeric) {
            let finding = Finding::at(Code::ContactWithoutPhone, contacts.cell_span(row, "電話"));
            sink.push(finding.with("id", &row.id.value).with("name", contacts.text(row, "氏名")));
        }
    }
}
