//! A device in use whose last update is longer ago than the facility's own rules allow (`[limits] patch_days`), while the
//! facility says that updates are applied.
//!
//! Source: the binder disagrees with itself: the rules, the answer and the register. Without a limit it is silent.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Topic;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(limit) = context.binder.config().limits.patch_days else { return };
    let Some(item) = context.yes_about(Topic::Updates) else { return };
    for (devices, row) in context.devices_in_use() {
        let Some(applied) = devices.date(row, "最終更新適用日") else { continue };
        if context.today.days_since(applied) > i32::from(limit) {
            let finding = Finding::at(Code::DeviceUnpatched, devices.cell_span(row, "最終更新適用日")).item(item);
            let finding = finding.with("id", &row.id.value).with("name", devices.text(row, "名称"));
            sink.push(finding.with("applied", applied.japanese()).with("limit", limit).with("item", item.shown()));
        }
    }
}
