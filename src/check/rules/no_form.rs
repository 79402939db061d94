//! No file at all in the folder of the year's forms: nothing has been answered yet.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let year = context.binder.config().fiscal_year;
    // A year that the edition is not for is told by its own rule; a form that cannot be read was told by the parser.
    let folder = format!("checklists/{}/", year.year());
    let is_begun = context.binder.documents().iter().any(|it| it.id.as_str().starts_with(&folder));
    if year == context.binder.edition().fiscal_year && !is_begun {
        sink.push(Finding::of_path(Code::NoForm, format!("{folder}facility.md")).with("year", year.year()));
    }
}
