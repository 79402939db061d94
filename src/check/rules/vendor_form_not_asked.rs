//! A vendor with a contract whose form of the year was not asked for.
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
    let contracts = context.contracts.iter().filter(|it| it.is_in_force);
    for contract in contracts.filter(|it| it.form == FormState::NotAsked) {
        let place = contract.register.cell_span(contract.row, "確認書依頼日");
        sink.push(Finding::at(Code::VendorFormNotAsked, place).with("vendor", contract.name()));
    }
}
