//! Any register, any edits, on one side or on both.

use std::collections::BTreeMap;

use encoding_rs::SHIFT_JIS;
use proptest::prelude::*;

use super::desk::{Desk, Ledger, Put};

const COLUMNS: [&str; 4] = ["管理番号", "名称", "色", "サポート終了日"];
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// How a file is written.
#[derive(Debug, Clone, Copy)]
enum Style {
    Utf8,
    Marked,
    Cp932,
}

#[derive(Debug, Clone)]
struct File {
    rows: Vec<[String; 3]>,
    style: Style,
    line_end: &'static str,
    quoted: bool,
    ended: bool,
}

fn text() -> impl Strategy<Value = String> {
    let any = "[a01あ髙①㈱～－ｱ,\"\n=+@'_x -]{0,6}".prop_map(|it: String| it.trim().to_owned());
    prop_oneof![4 => any, 1 => "(_x0041_|'=1|=A1|-5|\\+81-3|0120|00|R7\\.6\\.2)"]
}

fn day() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "2025-06-02", "令和7年6月2日", "R7.6.2", "1899-12-31", "不明", "2024/2/29"])
        .prop_map(str::to_owned)
}

fn file() -> impl Strategy<Value = File> {
    let row = (text(), text(), day()).prop_map(|(name, color, day)| [name, color, day]);
    let style = prop::sample::select(vec![Style::Utf8, Style::Marked, Style::Cp932]);
    let line_end = prop::sample::select(vec!["\n", "\r\n"]);
    (prop::collection::vec(row, 0..5), style, line_end, any::<bool>(), any::<bool>())
        .prop_map(|(rows, style, line_end, quoted, ended)| File { rows, style, line_end, quoted, ended })
}

