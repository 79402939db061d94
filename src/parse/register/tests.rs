//! Annotated registers; and the `csv` crate as the yardstick.

use proptest::prelude::*;

use super::cells::records;
use crate::diagnostics::Sink;
use crate::model::{Register, RegisterKind};
use crate::parse::expect::run;
use crate::source::{FileId, Sources};

fn media(file: FileId, text: &str, sink: &mut Sink) -> Register {
    super::parse(file, text, (RegisterKind::Media, &[]), sink)
}

/// The columns, and each row's cells joined by `|`.
fn shape(register: &Register) -> (Vec<&str>, Vec<String>) {
    let columns = register.columns.iter().map(|it| it.value.as_str()).collect();
    let row = |cells: &Vec<crate::model::Cell>| cells.iter().map(|it| &*it.value).collect::<Vec<_>>().join("|");
    (columns, register.rows.iter().map(|it| row(&it.cells)).collect())
}

#[test]
fn the_id_moves_to_the_front_and_extra_columns_stay() {
    let text = "名称, 番号 ,色\n\"USB \"\"A\"\", 小\",MD-01,赤\n\nUSB B, MD-02 ,\n";
    for text in [text.to_owned(), text.replace('\n', "\r\n")] {
        let (register, findings) = run(&text, media);
        assert_eq!(findings, [""; 0]);
        let rows = ["MD-01|USB \"A\", 小|赤", "MD-02|USB B|"].map(str::to_owned).to_vec();
        assert_eq!(shape(&register), (vec!["番号", "名称", "色"], rows));
    }
}

#[test]
fn every_cell_knows_its_place() {
    let text = "番号,名称,備考\nMD-01,\"長い\n名称\", 済 \n";
    let (register, _) = run(text, media);
    let cells = register.rows.iter().flat_map(|it| &it.cells);
    let written: Vec<_> = cells.filter_map(|it| text.get(it.span.range())).collect();
    assert_eq!(written, ["MD-01", "\"長い\n名称\"", "済"]);
}

#[test]
fn mistakes_are_told_with_their_place() {
    for (text, expected) in [
        ("", vec!["1:1 missing-column"]),
        ("番號,名称\nMD-01,x\n", vec!["1:1 missing-column"]),
        ("番号,名称,名称\n", vec!["1:7 duplicate-column"]),
        ("番号,名称\nMD-01\nMD-02,a,b\nMD-03,c\n", vec!["2:1 csv-cells", "2:6 empty-cell", "3:1 csv-cells"]),
        ("番号,名称\n,x\n　,y\n", vec!["2:1 missing-row-id", "3:1 missing-row-id"]),
        ("番号,名称\nMD-01,\"x\nMD-02,y\n", vec!["2:7 csv-syntax"]),
        ("番号,名称\nMD-01,\"x\"y\nMD-02,y\n", vec!["2:10 csv-syntax"]),
        ("番号,名称\n,\n\n   \nMD-01,y", vec![]),
        ("番号,名称,,\nMD-01,y,,\n", vec![]),
    ] {
        let crlf = text.replace('\n', "\r\n");
        assert_eq!(run(text, media).1, expected, "{text}");
        assert_eq!(run(&crlf, media).1, expected, "{crlf:?}");
    }
}

#[test]
fn what_is_sound_is_read_all_the_same() {
    let (register, _) = run("番号,名称\nMD-01,\"x\nMD-02\nMD-03,y,z\n,w\n", media);
    let rows = ["MD-01|\"x", "MD-02|", "MD-03|y"].map(str::to_owned).to_vec();
    assert_eq!(shape(&register), (vec!["番号", "名称"], rows));
}

#[test]
fn a_decomposed_header_is_composed() {
    let (register, findings) = run("番号,テ\u{3099}ータ,,\nMD-01,x,,\n", media);
    assert_eq!((shape(&register).0, findings), (vec!["番号", "データ"], Vec::new()));
}

/// The cells as the `csv` crate reads them.
fn yardstick(text: &str) -> Result<Vec<Vec<String>>, csv::Error> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    reader.records().map(|it| it.map(|it| it.iter().map(str::to_owned).collect())).collect()
}

proptest! {
    #[test]
    fn sound_cells_are_read_as_the_csv_crate_does(
        rows in prop::collection::vec(prop::collection::vec("[a\"あ, \r\n]{0,4}", 1..4), 0..5),
        line_end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let quoted = |it: &String| format!("\"{}\"", it.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(",") + line_end;
        let text: String = rows.iter().map(line).collect();
        let mut sink = Sink::default();
        let file = Sources::default().add("test", text.as_str());
        let read = records(file, &text, &mut sink);
        let cells: Vec<Vec<String>> = read.into_iter().map(|it| it.cells.into_iter().map(|it| it.text).collect()).collect();
        prop_assert_eq!(yardstick(&text).ok(), Some(cells));
        prop_assert!(sink.into_sorted().is_empty());
    }

    #[test]
    fn no_text_panics(text in "[番号,\"\r\n a\u{3000}]{0,24}") {
        let (register, _) = run(&text, media);
        for cell in register.rows.iter().flat_map(|it| &it.cells) {
            prop_assert!(text.get(cell.span.range()).is_some());
        }
    }
}
