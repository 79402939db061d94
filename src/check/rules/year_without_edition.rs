//! A fiscal year that the chosen edition is not for.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, edition) = (context.binder.config(), context.binder.edition());
    if config.edition.value == edition.id && config.fiscal_year != edition.fiscal_year {
        let finding = Finding::at(Code::YearWithoutEdition, config.edition.span).with("edition", &edition.id);
        sink.push(finding.with("year", edition.fiscal_year.year()).with("chosen", config.fiscal_year.year()));
    }
}