fn field(text: &str, quoted: bool) -> String {
    let must = quoted || text.contains([',', '"', '\n']);
    if must { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

impl File {
    /// In an order of columns of its own, with a column that toji does not know and one without a header.
    fn ledger(&self) -> Ledger {
        let line = |cells: &[&str]| cells.iter().map(|it| field(it, self.quoted)).collect::<Vec<_>>().join(",");
        let mut lines = vec![line(&["名称", "管理番号", "サポート終了日", "", "色"])];
        for (number, [name, color, day]) in self.rows.iter().enumerate() {
            lines.push(line(&[name, &id(number), day, "", color]));
        }
        let text = lines.join(self.line_end) + if self.ended { self.line_end } else { "" };
        let bytes = match self.style {
            Style::Utf8 => text.into_bytes(),
            Style::Marked => format!("\u{feff}{text}").into_bytes(),
            Style::Cp932 => SHIFT_JIS.encode(&text).0.into_owned(),
        };
        Ledger { bytes }
    }
}

fn id(number: usize) -> String {
    format!("PC-{number:02}")
}

/// Where the columns of the sheet stand: the id first, then in the file's order.
fn letter(column: usize) -> &'static str {
    ["A", "B", "D", "C"][column]
}

#[derive(Debug, Clone)]
struct Edit {
    row: usize,
    column: usize,
    text: String,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (0usize..5, 1usize..3, text()).prop_map(|(row, column, text)| Edit { row, column, text });
    prop::collection::vec(edit, 0..5)
}

/// The last edit of each cell that is there.
fn by_cell(edits: &[Edit], rows: usize) -> BTreeMap<(usize, usize), String> {
    let sound = edits.iter().filter(|it| it.row < rows);
    sound.map(|it| ((it.row, it.column), it.text.clone())).collect()
}

fn edited(desk: Desk, edits: &BTreeMap<(usize, usize), String>) -> Desk {
    edits.iter().fold(desk, |desk, ((row, column), text)| {
        desk.put(&format!("{}{}", letter(*column), row + 2), &Put::Text(text))
    })
}

/// As a text is read from a register.
fn read(text: &str) -> String {
    text.trim().to_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn export_then_import_changes_nothing(file in file()) {
        let ledger = file.ledger();
        let returned = ledger.import(&ledger.workbook());
        prop_assert_eq!(returned.codes(), Vec::<&str>::new());
        prop_assert_eq!(returned.changes, None);
        prop_assert_eq!(returned.ledger, ledger);
    }

    #[test]
    fn edits_in_the_workbook_arrive(file in file(), edits in edits(), new in prop::option::of(text()), gone in prop::option::of(0usize..5)) {
        let ledger = file.ledger();
        let edits = by_cell(&edits, file.rows.len());
        let mut desk = edited(Desk::of(&ledger.workbook()), &edits);
        if let Some(new) = &new {
            desk = desk.add(50, &[("A", Put::Text("NEW-1")), ("B", Put::Text(new))]);
        }
        let gone = gone.filter(|it| *it < file.rows.len());
        if let Some(gone) = gone {
            desk = desk.remove(gone + 2);
        }
        let returned = ledger.import(&desk.save());
        prop_assert_eq!(returned.codes(), Vec::<&str>::new());
        let after = &returned.ledger;
        for number in 0..file.rows.len() {
            let before = ledger.row(&id(number));
            if Some(number) == gone {
                prop_assert_eq!(after.row(&id(number)), None);
                continue;
            }
            let mut expected = before.unwrap_or_default();
            for (column, name) in COLUMNS.iter().enumerate().skip(1).take(2) {
                if let Some(text) = edits.get(&(number, column)) {
                    expected.insert((*name).to_owned(), read(text));
                }
            }
            prop_assert_eq!(after.row(&id(number)), Some(expected));
        }
        if let Some(new) = &new {
            prop_assert_eq!(after.cell("NEW-1", "名称"), read(new));
        }
        // Rows that nobody touched keep their bytes, and their place before each other.
        let mut at = 0;
        for (number, row) in file.rows.iter().enumerate() {
            let is_touched = Some(number) == gone || (1..3).any(|it| edits.contains_key(&(number, it)));
            if is_touched {
                continue;
            }
            let one = File { rows: vec![row.clone()], ended: false, line_end: "\n", ..file.clone() };
            let all = one.ledger().text();
            let line = all.split_once('\n').map_or("", |it| it.1).replacen(&id(0), &id(number), 1);
            let text = after.text();
            let found = text[at..].find(&line);
            prop_assert!(found.is_some(), "{:?} in {:?}", line, text);
            at += found.unwrap_or_default() + line.len();
        }
    }

    #[test]
    fn edits_on_both_sides_are_never_lost(file in file(), ours in edits(), theirs in edits()) {
        let ledger = file.ledger();
        let (ours, theirs) = (by_cell(&ours, file.rows.len()), by_cell(&theirs, file.rows.len()));
        let desk = edited(Desk::of(&ledger.workbook()), &theirs);
        let mut changed = file.clone();
        for ((row, column), text) in &ours {
            changed.rows[*row][*column - 1].clone_from(text);
        }
        let folder = changed.ledger();
        let returned = folder.import(&desk.save());
        let mut conflicts = 0;
        for number in 0..file.rows.len() {
            for (column, name) in COLUMNS.iter().enumerate().take(3).skip(1) {
                let cell = |it: &Ledger| it.cell(&id(number), name);
                let (base, now, after) = (cell(&ledger), cell(&folder), cell(&returned.ledger));
                let came = theirs.get(&(number, column)).map_or(base.clone(), |it| read(it));
                let expected = if came == base || came == now {
                    now
                } else if now == base {
                    came
                } else {
                    conflicts += 1;
                    now
                };
                prop_assert_eq!(after, expected);
            }
        }
        prop_assert_eq!(returned.codes(), vec!["workbook-conflict"; conflicts]);
    }
}

#[test]
fn the_sheet_has_the_columns_where_the_edits_go() {
    let file = File { rows: Vec::new(), style: Style::Utf8, line_end: "\n", quoted: false, ended: true };
    let columns = file.ledger().table().columns;
    for (column, name) in COLUMNS.iter().enumerate() {
        let at = LETTERS.iter().position(|it| *it == letter(column)).unwrap_or_default();
        assert_eq!(columns[at], *name);
    }
}
