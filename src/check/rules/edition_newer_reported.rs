//! A newer edition is out, or is said to be: when, and who says so.
//!
//! Source: the edition's data, `[edition.successor]`.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let (config, edition) = (context.binder.config(), context.binder.edition());
    if !edition.is_chosen(config) {
        return;
    }
    for newer in edition.successor.iter().filter(|it| it.published.first_day() <= context.today) {
        let finding = Finding::at(Code::EditionNewerReported, config.edition.span);
        let finding = finding.with("edition", &edition.name).with("newer", &newer.name);
        sink.push(finding.with("month", newer.published.japanese()).with("said", &newer.said));
    }
}
