//! No file at all in the folder of the year's forms: nothing has been answered yet.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    // A year without a checklist of its own is told by its own rule; a form that cannot be read was told by the parser.
    let Some(year) = context.binder.edition_of_year().map(|it| it.fiscal_year) else { return };
    let folder = format!("checklists/{}/", year.year());
    let is_begun = context.binder.documents().iter().any(|it| it.id.as_str().starts_with(&folder));
    if !is_begun {
        sink.push(Finding::of_path(Code::NoForm, format!("{folder}facility.md")).with("year", year.year()));
    }
}
