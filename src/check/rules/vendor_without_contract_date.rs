//! A vendor without the day of its contract: nothing is demanded of it, perhaps by mistake.
//!
//! Source: how toji reads `registers/vendors.csv`. No checklist row demands the day.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};

const COLUMN: &str = "契約日";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for contract in &context.contracts {
        let (register, row) = (contract.register, contract.row);
        if register.text(row, COLUMN).is_empty() && !contract.has_ended {
            let finding = Finding::at(Code::VendorWithoutContractDate, register.cell_span(row, COLUMN));
            sink.push(finding.with("vendor", contract.name()));
        }
    }
}
