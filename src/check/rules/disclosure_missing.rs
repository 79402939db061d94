//! A vendor with a contract whose MDS/SDS nobody recorded, while the facility says はい to having them.
//!
//! Source: the binder disagrees with itself: the form against `registers/vendors.csv`.

use super::Context;
use crate::check::owed::{DISCLOSURE, is_disclosed};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Topic;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let item = context.binder.edition().item_about(Topic::Disclosure);
    let Some(item) = item.filter(|it| context.facility_says_yes(it.id)) else { return };
    for contract in context.contracts.iter().filter(|it| it.is_in_force) {
        if !is_disclosed(context.binder, contract.register.text(contract.row, DISCLOSURE)) {
            let finding = Finding::at(Code::DisclosureMissing, contract.register.cell_span(contract.row, DISCLOSURE));
            sink.push(finding.item(item.id).with("item", item.id.shown()).with("vendor", contract.name()));
        }
    }
}
