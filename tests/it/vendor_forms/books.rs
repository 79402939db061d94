//! Workbooks for the tests: forms as toji gives them out, official ones in invented layouts (架空), and changes made to
//! them as to any ZIP.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use rust_xlsxwriter::{Format, Workbook};
use toji::diagnostics::Sink;
use toji::exchange::{BlankForm, FillFor, FillRow, FillValue};
use toji::model::{Column, Date, Edition, ItemId, RowId};
use toji::parse::standards;
use toji::source::Sources;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(super) const FACILITY: &str = "見本薬局";

pub(super) fn edition() -> Edition {
    let mut sources = Sources::default();
    let files: Vec<_> = standards::embedded().into_iter().map(|(path, text)| (sources.add(path, text), text)).collect();
    standards::parse(&files, &mut Sink::default()).edition("r7").unwrap().clone()
}

/// A blank form for VD-01, as `toji vendor kit` makes it.
pub(super) fn blank() -> Vec<u8> {
    let edition = edition();
    let id = RowId::new("VD-01").unwrap();
    let devices = [(RowId::new("SV-01").unwrap(), "見本サーバ".to_owned())];
    let day = |m, d| Date::new(2025, m, d).unwrap();
    let form = BlankForm {
        edition: &edition,
        facility: FACILITY,
        vendor: (&id, "見本システム株式会社"),
        systems: "見本システム",
        devices: &devices,
        due: day(7, 18),
        made: day(6, 5),
    };
    toji::exchange::blank(&form).unwrap()
}

pub(super) fn text(text: &str) -> FillValue {
    FillValue::Text(text.to_owned())
}

pub(super) fn day(month: i8, day: i8) -> FillValue {
    FillValue::Day(Date::new(2025, month, day).unwrap())
}

/// A row with an answer and its day.
pub(super) fn row(item: &str, values: &[(Column, FillValue)]) -> FillRow {
    FillRow { item: ItemId::parse(item).unwrap(), values: values.to_vec() }
}

/// The form as a vendor sends it back, with these rows filled in.
pub(super) fn filled(book: &[u8], rows: &[FillRow]) -> Vec<u8> {
    let mut sink = Sink::default();
    let filled = toji::exchange::fill(("a.xlsx", book), FillFor::Vendor, rows, &mut Sources::default(), &mut sink);
    assert!(sink.into_sorted().is_empty());
    filled.unwrap().bytes
}

/// Every item answered はい on 9 July, but for those given.
pub(super) fn complete(others: &[FillRow]) -> Vec<u8> {
    filled(&blank(), &all_rows(others))
}

pub(super) fn all_rows(others: &[FillRow]) -> Vec<FillRow> {
    let edition = edition();
    let asked = edition.items.iter().filter(|it| it.is_asked_of_vendors());
    let yes = |id: ItemId| FillRow {
        item: id,
        values: vec![(Column::First, text("はい")), (Column::FirstDate, day(7, 9))],
    };
    asked.map(|it| others.iter().find(|row| row.item == it.id).cloned().unwrap_or_else(|| yes(it.id))).collect()
}

/// The parts of a ZIP, each as it is packed.
pub(super) fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..archive.len() {
        let mut packed = Vec::new();
        let mut part = archive.by_index_raw(at).unwrap();
        part.read_to_end(&mut packed).unwrap();
        parts.insert(part.name().unwrap().into_owned(), packed);
    }
    parts
}

/// The workbook with a text changed wherever it stands in a part whose name begins so.
pub(super) fn changed(bytes: &[u8], part_name: &str, from: &str, to: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut hits = 0;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        if name.starts_with(part_name) {
            let text = String::from_utf8(content).unwrap();
            hits += text.matches(from).count();
            content = text.replace(from, to).into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    assert!(hits > 0, "{from} stands in no {part_name}");
    out.finish().unwrap().into_inner()
}

/// The workbook with one part more.
pub(super) fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut out = ZipWriter::new_append(Cursor::new(bytes.to_vec())).unwrap();
    out.start_file(name, SimpleFileOptions::default()).unwrap();
    out.write_all(content).unwrap();
    out.finish().unwrap().into_inner()
}

/// An official-like form with everything that must stay: merged cells, shared strings, a formula, a drop-down, a second
/// sheet, dates shown as days. Answers stand in columns E, F, G, H, I; the remark is merged over two rows.
pub(super) fn official(title: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let day = Format::new().set_num_format("yyyy/m/d");
    let framed = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    let sheet = book.add_worksheet();
    sheet.set_name("様式").unwrap();
    sheet.merge_range(0, 0, 0, 8, title, &Format::new()).unwrap();
    sheet.merge_range(2, 0, 3, 2, "項目", &framed).unwrap();
    sheet.merge_range(2, 3, 2, 5, "１回目", &framed).unwrap();
    sheet.merge_range(2, 6, 2, 7, "２回目", &framed).unwrap();
    sheet.merge_range(2, 8, 3, 8, "備考", &framed).unwrap();
    for (column, head) in [(3, "確認結果"), (4, "確認日"), (5, "目標日"), (6, "確認結果"), (7, "確認日")]
    {
        sheet.write_with_format(3, column, head, &framed).unwrap();
    }
    let items = ["1-①", "2-①", "2-②", "2-⑩", "2-⑫", "2-⑬", "3-①"];
    for (at, number) in (4..).zip(items) {
        sheet.write(at, 0, number).unwrap();
        sheet.write(at, 1, format!("架空の項目 {number} の文")).unwrap();
        sheet.write_with_format(at, 3, "はい・いいえ", &framed).unwrap();
        sheet.write_blank(at, 4, &day).unwrap();
        sheet.write_blank(at, 5, &framed).unwrap();
        sheet.write_with_format(at, 6, "はい・いいえ", &framed).unwrap();
    }
    sheet.merge_range(8, 8, 9, 8, "", &framed).unwrap();
    sheet.write_formula(12, 3, "=COUNTIF(D5:D11,\"はい\")").unwrap();
    book.add_worksheet().set_name("説明").unwrap().write(0, 0, "この様式の使い方").unwrap();
    book.save_to_buffer().unwrap()
}

/// A workbook with a vendor's form for each of two systems.
pub(super) fn two_forms() -> Vec<u8> {
    let mut book = Workbook::new();
    for name in ["事業者確認用（甲）", "事業者確認用（乙）"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (column, text) in (0..).zip(["1-①", "架空の項目の文", "はい"]) {
            sheet.write(1, column, text).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}
