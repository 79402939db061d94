//! What a vendor's returned form says, ready to be written down as a form of the binder. Never judges an answer.

use super::{Column, Date, FiscalYear, ItemId, RowId};

/// A returned form, cell by cell.
#[derive(Debug, Clone)]
pub struct Transcript {
    /// Who answered.
    pub vendor: RowId,
    /// Its name.
    pub vendor_name: String,
    /// Who asked.
    pub facility: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The edition's id.
    pub edition: String,
    /// Which printed form it is, by id; `None` where the edition knows no form for vendors.
    pub kind: Option<String>,
    /// Who filled it in, as written.
    pub answered_by: Option<String>,
    /// When.
    pub answered_on: Option<Date>,
    /// The devices it was asked about.
    pub scope: Vec<RowId>,
    /// What the vendor adds to that.
    pub scope_note: Option<String>,
    /// The file that came back.
    pub original: ReturnedFile,
    /// The columns of the edition's form.
    pub columns: Vec<Column>,
    /// The items, in the edition's order.
    pub rows: Vec<TranscriptRow>,
}

/// A file that came back.
#[derive(Debug, Clone)]
pub struct ReturnedFile {
    /// Its name, as it came.
    pub name: String,
    /// The SHA-256 of its bytes, in hex digits.
    pub sha256: String,
    /// The day it came.
    pub received: Date,
}

/// One row of it.
#[derive(Debug, Clone)]
pub struct TranscriptRow {
    /// The item.
    pub item: ItemId,
    /// What stands beside its number.
    pub printed: String,
    /// One text a column, without the item's own: what is to be written down.
    pub cells: Vec<(Column, String)>,
}

impl Transcript {
    /// Where it stands below the source folder.
    pub fn path(&self) -> String {
        format!("checklists/{}/vendor-{}.md", self.fiscal_year, self.vendor)
    }

    /// Where the file that came back is kept below the source folder: named so that two returns never take one place.
    pub fn original_path(&self) -> String {
        let start: String = self.original.sha256.chars().take(8).collect();
        format!("{}{start}.xlsx", Self::kept(self.fiscal_year, &self.vendor))
    }

    /// Where a transcript is kept that this one takes the place of: no Markdown by its name, so that it is no form.
    pub fn earlier_path(&self, sha256: &str) -> String {
        let start: String = sha256.chars().take(8).collect();
        format!("{}earlier-{start}.txt", Self::kept(self.fiscal_year, &self.vendor))
    }

    /// How the paths begin of all that is kept of a vendor's returns.
    pub fn kept(year: FiscalYear, vendor: &RowId) -> String {
        format!("attachments/form-{year}-{vendor}-")
    }
}
