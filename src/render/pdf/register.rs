//! Registers as tables that fit a page: upright where they can, on a turned page where they are wide, in several tables
//! where even that is too narrow. Each row's label stands once, in the first table.

mod compact;

use super::node::{Inline, Inlines, Kind, Row, Table};
use super::scribe::Scribe;
use super::table::is_short;
use super::tree::RegisterBody;
use super::widths::{Need, fit};
use crate::model::{Register, RegisterView, Target};

/// How many half ems of type an upright page holds, one within prose, and a turned page.
const UPRIGHT: usize = 114;
const PROSE: usize = 108;
const TURNED: usize = 186;
/// What long text in one column of a register may claim.
const COLUMN: usize = 18;
/// A table of more rows is set for many pages: typst takes time and memory for every cell, and sets every cell with a
/// reference in it twice. Such a table has no references, and a wide register stands in three columns.
const LONG: usize = 500;
/// The column beside the id that says what a row is, repeated in every part.
const NAMES: [&str; 1] = ["名称"];

/// A whole register.
pub(super) fn body(scribe: &mut Scribe<'_>, register: &Register) -> RegisterBody {
    let needs: Vec<Need> = (0..register.columns.len()).map(|it| need(register, it)).collect();
    // Half way between cramped and ample still reads well.
    let wide = needs.iter().map(|it| it.wanted + it.least).sum::<usize>() > 2 * UPRIGHT;
    if wide && register.rows.len() > LONG {
        return compact::body(scribe, register);
    }
    // A head without rows needs no turned page.
    let landscape = wide && !register.rows.is_empty();
    let room = if landscape { TURNED } else { UPRIGHT };
    let groups = if wide { split(register, &needs, room) } else { vec![(0..needs.len()).collect()] };
    let rows: Vec<usize> = (0..register.rows.len()).collect();
    let mut parts: Vec<Table> =
        groups.iter().map(|it| table(scribe, register, &rows, it, (room, "register"))).collect();
    if let Some(first) = parts.first_mut() {
        label_rows(scribe, register, first);
    }
    RegisterBody { landscape, rows: rows.len(), parts }
}

/// A view of a register within a document; none where it has no column.
pub(super) fn view(scribe: &mut Scribe<'_>, view: &RegisterView) -> Option<Kind> {
    let register = scribe.binder.register(view.register)?;
    let shows_any = !view.columns.is_empty();
    shows_any.then(|| Kind::Table(table(scribe, register, &view.rows, &view.columns, (PROSE, "view"))))
}

/// A view of a register on a turned page.
pub(super) fn wide(scribe: &mut Scribe<'_>, view: &RegisterView) -> Option<Table> {
    let register = scribe.binder.register(view.register)?;
    Some(table(scribe, register, &view.rows, &view.columns, (TURNED, "register")))
}

/// Columns in groups that fit a page of this width, each with the id and the name in front, and about equally full.
fn split(register: &Register, needs: &[Need], page: usize) -> Vec<Vec<usize>> {
    let names = NAMES.iter().filter_map(|it| register.column(it));
    let lead: Vec<usize> = std::iter::once(0).chain(names).collect();
    let of = |columns: &[usize]| columns.iter().map(|it| needs[*it].wanted).sum::<usize>();
    let rest: Vec<usize> = (0..needs.len()).filter(|it| !lead.contains(it)).collect();
    let room = page.saturating_sub(of(&lead)).max(1);
    let fair = of(&rest).div_ceil(of(&rest).div_ceil(room).max(1));
    let mut groups = vec![lead.clone()];
    let mut used = 0;
    for column in rest {
        let wanted = needs[column].wanted;
        if used > 0 && (used + wanted > room || used + wanted / 2 > fair) {
            groups.push(lead.clone());
            used = 0;
        }
        used += wanted;
        if let Some(group) = groups.last_mut() {
            group.push(column);
        }
    }
    groups
}

fn need(register: &Register, column: usize) -> Need {
    let cells: Vec<String> = register.rows.iter().map(|it| breakable(&it.cells[column].value)).collect();
    Need::of(&register.columns[column].value, &cells, COLUMN)
}

