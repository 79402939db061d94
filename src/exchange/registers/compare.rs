//! What is to be changed in a register: rows and cells by name. Says nothing of the bytes that hold them.

use crate::model::{RegisterKind, RowId};

/// The changes of one register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// Which one.
    pub kind: RegisterKind,
    /// Columns that the file does not have yet.
    pub columns: Vec<String>,
    /// New rows, in the order of the sheet.
    pub added: Vec<Added>,
    /// Rows of which a cell changes.
    pub changed: Vec<Changed>,
    /// Rows that go.
    pub removed: Vec<RowId>,
}

/// A new row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Added {
    /// Its id.
    pub id: RowId,
    /// Texts by column, the id's among them; a column that is not named is empty.
    pub cells: Vec<(String, String)>,
}

/// A row that is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its id, as the folder has it.
    pub id: RowId,
    /// The cells that change.
    pub cells: Vec<CellChange>,
}

/// A cell that is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellChange {
    /// Its column.
    pub column: String,
    /// What stands in the folder.
    pub old: String,
    /// What shall stand there.
    pub new: String,
}

impl Changes {
    pub(super) fn none(kind: RegisterKind) -> Self {
        Self { kind, columns: Vec::new(), added: Vec::new(), changed: Vec::new(), removed: Vec::new() }
    }

    /// One new row for a register that has the columns `have`.
    pub fn of_row(kind: RegisterKind, row: Added, have: &[String]) -> Self {
        let changes = Self { added: vec![row], ..Self::none(kind) };
        Self { columns: changes.lacking(have), ..changes }
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// The columns that are needed and that `have` lacks.
    pub(super) fn lacking(&self, have: &[String]) -> Vec<String> {
        let changed = self.changed.iter().flat_map(|it| it.cells.iter().map(|it| &it.column));
        let added = self.added.iter().flat_map(|it| it.cells.iter().map(|it| &it.0));
        let mut lacking: Vec<String> = Vec::new();
        for name in changed.chain(added) {
            if !have.contains(name) && !lacking.contains(name) {
                lacking.push(name.clone());
            }
        }
        lacking
    }
}
