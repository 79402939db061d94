//! A vendor's form that was asked for and has not come.
//!
//! Source: the checklist's notice: a form from each vendor that has a contract.

use super::Context;
use crate::diagnostics::{Actor, Code, Finding, Sink};
use crate::model::FormState;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for contract in context.contracts.iter().filter(|it| it.is_in_force) {
        let FormState::Asked(date) = contract.form else { continue };
        let place = contract.register.cell_span(contract.row, "確認書依頼日");
        let finding = Finding::at(Code::VendorFormAwaited, place).by(Actor::Vendor(contract.id().clone()));
        let finding = finding.with("vendor", contract.name()).with("date", date.japanese());
        sink.push(finding.with("days", context.today.days_since(date)));
    }
}
