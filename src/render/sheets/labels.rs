//! A label a device in the ledger: by its 管理番号 an inspector matches the thing with its row.

use serde::Serialize;

use crate::model::{RegisterKind, Row, choice_word};
use crate::resolve::Binder;

#[derive(Serialize)]
pub(super) struct Labels {
    pub(super) labels: Vec<Label>,
}

#[derive(Serialize)]
pub(super) struct Label {
    number: String,
    name: String,
    place: String,
}

/// What has left the house needs no label; what lies in a cupboard does.
const GONE: [&str; 8] = ["廃棄", "撤去", "除却", "処分", "返却", "返品", "譲渡", "売却"];

/// In the order of the register.
pub(super) fn content(binder: &Binder) -> Labels {
    let Some(devices) = binder.register(RegisterKind::Devices) else { return Labels { labels: Vec::new() } };
    let label = |row: &Row| Label {
        number: devices.text(row, "管理番号").to_owned(),
        name: devices.text(row, "名称").to_owned(),
        place: devices.text(row, "設置場所").to_owned(),
    };
    let is_gone = |row: &&Row| {
        let state = choice_word(devices.text(row, "状態"));
        GONE.iter().any(|it| state.starts_with(it)) && !state.contains("予定")
    };
    Labels { labels: devices.rows.iter().filter(|it| !is_gone(it)).map(label).collect() }
}
