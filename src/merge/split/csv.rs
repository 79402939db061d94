//! A register to its rows, and a row to its cells. What is left open ends with its line, as where registers are read.

use std::ops::Range;

use crate::merge::node::{Kind, Naming, Node, Rank};
use crate::merge::text::{folded, is_blank};

/// Columns that hold a row's id, wherever they stand.
const IDS: [&str; 3] = ["番号", "管理番号", "id"];

/// A row of cells; a quoted cell may run over several lines.
#[derive(Debug, Clone)]
pub(in crate::merge) struct Record {
    /// Without its line end.
    pub(in crate::merge) range: Range<usize>,
    /// Quotes included.
    pub(in crate::merge) cells: Vec<Range<usize>>,
}

/// All records but empty lines.
pub(in crate::merge) fn records(text: &str) -> Vec<Record> {
    let mut records = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let line = line_end(text, at);
        if is_blank(&text[at..line]) {
            at = (line + 1).min(text.len());
        } else {
            let record = record(text, at);
            at = (line_end(text, record.range.end) + 1).min(text.len());
            records.push(record);
        }
    }
    records
}

/// Where the line that holds `at` ends, before its `\n`.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |it| at + it)
}

fn record(text: &str, start: usize) -> Record {
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let end = cell_end(text, at);
        cells.push(at..end);
        if !text[end..].starts_with(',') {
            return Record { range: start..end, cells };
        }
        at = end + 1;
    }
}

fn cell_end(text: &str, start: usize) -> usize {
    let from = if text[start..].starts_with('"') { closing_quote(text, start + 1).unwrap_or(start) } else { start };
    let line = line_end(text, from);
    let line = if text[from..line].ends_with('\r') { line - 1 } else { line };
    text[from..line].find(',').map_or(line, |it| from + it)
}

/// Behind the quote that closes what was opened before `start`; a doubled one closes nothing.
fn closing_quote(text: &str, start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += text[at..].find('"')? + 1;
        if !text[at..].starts_with('"') {
            return Some(at);
        }
        at += 1;
    }
}

/// The header and the rows.
pub(super) fn split(text: &str) -> Vec<Node> {
    let records = records(text);
    let name = |range: &Range<usize>| folded(text[range.clone()].trim_matches('"'));
    let id = records.first().and_then(|it| it.cells.iter().position(|it| IDS.contains(&name(it).as_str())));
    let id = id.unwrap_or_default();
    let nodes = records.iter().enumerate().map(|(n, it)| if n == 0 { header(it) } else { row(text, it, id) });
    nodes.collect()
}

fn header(record: &Record) -> Node {
    let mut node = Node::new(Kind::Head, record.range.clone()).called("=", "見出しの行");
    (node.rank, node.naming, node.sign) = (Rank::First, Naming::Unnamed, "=".to_owned());
    node
}

fn row(text: &str, record: &Record, id: usize) -> Node {
    let cell = record.cells.get(id).map_or("", |it| &text[it.clone()]).trim_matches('"').trim();
    let cell = cell.replace('\r', "");
    let mut node = Node::new(Kind::Row, record.range.clone()).called(&cell, &cell);
    node.title = Some(folded(&cell));
    node.sign = cell;
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_end_where_registers_end_them() {
        let text = "番号,名\r\nA,\"一,\n\"\"二\"\"\"\r\n\r\nB,\"開いた,まま\nC,三";
        let cells = |it: &Record| it.cells.iter().map(|it| &text[it.clone()]).collect::<Vec<_>>();
        let records: Vec<_> = records(text).iter().map(cells).collect();
        let expected: [&[&str]; 4] =
            [&["番号", "名"], &["A", "\"一,\n\"\"二\"\"\""], &["B", "\"開いた", "まま"], &["C", "三"]];
        assert_eq!(records, expected);
    }

    #[test]
    fn the_id_is_found_by_its_header() {
        let signs: Vec<_> = split("名,番号\n一,A-1\n二,\"A-2\"\n").into_iter().map(|it| it.sign).collect();
        assert_eq!(signs, ["=", "A-1", "A-2"]);
        let signs: Vec<_> = split("名,他\n一,A-1\n").into_iter().map(|it| it.sign).collect();
        assert_eq!(signs, ["=", "一"]);
    }
}
