//! `fleet.csv`: a row a member with its answers; where names are hidden, a row an item. As spreadsheets in Japan open it:
//! UTF-8 with its mark, and no cell that they would take for a formula.

use super::cell::{Cell, Table, answer, word};
use super::{Names, Summary, tables};
use crate::fleet::FleetReport;
use crate::model::guard_formula;

const MARK: &str = "\u{feff}";

pub(super) fn csv(report: &FleetReport, summary: &Summary) -> Vec<u8> {
    let table = match summary.names {
        Names::Shown => members(report),
        Names::Hidden => tables::items(summary),
    };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(MARK.as_bytes().to_vec());
    // To memory, and a row as long as the first: nothing can fail.
    let _ = writer.write_record(table.columns.iter().map(|it| &it.0));
    for row in &table.rows {
        let _ = writer.write_record(row.iter().map(|it| guard_formula(&text(it)).into_owned()));
    }
    writer.into_inner().unwrap_or_default()
}

/// How a member stands, what it answers, and why there is no binder.
fn members(report: &FleetReport) -> Table {
    let mut table = tables::members(report);
    table.columns.extend(report.items.iter().map(|it| (it.item.shown(), 12)));
    table.columns.push(("作れなかった理由".to_owned(), 60));
    for (row, member) in table.rows.iter_mut().zip(&report.members) {
        row.extend(tables::answers(report, member, Cell::Answer));
        let why = member.findings.iter().map(|it| format!("{} {}", it.place, it.message).trim().to_owned());
        row.push(Cell::text(&why.collect::<Vec<_>>().join(" / ")));
    }
    table
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Link(text, _) => text.clone(),
        Cell::Count(count) => count.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Answer(it) => answer(it),
        Cell::Word(it) => word(it).to_owned(),
    }
}
