//! A device in use that its maker no longer supports, while the facility says that updates are applied.
//!
//! Source: the binder disagrees with itself: what is no longer supported gets no updates.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Topic;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(item) = context.yes_about(Topic::Updates) else { return };
    for (devices, row) in context.devices_in_use() {
        let Some(until) = devices.date(row, "サポート終了日").filter(|it| *it < context.today) else { continue };
        let finding = Finding::at(Code::DevicePastSupport, devices.cell_span(row, "サポート終了日")).item(item);
        let finding = finding.with("item", item.shown()).with("id", &row.id.value);
        sink.push(finding.with("name", devices.text(row, "名称")).with("until", until.japanese()));
    }
}