fn table(
    scribe: &mut Scribe<'_>,
    register: &Register,
    rows: &[usize],
    columns: &[usize],
    (room, of): (usize, &'static str),
) -> Table {
    let head = columns.iter().map(|it| head_cell(scribe, register, *it)).collect();
    let texts = rows.iter().flat_map(|row| columns.iter().map(|it| &register.rows[*row].cells[*it].value));
    let short = is_short(rows.len(), texts, 1800);
    let set = if rows.len() > LONG { text_cell } else { cell };
    let cells = |row: &usize| columns.iter().map(|column| set(scribe, register, *row, *column)).collect();
    let rows: Vec<Row> = rows.iter().map(cells).map(|cells| Row { id: None, cells }).collect();
    let of = rows.is_empty().then_some(of);
    let needs: Vec<Need> = columns.iter().map(|it| need(register, *it)).collect();
    let row_head = columns.first() == Some(&0);
    Table { align: vec!["n"; columns.len()], widths: fit(&needs, room), short, row_head, head, rows, of }
}

fn head_cell(scribe: &mut Scribe<'_>, register: &Register, column: usize) -> Inlines {
    let head = &register.columns[column];
    let text = if head.value.trim().is_empty() { "－" } else { &head.value };
    scribe.at(head.span).plain(text)
}

/// A cell without references.
fn text_cell(scribe: &mut Scribe<'_>, register: &Register, row: usize, column: usize) -> Inlines {
    let cell = &register.rows[row].cells[column];
    scribe.at(cell.span).plain(&breakable(&cell.value))
}

/// A cell with the ids, items and files in it as references.
fn cell(scribe: &mut Scribe<'_>, register: &Register, row: usize, column: usize) -> Inlines {
    let cell = &register.rows[row].cells[column];
    scribe.at(cell.span);
    if column == 0 {
        let target = Target::Row(register.kind, register.rows[row].id.value.clone());
        let c = scribe.plain(&breakable(&cell.value));
        return scribe.goto(&target, c);
    }
    let mut out = Inlines::new();
    let mut done = 0;
    let binder = scribe.binder;
    for link in binder.cell_links(register.kind, row).filter(|it| it.column == column) {
        out.extend(scribe.plain(&breakable(&cell.value[done..link.start])));
        let c = scribe.plain(&breakable(&cell.value[link.start..link.end]));
        out.extend(scribe.goto(&link.target, c));
        done = link.end;
    }
    out.extend(scribe.plain(&breakable(&cell.value[done..])));
    out
}

fn label_rows(scribe: &mut Scribe<'_>, register: &Register, table: &mut Table) {
    for (row, source) in table.rows.iter_mut().zip(&register.rows) {
        row.id = scribe.claim_target(&Target::Row(register.kind, source.id.value.clone()));
        // The id need not lead to itself.
        if let Some(cell) = row.cells.first_mut() {
            *cell = scribe.at(source.id.span).plain(&breakable(source.id.value.as_str()));
        }
    }
}

/// The text with places to break words that no column holds: digests, paths, addresses.
fn breakable(text: &str) -> String {
    const LONGEST: usize = 16;
    let mut out = String::with_capacity(text.len());
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_ascii() && !c.is_ascii_whitespace() { run + 1 } else { 0 };
        if run > LONGEST {
            out.push('\u{200b}');
            run = 1;
        }
        out.push(c);
    }
    out
}

/// A reference to a row, shown as its id and a name.
pub(super) fn row_reference(scribe: &mut Scribe<'_>, target: &Target, id: &str, name: &str) -> Inlines {
    let text = if name.is_empty() { id.to_owned() } else { format!("{id} {name}") };
    let c: Vec<Inline> = scribe.plain(&text);
    scribe.xref(target, c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_can_be_broken() {
        let broken = breakable(&"0".repeat(40));
        assert_eq!(broken.split('\u{200b}').map(str::len).collect::<Vec<_>>(), [16, 16, 8]);
        assert_eq!(breakable("192.168.10.10"), "192.168.10.10");
        assert_eq!(
            breakable("機器台帳の、とても長い名前です。とても長い名前です。"),
            "機器台帳の、とても長い名前です。とても長い名前です。"
        );
    }
}
