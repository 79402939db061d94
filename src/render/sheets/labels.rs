//! A label a device in the ledger: by its 管理番号 an inspector matches the thing with its row.

use serde::Serialize;

use crate::model::RegisterKind;
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

/// In the order of the register.
pub(super) fn content(binder: &Binder) -> Labels {
    let Some(devices) = binder.register(RegisterKind::Devices) else { return Labels { labels: Vec::new() } };
    let label = |row| Label {
        number: devices.text(row, "管理番号").to_owned(),
        name: devices.text(row, "名称").to_owned(),
        place: devices.text(row, "設置場所").to_owned(),
    };
    Labels { labels: devices.rows.iter().map(label).collect() }
}
