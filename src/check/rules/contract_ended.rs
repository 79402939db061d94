//! A vendor whose contract is over, while a device in use still names it: contracts are often renewed by themselves.
//!
//! Source: the binder disagrees with itself.

use super::Context;
use crate::check::ledger::ids;
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for contract in context.contracts.iter().filter(|it| it.has_ended) {
        let until = contract.register.date(contract.row, "契約終了日");
        let device = context.devices_in_use().find(|(devices, row)| {
            let named = devices.text(row, "事業者");
            ids(named).any(|it| it == *contract.id()) || named == contract.name()
        });
        if let (Some(until), Some((_, device))) = (until, device) {
            let finding = Finding::at(Code::ContractEnded, contract.register.cell_span(contract.row, "契約終了日"));
            let finding = finding.with("name", contract.name()).with("until", until.japanese());
            sink.push(finding.with("device", &device.id.value));
        }
    }
}
