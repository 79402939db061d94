//! The year's form is known by name only (様式未取込): nothing can be answered until its data is there.
//!
//! Source: the notice that issues the checklist: the form of the year itself is what is filled in.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, known) = (context.binder.config(), context.binder.edition());
    if config.edition.value != known.id {
        let finding = Finding::at(Code::EditionNotImported, config.edition.span).with("edition", &config.edition.value);
        let finding = finding.with("year", config.fiscal_year.japanese()).with("known", &known.name);
        // Only what the data says: of where the next one will stand, the website on which the last one stood.
        let notices = known.notices.join("、");
        sink.push(finding.with("site", known.publisher().unwrap_or("?")).with("notices", notices));
    }
}
