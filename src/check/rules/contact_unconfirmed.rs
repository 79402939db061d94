//! A telephone number that nobody has confirmed for a year, or ever.
//!
//! Source: good practice: a number that is out of date reaches nobody. No row of the checklist demands it.

use super::Context;
use crate::check::ledger::{is_over_a_year_ago, known_as};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (contacts, row) in context.rows(RegisterKind::Contacts).filter(|(it, row)| !it.text(row, "電話").is_empty()) {
        let is_old = |it| is_over_a_year_ago(it, context.today);
        if contacts.date(row, "確認日").is_none_or(is_old) {
            let finding = Finding::at(Code::ContactUnconfirmed, contacts.cell_span(row, "確認日"));
            sink.push(finding.with("id", &row.id.value).with("name", known_as(contacts, row)));
        }
    }
}
