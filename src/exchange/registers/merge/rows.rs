//! The rows of a sheet, matched by id.

use std::collections::{BTreeMap, BTreeSet};

use super::Sheet;
use super::cells::{Cells, RowTexts};
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::registers::columns::Headers;
use crate::exchange::registers::compare::{Added, Changed, Changes};
use crate::exchange::registers::read::{ReadRow, Value, cell_name};
use crate::exchange::registers::table::{Table, TableRow, is_same};
use crate::model::RowId;
use crate::source::Writing;

pub(super) struct Rows<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) headers: &'a Headers,
    pub(super) folder: &'a Table,
    pub(super) writing: Writing,
}

type ById<'a> = BTreeMap<&'a RowId, &'a TableRow>;

fn by_id(table: &Table) -> ById<'_> {
    table.rows.iter().rev().map(|it| (&it.id, it)).collect()
}

impl Rows<'_> {
    pub(super) fn merge(&self, sink: &mut Sink) -> Changes {
        let mut changes = Changes::none(self.sheet.kind);
        let base = self.sheet.base.map(by_id);
        let folder = by_id(self.folder);
        let (seen, repeated) = self.ids();
        // A row whose id somebody wiped out or mistyped is no row that was removed.
        let mut is_whole = !self.sheet.sheet.is_cut && repeated.is_empty();
        for row in self.rows() {
            let Some((id, column)) = self.id(row) else {
                sink.push(self.without_id(row));
                is_whole = false;
                continue;
            };
            // Any of them may be the mistyped one, so that none may change the row of that id.
            if repeated.contains(&id) {
                let cell = cell_name(&self.sheet.sheet.name, row.number, column);
                sink.push(self.sheet.finding(Code::WorkbookRepeatedRow).with("cell", cell).with("id", &id));
                continue;
            }
            let old = base.as_ref().and_then(|it| it.get(&id).copied());
            self.row(row, &id, old, folder.get(&id).copied(), &mut changes, sink);
        }
        for old in self.sheet.base.iter().flat_map(|it| &it.rows).filter(|it| !seen.contains(&it.id)) {
            let Some(now) = folder.get(&old.id) else { continue };
            if is_whole && self.is_untouched(old, now) {
                changes.removed.push(now.id.clone());
            } else {
                let finding = self.sheet.finding(Code::WorkbookRowKept).with("id", &old.id);
                sink.push(finding.with("register", self.sheet.kind.japanese()));
            }
        }
        changes
    }

    fn row(
        &self,
        row: &ReadRow,
        id: &RowId,
        old: Option<&TableRow>,
        now: Option<&TableRow>,
        changes: &mut Changes,
        sink: &mut Sink,
    ) {
        let texts = RowTexts { old, now };
        let cells = Cells { rows: self, row };
        match (old, now) {
            (_, Some(now)) => {
                let cells = cells.changed(id, texts, sink);
                if !cells.is_empty() {
                    changes.changed.push(Changed { id: now.id.clone(), cells });
                }
            }
            (Some(old), None) => {
                if cells.differ(old) {
                    let finding = self.sheet.finding(Code::WorkbookRowGone).with("id", id);
                    sink.push(finding.with("register", self.sheet.kind.japanese()));
                }
            }
            (None, None) => changes.added.extend(cells.added(sink).map(|cells| Added { id: id.clone(), cells })),
        }
    }

    /// The rows that say something, in order.
    fn rows(&self) -> impl Iterator<Item = &ReadRow> {
        self.sheet.sheet.rows.iter().skip(self.headers.row + 1).filter(|it| self.says_something(it))
    }

    /// The ids of the sheet, and those that more than one row has.
    fn ids(&self) -> (BTreeSet<RowId>, BTreeSet<RowId>) {
        let (mut seen, mut repeated) = (BTreeSet::new(), BTreeSet::new());
        for (id, _) in self.rows().filter_map(|it| self.id(it)) {
            if !seen.insert(id.clone()) {
                repeated.insert(id);
            }
        }
        (seen, repeated)
    }

    fn without_id(&self, row: &ReadRow) -> Finding {
        let sheet = &self.sheet.sheet.name;
        match self.id_cell(row) {
            Some((column, name, value @ Value::Valueless(_))) => {
                let finding = self.sheet.finding(Code::WorkbookFormulaWithoutValue).with("name", name);
                finding.with("cell", cell_name(sheet, row.number, column)).with("text", value.shown())
            }
            Some(_) | None => {
                self.sheet.finding(Code::WorkbookRowWithoutId).with("row", format!("{sheet}!{}", row.number))
            }
        }
    }

    fn says_something(&self, row: &ReadRow) -> bool {
        self.headers.columns.keys().any(|it| row.cells.contains_key(it))
    }

    /// The row's id and its column.
    fn id(&self, row: &ReadRow) -> Option<(RowId, u32)> {
        let (column, _, value) = self.id_cell(row)?;
        match value {
            Value::Valueless(_) | Value::Merged => None,
            Value::Text(_) | Value::Number(_) | Value::Day(_) | Value::Other(_) => {
                RowId::new(&value.shown()).map(|it| (it, column))
            }
        }
    }

    fn id_cell<'r>(&self, row: &'r ReadRow) -> Option<(u32, &'static str, &'r Value)> {
        let name = self.sheet.kind.columns().first()?.name;
        let column = *self.headers.columns.iter().find(|it| it.1 == name)?.0;
        row.cells.get(&column).map(|it| (column, name, it))
    }

    /// Whether the folder's row still says what was handed out.
    fn is_untouched(&self, old: &TableRow, now: &TableRow) -> bool {
        let Some(base) = self.sheet.base else { return false };
        let names = base.columns.iter().chain(&self.folder.columns);
        names.into_iter().all(|name| is_same(self.sheet.holds(name), base.text(old, name), self.folder.text(now, name)))
    }
}
