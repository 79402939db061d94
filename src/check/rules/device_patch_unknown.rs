//! A device in use without the day of its last update, while the facility's own rules allow so many days without one
//! (`[limits] patch_days`) and it says that updates are applied.
//!
//! Source: the binder disagrees with itself: the rules, the answer and the register. Without a limit it is silent.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Topic;

const COLUMN: &str = "最終更新適用日";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(limit) = context.binder.config().limits.patch_days else { return };
    let Some(item) = context.yes_about(Topic::Updates) else { return };
    // What is no day at all was told when the register was read.
    for (devices, row) in context.devices_in_use().filter(|(it, row)| it.text(row, COLUMN).is_empty()) {
        let finding = Finding::at(Code::DevicePatchUnknown, devices.cell_span(row, COLUMN)).item(item);
        let finding = finding.with("id", &row.id.value).with("name", devices.text(row, "名称"));
        sink.push(finding.with("limit", limit).with("item", item.shown()));
    }
}
