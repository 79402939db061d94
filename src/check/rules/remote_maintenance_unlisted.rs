//! An answer that knows of no remote maintenance, while the register of devices has some.
//!
//! Source: the binder disagrees with itself. The facility's answer is held against all devices in use, a vendor's against
//! those that it looks after.

use super::Context;
use crate::check::context::Answered;
use crate::check::machines::Machines;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Answer, Register, Row, Topic};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let is_about = |it: &Answered<'_>| it.item.topic == Some(Topic::RemoteMaintenance);
    let knows_of_none = |it: &Answered<'_>| matches!(it.row.in_force().0, Some(Answer::No | Answer::NotApplicable));
    for answered in context.answered().filter(|it| is_about(it) && knows_of_none(it)) {
        let machines = Machines::of(context, answered.form);
        let is_theirs = |it: &(&Register, &Row)| machines.contains(&it.1.id.value);
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

/// あり（VPN）, 有, ○; but ありません and 有無は不明 are none.
fn is_remote((devices, row): &(&Register, &Row)) -> bool {
    let text = devices.text(row, "リモート保守").trim_start();
    let rest = ["あり", "有り", "有", "○", "〇", "◯"].iter().find_map(|it| text.strip_prefix(it));
    rest.is_some_and(|it| !["ません", "無"].iter().any(|no| it.starts_with(no)))
}
