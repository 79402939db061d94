//! An answer that knows of no remote maintenance, while the register of devices has some.
//!
//! Source: the binder disagrees with itself. The facility's answer is held against all devices in use, a vendor's against
//! those that it looks after.

use super::Context;
use crate::check::context::Answered;
use crate::check::ledger;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Answer, Register, RegisterKind, Respondent, Row, Topic};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let is_about = |it: &Answered<'_>| it.item.topic == Some(Topic::RemoteMaintenance);
    let knows_of_none = |it: &Answered<'_>| matches!(it.row.in_force().0, Some(Answer::No | Answer::NotApplicable));
    for answered in context.answered().filter(|it| is_about(it) && knows_of_none(it)) {
        let is_theirs = |it: &(&Register, &Row)| looks_after(context, &answered.form.respondent, *it);
        let devices: Vec<_> = context.devices_in_use().filter(is_remote).filter(is_theirs).collect();
        let Some((register, row)) = devices.first() else { continue };
        let finding = Finding::at(Code::RemoteMaintenanceUnlisted, answered.row.span).by(answered.actor());
        let finding = finding.related(register.cell_span(row, "リモート保守")).item(answered.item.id);
        let ids: Vec<&str> = devices.iter().map(|(_, row)| row.id.value.as_str()).collect();
        let respondent = context.binder.respondent_name(&answered.form.respondent);
        let finding = finding.with("item", answered.item.id.shown()).with("respondent", respondent);
        sink.push(finding.with("devices", ids.join("、")));
    }
}

fn is_remote((devices, row): &(&Register, &Row)) -> bool {
    ["あり", "有り", "有"].contains(&devices.text(row, "リモート保守"))
}

/// By the device's own row, or by the vendor's.
fn looks_after(context: &Context<'_>, respondent: &Respondent, (devices, row): (&Register, &Row)) -> bool {
    let Respondent::Vendor(vendor) = respondent else { return true };
    let of_vendor = context.rows(RegisterKind::Vendors).find(|(_, it)| it.id.value == *vendor);
    let listed = of_vendor
        .is_some_and(|(vendors, it)| ledger::ids(vendors.text(it, "対象機器")).any(|device| device == row.id.value));
    listed || ledger::ids(devices.text(row, "事業者")).any(|it| it == *vendor)
}
