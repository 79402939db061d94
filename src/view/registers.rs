//! Registers without what a profile withholds: rows go, masked cells say so, and words of cells that name what is gone.
//! Columns stay where they are.

use super::gone::Gone;
use super::prose::{HIDDEN, hidden_from};
use crate::diagnostics::Sink;
use crate::model::{Cell, Profile, Register, Row};
use crate::resolve::{Binder, CellLink};

/// The registers and the links within their cells; a word that leads nowhere now goes to `sink`.
pub(super) fn left(binder: &Binder, profile: &Profile, gone: &Gone, sink: &mut Sink) -> (Vec<Register>, Vec<CellLink>) {
    let mut links = Vec::new();
    let mut registers = Vec::with_capacity(binder.registers().len());
    for register in binder.registers() {
        registers.push(Desk { binder, profile, gone }.register(register, &mut links, sink));
    }
    (registers, links)
}

struct Desk<'a> {
    binder: &'a Binder,
    profile: &'a Profile,
    gone: &'a Gone,
}

impl Desk<'_> {
    fn register(&self, register: &Register, links: &mut Vec<CellLink>, sink: &mut Sink) -> Register {
        let masked: Vec<bool> =
            register.columns.iter().map(|it| self.profile.masks(register.kind, &it.value)).collect();
        let stay = register.rows.iter().enumerate().filter(|(i, _)| !self.gone.has_row(register.kind, *i));
        let mut rows = Vec::with_capacity(register.rows.len());
        for (i, row) in stay {
            let mut of_row: Vec<CellLink> = self.binder.cell_links(register.kind, i).cloned().collect();
            let mut cells = row.cells.clone();
            for (column, cell) in cells.iter_mut().enumerate() {
                if masked.get(column) == Some(&true) {
                    of_row.retain(|it| it.column != column);
                    mask(cell);
                } else {
                    self.unlink(cell, column, &mut of_row, sink);
                }
            }
            links.extend(of_row.into_iter().map(|it| CellLink { row: rows.len(), ..it }));
            rows.push(Row { id: row.id.clone(), cells });
        }
        Register::new(register.kind, register.file, register.columns.clone(), rows)
    }

    /// Takes the links out that lead to what is gone, and the words that they were.
    fn unlink(&self, cell: &mut Cell, column: usize, links: &mut Vec<CellLink>, sink: &mut Sink) {
        let is_gone = |it: &CellLink| it.column == column && self.gone.has(&it.target, self.binder);
        if !links.iter().any(is_gone) {
            return;
        }
        let mut text = String::with_capacity(cell.value.len());
        let mut done = 0;
        let mut kept = Vec::with_capacity(links.len());
        for link in links.drain(..) {
            if link.column != column {
                kept.push(link);
                continue;
            }
            let word = &cell.value[link.start..link.end];
            text.push_str(&cell.value[done..link.start]);
            let start = text.len();
            if self.gone.has(&link.target, self.binder) {
                sink.push(hidden_from(self.profile, cell.span.within(link.start..link.end), word));
                text.push_str(HIDDEN);
            } else {
                text.push_str(word);
                kept.push(CellLink { start, end: text.len(), ..link.clone() });
            }
            done = link.end;
        }
        text.push_str(&cell.value[done..]);
        *links = kept;
        cell.value = text.into();
    }
}

/// An empty cell stays empty: that nothing stands there is no secret.
fn mask(cell: &mut Cell) {
    if !cell.value.trim().is_empty() {
        cell.value = Profile::MASKED.into();
    }
}
