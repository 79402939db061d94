//! A vendor's form that came and stands nowhere in `checklists/`, or there as a blank.
//!
//! Source: the checklist's notice: a form from each vendor that has a contract.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::FormState;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    // A form that nobody has can neither be handed over nor transcribed.
    if context.binder.edition_of_year().is_none() {
        return;
    }
    let year = context.binder.config().fiscal_year;
    for contract in context.contracts.iter().filter(|it| it.is_in_force) {
        let FormState::Received(date) = contract.form else { continue };
        let place = contract.register.cell_span(contract.row, "確認書受領日");
        let finding = Finding::at(Code::VendorFormNotTranscribed, place).with("vendor", contract.name());
        let path = format!("checklists/{year}/vendor-{}.md", contract.id());
        sink.push(finding.with("date", date.japanese()).with("path", path));
    }
}
