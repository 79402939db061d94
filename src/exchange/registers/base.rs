//! The hidden sheet: what the other sheets were made from, cell by cell. Believed only where its digest says that nobody
//! changed it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::read::{ReadRow, ReadSheet};
use super::table::{Table, TableRow};
use crate::model::{RegisterKind, RowId};
use crate::source::Digest;

/// Its name. People never see it.
pub(super) const SHEET: &str = "toji";
/// How the sheet is laid out; another number is another sheet.
const FORMAT: &str = "toji registers 1";
const REGISTER: &str = "register";
const ROW: &str = "row";

/// What was handed out.
#[derive(Debug)]
pub(super) struct Base {
    tables: BTreeMap<RegisterKind, Table>,
}

impl Base {
    pub(super) fn table(&self, kind: RegisterKind) -> Option<&Table> {
        self.tables.get(&kind)
    }

    /// `None` where the sheet is not as toji wrote it.
    pub(super) fn read(sheet: &ReadSheet) -> Option<Self> {
        let (head, rows) = sheet.rows.split_first()?;
        let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
        let [format, digest] = <[String; 2]>::try_from(line(head)).ok()?;
        (format == FORMAT && digest == self::digest(&lines)).then_some(())?;
        let mut tables: BTreeMap<RegisterKind, Table> = BTreeMap::new();
        let mut current = None;
        for cells in lines {
            let mut cells = cells.into_iter();
            let (word, second) = (cells.next()?, cells.next()?);
            if word == REGISTER {
                let kind = RegisterKind::parse(&second)?;
                tables.insert(kind, Table { kind, columns: cells.collect(), rows: Vec::new() });
                current = Some(kind);
            } else {
                let table = tables.get_mut(&current?)?;
                let mut cells: Vec<String> = std::iter::once(second).chain(cells).collect();
                cells.resize(table.columns.len(), String::new());
                table.rows.push(TableRow { id: RowId::new(cells.first()?)?, cells });
            }
        }
        Some(Self { tables })
    }
}

/// Writes the sheet.
pub(in crate::exchange) fn write(sheet: &mut Worksheet, tables: &[Table]) -> Result<(), XlsxError> {
    let lines: Vec<Vec<String>> = tables.iter().flat_map(lines).collect();
    let head = vec![FORMAT.to_owned(), digest(&lines)];
    let text = Format::new().set_num_format("@");
    for (number, line) in (0..).zip(std::iter::once(&head).chain(&lines)) {
        for (column, cell) in (0..).zip(line).filter(|it| !it.1.is_empty()) {
            sheet.write_string_with_format(number, column, cell, &text)?;
        }
    }
    sheet.set_name(SHEET)?.set_very_hidden(true);
    Ok(())
}

fn lines(table: &Table) -> Vec<Vec<String>> {
    let with = |words: &[&str], cells: &[String]| {
        let mut line: Vec<String> = words.iter().map(|it| (*it).to_owned()).chain(cells.iter().cloned()).collect();
        line.truncate(line.iter().rposition(|it| !it.is_empty()).map_or(0, |it| it + 1));
        line
    };
    let head = with(&[REGISTER, table.kind.as_str()], &table.columns);
    std::iter::once(head).chain(table.rows.iter().map(|it| with(&[ROW], &it.cells))).collect()
}

/// The cells of a row up to the last one.
fn line(row: &ReadRow) -> Vec<String> {
    let end = row.cells.keys().max().map_or(0, |it| it + 1);
    (0..end).map(|it| row.cells.get(&it).map(super::read::Value::shown).unwrap_or_default()).collect()
}

fn digest(lines: &[Vec<String>]) -> String {
    let text: String = lines.iter().map(|it| it.join("\u{1f}") + "\u{1e}").collect();
    Digest::of(text.as_bytes()).to_string()
}
