//! Somebody inside without a deputy: on a day off nobody could be called in their place. Oneself is no deputy, nor is a
//! number that no row has; a name or a place in words may well be one.
//!
//! Source: good practice. No row of the checklist demands it.

use super::Context;
use crate::check::ledger::{bare, ids, known_as};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Register, RegisterKind, Row, RowId};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (contacts, row) in context.rows(RegisterKind::Contacts) {
        if contacts.text(row, "区分") == "内部" && !has_deputy(contacts, row) {
            let finding = Finding::at(Code::NoDeputy, contacts.cell_span(row, "代行"));
            sink.push(finding.with("id", &row.id.value).with("name", known_as(contacts, row)));
        }
    }
}

fn has_deputy(contacts: &Register, row: &Row) -> bool {
    let written = contacts.text(row, "代行");
    let is_somebody = |it: RowId| it != row.id.value && (contacts.row(&it).is_some() || !is_number(&it));
    bare(written) != bare(contacts.text(row, "氏名")) && ids(written).any(is_somebody)
}

/// CT-77: what looks like the number of a row.
fn is_number(id: &RowId) -> bool {
    id.as_str().is_ascii() && id.as_str().ends_with(|it: char| it.is_ascii_digit())
}
