//! What a form made by toji carries on a hidden sheet, so that it is known when it comes back. Never an answer.

use crate::exchange::sheet::Sheet;
use crate::model::{Column, FiscalYear, RowId};

/// The name of the hidden sheet.
pub const MARK_SHEET: &str = "toji";

/// What its first row says.
const SCHEMA: &str = "toji-form-1";

/// Whom a form was made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The edition's id.
    pub edition: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The vendor's id.
    pub vendor: RowId,
    /// The name of the facility that asks.
    pub facility: String,
    /// The devices it was asked about.
    pub devices: Vec<RowId>,
    /// The columns to be filled in, in their order.
    pub columns: Vec<Column>,
}

impl Mark {
    /// Keys and values, as they stand on the hidden sheet.
    pub fn rows(&self) -> Vec<(&'static str, String)> {
        let devices: Vec<&str> = self.devices.iter().map(RowId::as_str).collect();
        let columns: Vec<&str> = self.columns.iter().map(|it| it.as_str()).collect();
        vec![
            ("schema", SCHEMA.to_owned()),
            ("edition", self.edition.clone()),
            ("fiscal_year", self.fiscal_year.to_string()),
            ("vendor", self.vendor.to_string()),
            ("facility", self.facility.clone()),
            ("devices", devices.join(" ")),
            ("columns", columns.join(" ")),
        ]
    }

    /// Reads the hidden sheet; `None` where it is not one of ours.
    pub(super) fn read(sheet: &Sheet) -> Option<Self> {
        let value = |key: &str| {
            let row = sheet.rows.iter().find(|it| it.cell(0).is_some_and(|it| it.text == key))?;
            row.cell(1).map(|it| it.text.as_str())
        };
        value("schema").filter(|it| *it == SCHEMA)?;
        let words = |key| value(key).unwrap_or_default().split(' ').filter(|it| !it.is_empty());
        Some(Self {
            edition: value("edition")?.to_owned(),
            fiscal_year: FiscalYear::new(value("fiscal_year")?.parse().ok()?)?,
            vendor: RowId::new(value("vendor")?)?,
            facility: value("facility").unwrap_or_default().to_owned(),
            devices: words("devices").filter_map(RowId::new).collect(),
            columns: words("columns").filter_map(Column::parse).collect(),
        })
    }

    /// Each column to be filled in with the column of the sheet that it was made in, where the items' numbers stand in
    /// `items`: the wording stands between.
    pub(super) fn columns_from(&self, items: u32) -> impl Iterator<Item = (Column, u32)> {
        self.columns.iter().copied().zip(items + 2..)
    }
}
