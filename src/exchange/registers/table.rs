//! A register as texts: what a sheet shows of it, and what the hidden sheet keeps of that.

use crate::model::{Date, Holds, Register, RegisterKind, RowId};

/// More than Excel holds in a cell does not arrive: 32,767 units of UTF-16.
pub(super) const CELL_LIMIT: usize = 32_767;

/// A register as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Which one.
    pub kind: RegisterKind,
    /// Its headers, the id's first.
    pub columns: Vec<String>,
    /// Its rows, in the order of the file.
    pub rows: Vec<TableRow>,
}

/// A row of a register as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRow {
    /// Its id.
    pub id: RowId,
    /// One text a column.
    pub cells: Vec<String>,
}

impl Table {
    /// The texts of a register.
    pub fn of(register: &Register) -> Self {
        let rows = register.rows.iter().map(|row| TableRow {
            id: row.id.value.clone(),
            cells: row.cells.iter().map(|it| it.value.to_string()).collect(),
        });
        Self {
            kind: register.kind,
            columns: register.columns.iter().map(|it| it.value.clone()).collect(),
            rows: rows.collect(),
        }
    }

    /// A register that the folder does not have.
    pub fn empty(kind: RegisterKind) -> Self {
        let columns = kind.columns().iter().map(|it| it.name.to_owned()).collect();
        Self { kind, columns, rows: Vec::new() }
    }

    /// As a sheet shows it: with every column that is known, and with the texts that a cell of a workbook can hold.
    pub(super) fn shown(&self) -> Self {
        let mut columns = self.columns.clone();
        let missing = self.kind.columns().iter().filter(|it| !self.columns.iter().any(|have| have == it.name));
        columns.extend(missing.map(|it| it.name.to_owned()));
        let cells = |row: &TableRow| {
            let mut cells: Vec<String> = row.cells.iter().map(|it| fitting(&plain(it)).to_owned()).collect();
            cells.resize(columns.len(), String::new());
            cells
        };
        let rows = self.rows.iter().map(|it| TableRow { id: it.id.clone(), cells: cells(it) }).collect();
        Self { kind: self.kind, columns, rows }
    }

    /// The text of `row` in the column called `name`; empty where the table has no such column.
    pub(super) fn text<'a>(&self, row: &'a TableRow, name: &str) -> &'a str {
        let column = self.columns.iter().position(|it| it == name);
        column.and_then(|it| row.cells.get(it)).map_or("", String::as_str)
    }
}

/// A text with the line ends that a workbook has, without the blanks around it: so it is read from a register too.
pub(super) fn plain(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// As much of a text as a cell holds.
pub(super) fn fitting(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, it)| {
        units += it.len_utf16();
        units > CELL_LIMIT
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// The ids and columns of texts that are longer than a cell may be.
pub fn too_long(table: &Table) -> Vec<(String, String)> {
    let of_row = |row: &TableRow| -> Vec<(String, String)> {
        let cells = row.cells.iter().zip(&table.columns).filter(|it| fitting(it.0).len() < it.0.len());
        cells.map(|it| (row.id.to_string(), it.1.clone())).collect()
    };
    table.rows.iter().flat_map(of_row).collect()
}

/// What the cells of a column hold; any text, where nothing is known of it.
pub(super) fn holds(kind: RegisterKind, name: &str) -> Holds {
    kind.column(name).map_or(Holds::Text, |it| it.holds)
}

/// Whether two texts say the same in such a column: a day in whatever form, any other text letter by letter.
pub(super) fn is_same(holds: Holds, one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    one == other || (is_day(holds) && matches!((Date::parse(&one), Date::parse(&other)), (Ok(a), Ok(b)) if a == b))
}

/// Whether the cells of the column are days.
pub(super) fn is_day(holds: Holds) -> bool {
    matches!(holds, Holds::Date)
}
