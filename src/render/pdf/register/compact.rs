//! A wide register of very many rows: id, name, and all that is known beside it as one text. No cell is left out.

use super::{NAMES, UPRIGHT, head_cell, label_rows, need, text_cell};
use crate::model::Register;
use crate::render::pdf::node::{Inline, Inlines, Mark, Row, Table};
use crate::render::pdf::scribe::Scribe;
use crate::render::pdf::tree::RegisterBody;
use crate::render::pdf::widths::{Need, fit};

/// Above the column that holds the others.
const OTHERS: &str = "ほかの欄";
/// Between two of them.
const GAP: &str = "　";

pub(super) fn body(scribe: &mut Scribe<'_>, register: &Register) -> RegisterBody {
    let names = NAMES.iter().filter_map(|it| register.column(it));
    let lead: Vec<usize> = std::iter::once(0).chain(names).collect();
    let rest: Vec<usize> = (0..register.columns.len()).filter(|it| !lead.contains(it)).collect();
    let mut table = table(scribe, register, &lead, &rest);
    label_rows(scribe, register, &mut table);
    RegisterBody { landscape: false, rows: register.rows.len(), parts: vec![table] }
}

fn table(scribe: &mut Scribe<'_>, register: &Register, lead: &[usize], rest: &[usize]) -> Table {
    let mut head: Vec<Inlines> = lead.iter().map(|it| head_cell(scribe, register, *it)).collect();
    head.push(scribe.nowhere().plain(OTHERS));
    let mut needs: Vec<Need> = lead.iter().map(|it| need(register, *it)).collect();
    needs.push(room_beside(&needs));
    let rows = (0..register.rows.len()).map(|row| Row { id: None, cells: cells(scribe, register, row, lead, rest) });
    let rows = rows.collect();
    let align = vec!["n"; head.len()];
    Table { align, widths: fit(&needs, UPRIGHT), short: false, row_head: true, head, rows, of: None }
}

/// What the columns in front leave of the page.
fn room_beside(lead: &[Need]) -> Need {
    let wanted = UPRIGHT.saturating_sub(lead.iter().map(|it| it.wanted).sum()).max(UPRIGHT / 2);
    Need { least: UPRIGHT / 2, wanted }
}

fn cells(scribe: &mut Scribe<'_>, register: &Register, row: usize, lead: &[usize], rest: &[usize]) -> Vec<Inlines> {
    let mut cells: Vec<Inlines> = lead.iter().map(|it| text_cell(scribe, register, row, *it)).collect();
    cells.push(others(scribe, register, row, rest));
    cells
}

/// 「種別 端末PC　型番 KD-P110」, the heads in bold: those of the cells that say something.
fn others(scribe: &mut Scribe<'_>, register: &Register, row: usize, columns: &[usize]) -> Inlines {
    let mut out = Inlines::new();
    for column in columns {
        let value = text_cell(scribe, register, row, *column);
        if value.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(Inline::Text(GAP.to_owned()));
        }
        out.push(Inline::Mark(Mark::Strong { c: head_cell(scribe, register, *column) }));
        out.push(Inline::Text(" ".to_owned()));
        out.extend(value);
    }
    out
}
