//! The facility's own form of the year is not there: nothing has been answered yet, whatever vendors answered.
//!
//! Source: the notice that issued the checklist: the facility fills in its own form.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::DocId;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    // A year without a checklist of its own is told by its own rule; a form that cannot be read was told by the parser.
    let Some(year) = context.binder.edition_of_year().map(|it| it.fiscal_year) else { return };
    let path = format!("checklists/{}/facility.md", year.year());
    let is_there = context.binder.documents().iter().any(|it| DocId::from_path(&path).as_ref() == Some(&it.id));
    if !is_there {
        sink.push(Finding::of_path(Code::NoForm, path).with("year", year.year()));
    }
}
