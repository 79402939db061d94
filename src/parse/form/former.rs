//! A form of another year than the binder's: read for comparing, judged by nobody. Never gives a finding, since it was
//! settled when its year was.

use super::{form, holds_items, place, row};
use crate::diagnostics::Sink;
use crate::model::{Block, BlockKind, Column, Form, Inline, Inlines, RawRef, Table, plain_text};
use crate::parse::front_matter::FormKeys;

/// The form in `blocks`; `columns` are those of its own edition, if that is known. An item that a row names is no link:
/// this year's item of that number is another.
pub(crate) fn former(
    (path, text): (&str, &str),
    keys: FormKeys,
    blocks: &mut [Block<RawRef>],
    columns: &[Column],
) -> Option<Form> {
    let mut unheard = Sink::default();
    let mut rows = Vec::new();
    for table in blocks.iter_mut().filter_map(answers_of) {
        let columns = columns_of(table, columns);
        rows.extend(
            table.rows.iter().filter_map(|(span, cells)| row(*span, text, cells, &columns, &mut unheard)?.ok()),
        );
        for (_, cells) in &mut table.rows {
            let Some(first) = cells.first_mut() else { continue };
            *first = std::mem::take(first).into_iter().flat_map(unlinked).collect();
        }
    }
    Some(Form { rows, ..form(path, place(path)?, keys)? })
}

fn answers_of(block: &mut Block<RawRef>) -> Option<&mut Table<RawRef>> {
    let BlockKind::Table(table) = &mut block.kind else { return None };
    holds_items(table).then_some(table)
}

/// Those of the edition where the table has as many; else what its heads say, for a layout that nobody has seen.
fn columns_of(table: &Table<RawRef>, known: &[Column]) -> Vec<Option<Column>> {
    if table.head.len() == known.len() {
        return known.iter().copied().map(Some).collect();
    }
    let mut columns = Vec::with_capacity(table.head.len());
    for head in &table.head {
        let named = named(plain_text(head).trim(), &columns);
        columns.push(named.filter(|it| !columns.contains(&Some(*it))));
    }
    columns
}

/// The second 確認日 is that of the second answer.
fn named(head: &str, before: &[Option<Column>]) -> Option<Column> {
    Some(match head {
        "項目" => Column::Item,
        "1回目" | "１回目" | "回答" => Column::First,
        "2回目" | "２回目" => Column::Second,
        "確認日" if before.contains(&Some(Column::Second)) => Column::SecondDate,
        "確認日" => Column::FirstDate,
        "目標日" => Column::Target,
        "備考" => Column::Remark,
        _ => return None,
    })
}

fn unlinked(inline: Inline<RawRef>) -> Inlines<RawRef> {
    if let Inline::Ref(it) = inline {
        return if matches!(it.to, RawRef::Item(_)) { it.shown } else { vec![Inline::Ref(it)] };
    }
    if let Inline::Strong(inner) = inline {
        return vec![Inline::Strong(inner.into_iter().flat_map(unlinked).collect())];
    }
    vec![inline]
}
