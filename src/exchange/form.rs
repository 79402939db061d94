//! An official form in a sheet: numbers, wording, scopes and sections are found by what the cells say, not by where they
//! stand. Never takes an answer, and never a cell that could be two things.

mod layout;

use std::collections::BTreeSet;

use super::hints::Hints;
use super::sheet::{Cell, Row, Sheet};
use super::unread::Unread;
use super::{number, scope};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Column, FacilityKind, ItemId};
use crate::source::{FileId, Span, Spanned};
use layout::Layout;

/// Who a form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The facility: what the form calls itself, and the kinds of facility that it names.
    Facility(String, Vec<FacilityKind>),
    /// A vendor.
    Vendor,
}

/// A form as it was read.
#[derive(Debug)]
pub struct FormSheet {
    /// File and sheet, for people.
    pub path: String,
    /// The sheet's text.
    pub file: FileId,
    /// Who it is for.
    pub whose: Whose,
    /// What it says of its year.
    pub hints: Hints,
    /// The columns of a completed form; `None` where their headings could not be read.
    pub columns: Option<Vec<Column>>,
    /// The items, as they stand.
    pub items: Vec<FormItem>,
}

/// One item of a form.
#[derive(Debug)]
pub struct FormItem {
    /// Its number.
    pub id: ItemId,
    /// The cell that its number stands in.
    pub(super) at: At,
    /// The official wording.
    pub wording: Spanned<String>,
    /// On what machines.
    pub scope: Option<String>,
}

/// Where an item's number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// Its row and column, from 0.
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) span: Span,
}

/// Reads a sheet; `None` where it has no item, or with a finding where it does not say whose form it is.
pub fn read(sheet: &Sheet, sink: &mut Sink) -> Option<FormSheet> {
    let mut walk = Walk::default();
    for row in &sheet.rows {
        walk.row(row);
    }
    if walk.items.is_empty() {
        return None;
    }
    let Some(whose) = walk.layout.whose(&sheet.name) else {
        sink.push(Finding::of_path(Code::ImportFormUnknown, &sheet.path).with("path", &sheet.path));
        return None;
    };
    sink.extend(walk.repeated);
    walk.unread.tell(sink);
    let columns = walk.layout.columns();
    if columns.is_none() && whose != Whose::Vendor {
        sink.push(Finding::of_path(Code::ImportLayoutUnknown, &sheet.path).with("path", &sheet.path));
    }
    let hints = Hints::of(&walk.layout.heads());
    Some(FormSheet { path: sheet.path.clone(), file: sheet.file, whose, hints, columns, items: walk.items })
}

/// Where a cell that is no item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// On a row without an item.
    OwnRow,
    /// On an item's row, before its number.
    BeforeNumber,
}

/// What a walk over the rows knows so far.
#[derive(Debug, Default)]
struct Walk {
    section: Option<u8>,
    scope: Option<String>,
    /// The row before which the scope ends, where a merged cell says so.
    scope_until: Option<usize>,
    items: Vec<FormItem>,
    seen: BTreeSet<ItemId>,
    repeated: Vec<Finding>,
    layout: Layout,
    unread: Unread,
}

impl Walk {
    fn row(&mut self, row: &Row) {
        if self.scope_until.is_some_and(|it| row.number >= it) {
            (self.scope, self.scope_until) = (None, None);
        }
        let found = row.cells.iter().enumerate().find_map(|(i, cell)| Some((i, self.number(&row.cells, i, cell)?)));
        match found {
            Some((at, (id, rest))) => self.item(row, at, id, rest),
            None => row.cells.iter().enumerate().for_each(|(i, cell)| self.head(row, i, cell, Place::OwnRow)),
        }
    }

    /// The item's number in a cell. A section in a cell before it, on the same row, counts already.
    fn number<'c>(&self, cells: &[Cell], at: usize, cell: &'c Cell) -> Option<(ItemId, &'c str)> {
        number::item(&cell.text).or_else(|| {
            let (small, rest) = number::small(&cell.text)?;
            let before = cells[..at].iter().rev().find_map(|it| section(&it.text));
            Some((ItemId::new(before.or(self.section)?.into(), small.into())?, rest))
        })
    }

    fn item(&mut self, row: &Row, at: usize, id: ItemId, rest: &str) {
        for (i, cell) in row.cells[..at].iter().enumerate() {
            match section(&cell.text) {
                Some(number) => self.enter(number),
                None => self.head(row, i, cell, Place::BeforeNumber),
            }
        }
        self.section = Some(id.section());
        let mut own_scope = None;
        let mut wording = (!rest.is_empty()).then(|| Spanned::new(rest.to_owned(), row.cells[at].span));
        for cell in &row.cells[at + 1..] {
            if let Some(scope) = scope::read(&cell.text) {
                own_scope = Some(scope);
            } else if layout::is_answer(&cell.text) {
                self.layout.answer(&cell.text);
            } else if wording.is_none() {
                wording = Some(Spanned::new(cell.text.clone(), cell.span));
            } else {
                self.unread.take(row.number, &cell.name, &cell.text, cell.span);
            }
        }
        let Some(wording) = wording else {
            let cell = &row.cells[at];
            return self.unread.take(row.number, &cell.name, &cell.text, cell.span);
        };
        if self.seen.insert(id) {
            let cell = &row.cells[at];
            let at = At { row: row.index(), column: cell.column, span: cell.span };
            self.items.push(FormItem { id, at, wording, scope: own_scope.or_else(|| self.scope.clone()) });
        } else {
            self.repeated.push(Finding::at(Code::ImportItemRepeated, wording.span).with("item", id.shown()).item(id));
        }
    }

    /// A cell of a row without an item, or before the item's number.
    fn head(&mut self, row: &Row, at: usize, cell: &Cell, place: Place) {
        let is_item = place == Place::BeforeNumber;
        let digit_of_heading = at == 0 && row.cells.len() == 2 && number::section(&cell.text).is_none();
        if let Some((number, _)) = number::section(&cell.text) {
            self.enter(number);
        } else if let Some(number) = number::lone_digit(&cell.text).filter(|_| digit_of_heading) {
            self.enter(number);
        } else if let Some(scope) = scope::read(&cell.text) {
            self.scope = Some(scope);
            // On an item's row it speaks for the rows it is merged over; on a row of its own, for all that come.
            self.scope_until = (cell.height > 1 || is_item).then_some(row.number + cell.height as usize);
        } else if at == 1 && row.cells.len() == 2 && number::lone_digit(&row.cells[0].text) == self.section {
            // The title beside a section's digit.
        } else if !self.layout.take(&cell.text, self.items.is_empty()) {
            self.unread.take(row.number, &cell.name, &cell.text, cell.span);
        }
    }

    fn enter(&mut self, section: u8) {
        if self.section != Some(section) {
            (self.scope, self.scope_until) = (None, None);
        }
        self.section = Some(section);
    }
}

/// A section's heading, or its digit alone.
fn section(text: &str) -> Option<u8> {
    number::section(text).map(|it| it.0).or_else(|| number::lone_digit(text))
}
