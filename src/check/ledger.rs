//! What the registers say of devices and people, as several rules ask it. Nothing here makes a finding.

use super::context::Context;
use crate::model::{Date, Register, RegisterKind, Row, RowId};

impl<'a> Context<'a> {
    /// The devices in use: those whose 状態 begins with 使用中 or is blank.
    pub(super) fn devices_in_use(&self) -> impl Iterator<Item = (&'a Register, &'a Row)> {
        self.rows(RegisterKind::Devices).filter(|(devices, row)| {
            let state = devices.text(row, "状態");
            state.is_empty() || state.starts_with("使用中")
        })
    }

    /// The days on which something of this kind was done, by `registers/records.csv`; what is still to come is left out.
    pub(super) fn records(&self, kind: &'static str) -> impl Iterator<Item = Date> {
        let today = self.today;
        let rows = self.rows(RegisterKind::Records).filter(move |(it, row)| it.text(row, "種別").contains(kind));
        rows.filter_map(|(records, row)| records.date(row, "実施日")).filter(move |it| *it <= today)
    }
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
