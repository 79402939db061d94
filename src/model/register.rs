//! Registers: tables of things, each row with an id. What is known of their columns stands in the schema.

mod choice;
mod column;
mod kind;
mod schema;

pub use self::choice::{choice_word, is_choice};
pub use self::column::{Column, Holds, Need};
pub use self::kind::RegisterKind;

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::{Date, RowId};
use crate::source::{FileId, Span, Spanned};

/// A register as read from its CSV file.
#[derive(Debug, Clone)]
pub struct Register {
    /// Which one.
    pub kind: RegisterKind,
    /// Its file.
    pub file: FileId,
    /// The headers as written, the id's first.
    pub columns: Vec<Spanned<String>>,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// Where each id stands first: a register may have thousands, and everything points at them.
    index: FxHashMap<RowId, usize>,
}

/// A row of a register.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: Spanned<RowId>,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// A cell with its place.
pub type Cell = Spanned<Box<str>>;

impl Register {
    /// A register with these headers and rows.
    pub fn new(kind: RegisterKind, file: FileId, columns: Vec<Spanned<String>>, rows: Vec<Row>) -> Self {
        let mut index = FxHashMap::with_capacity_and_hasher(rows.len(), FxBuildHasher);
        for (i, row) in rows.iter().enumerate() {
            index.entry(row.id.value.clone()).or_insert(i);
        }
        Self { kind, file, columns, rows, index }
    }

    /// Where the row with this id stands.
    pub fn position(&self, id: &RowId) -> Option<usize> {
        self.index.get(id).copied()
    }

    /// The index of the column with this header.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|it| it.value == name)
    }

    /// What is known of the column at `index`; `None` for one that the facility added.
    pub fn known(&self, index: usize) -> Option<&'static Column> {
        self.columns.get(index).and_then(|it| self.kind.column(&it.value))
    }

    /// The row with this id.
    pub fn row(&self, id: &RowId) -> Option<&Row> {
        self.rows.get(self.position(id)?)
    }

    /// The day in the column called `name`; `None` where nothing or no day stands there.
    pub fn date(&self, row: &Row, name: &str) -> Option<Date> {
        Date::parse(self.text(row, name)).ok()
    }

    /// The place of the cell in the column called `name`; of the row's id where the register has no such column.
    pub fn cell_span(&self, row: &Row, name: &str) -> Span {
        self.column(name).and_then(|it| row.cells.get(it)).map_or(row.id.span, |it| it.span)
    }

    /// The text in the column called `name`; empty where the register has no such column.
    pub fn text<'a>(&self, row: &'a Row, name: &str) -> &'a str {
        self.column(name).and_then(|it| row.cells.get(it)).map_or("", |it| &it.value)
    }
}
