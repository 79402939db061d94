//! What the registers say of devices and people, as several rules ask it. Nothing here makes a finding.

use super::context::Context;
use crate::model::{Date, Register, RegisterKind, Row, RowId};

impl<'a> Context<'a> {
    /// The devices in use: all but those whose 状態 says that they are not. A word that toji does not know must not hide one.
    pub(super) fn devices_in_use(&self) -> impl Iterator<Item = (&'a Register, &'a Row)> {
        self.rows(RegisterKind::Devices).filter(|(devices, row)| !is_out_of_use(devices.text(row, "状態")))
    }

    /// The days on which something of this kind was done, by `registers/records.csv`; what is still to come is left out.
    pub(super) fn records(&self, kind: &'static str) -> impl Iterator<Item = Date> {
        let today = self.today;
        let rows = self.rows(RegisterKind::Records).filter(move |(it, row)| it.text(row, "種別").contains(kind));
        rows.filter_map(|(records, row)| records.date(row, "実施日")).filter(move |it| *it <= today)
    }
}

/// The words of 状態 by which a device is not in use.
const OUT_OF_USE: [&str; 16] = [
    "廃棄",
    "廃止",
    "撤去",
    "除却",
    "処分",
    "返却",
    "返品",
    "譲渡",
    "売却",
    "終了",
    "中止",
    "停止",
    "休止",
    "予備",
    "保管",
    "未使用",
];

/// What stands in brackets is a remark, and what is planned has not been done.
pub(crate) fn is_out_of_use(state: &str) -> bool {
    let state = state.split(['（', '(']).next().unwrap_or_default();
    OUT_OF_USE.iter().any(|it| state.contains(it)) && !state.contains("予定")
}

/// The ids in a cell that holds several of them.
pub(super) fn ids(text: &str) -> impl Iterator<Item = RowId> {
    text.split(|it: char| it.is_whitespace() || "、,，・".contains(it)).filter_map(RowId::new)
}

/// A person's name without the blanks that everybody sets differently.
pub(super) fn bare(name: &str) -> String {
    name.chars().filter(|it| !it.is_whitespace()).collect()
}

/// Whether the day was a year ago or longer: on 2025-12-01 the last one is 2024-12-01.
pub(super) fn is_over_a_year_ago(day: Date, today: Date) -> bool {
    day < today.a_year_before()
}

/// Whom a contact's row is about: a person, else where they work, else what they do there.
pub(super) fn known_as<'a>(contacts: &'a Register, row: &'a Row) -> &'a str {
    let texts = ["氏名", "所属", "役割"].map(|it| contacts.text(row, it));
    texts.into_iter().find(|it| !it.is_empty()).unwrap_or("—")
}
