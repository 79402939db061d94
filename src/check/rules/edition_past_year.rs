//! The fiscal year of the chosen edition is over.
//!
//! Source: the edition's data: the year that it is for.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, edition) = (context.binder.config(), context.binder.edition());
    if !edition.is_chosen(config) {
        return;
    }
    let last = edition.fiscal_year.last_day();
    if last < context.today {
        let finding = Finding::at(Code::EditionPastYear, config.edition.span);
        let finding = finding.with("edition", &edition.name);
        sink.push(finding.with("year", edition.fiscal_year.japanese()).with("last", last.japanese()));
    }
}
