//! Somebody at a spreadsheet: the parts of a workbook changed as Excel changes them. And somebody in the folder.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use encoding_rs::SHIFT_JIS;
use toji::diagnostics::{Finding, Sink};
use toji::exchange::registers::{self, Changes, Folder, Handout, Table};
use toji::model::{Date, Register, RegisterKind};
use toji::parse::register;
use toji::source::{Sources, Writing};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub(crate) const KIND: RegisterKind = RegisterKind::Devices;

/// A register in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ledger {
    pub(crate) bytes: Vec<u8>,
}

/// What became of a workbook that came back.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(crate) ledger: Ledger,
    pub(crate) changes: Option<Changes>,
    pub(crate) findings: Vec<Finding>,
}

impl Ledger {
    pub(crate) fn new(text: &str) -> Self {
        Self { bytes: text.as_bytes().to_vec() }
    }

    pub(crate) fn text(&self) -> String {
        let bytes = self.bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&self.bytes);
        std::str::from_utf8(bytes).map_or_else(|_| SHIFT_JIS.decode(bytes).0.into_owned(), str::to_owned)
    }

    fn register(&self) -> Register {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let text = self.text();
        let file = sources.add("registers/devices.csv", text.as_str());
        register::parse(file, &text, (KIND, &[]), &mut sink)
    }

    pub(crate) fn table(&self) -> Table {
        Table::of(&self.register())
    }

    /// The cells of the row `id`, by column.
    pub(crate) fn row(&self, id: &str) -> Option<BTreeMap<String, String>> {
        let table = self.table();
        let row = table.rows.iter().find(|it| it.id.as_str() == id)?;
        Some(table.columns.iter().cloned().zip(row.cells.iter().cloned()).collect())
    }

    pub(crate) fn cell(&self, id: &str, column: &str) -> String {
        self.row(id).and_then(|it| it.get(column).cloned()).unwrap_or_default()
    }

    pub(crate) fn workbook(&self) -> Vec<u8> {
        workbook(vec![self.table()])
    }

    pub(crate) fn import(&self, book: &[u8]) -> Returned {
        let mut sink = Sink::default();
        let register = self.register();
        let text = self.text();
        let writing = Writing::of(&self.bytes, &text).unwrap();
        let folder = BTreeMap::from([(KIND, Folder::Sound { table: Table::of(&register), writing })]);
        let read = registers::read("台帳.xlsx", book, &mut sink);
        let changes = read.map(|it| registers::merge(&it, &folder, &BTreeMap::new(), &mut sink)).unwrap_or_default();
        let changes = changes.into_iter().find(|it| it.kind == KIND);
        let splices = changes.as_ref().map(|it| registers::splices(&register, &text, it)).unwrap_or_default();
        let bytes = writing.splice(&self.bytes, &text, &splices).unwrap();
        Returned { ledger: Self { bytes }, changes, findings: sink.into_sorted() }
    }
}

impl Returned {
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|it| it.code.as_str()).collect()
    }
}

pub(crate) fn workbook(tables: Vec<Table>) -> Vec<u8> {
    let day = Date::new(2025, 12, 1).unwrap();
    registers::workbook(&Handout { facility: "見本薬局", day, tables, unread: Vec::new() }).unwrap()
}

/// What somebody does to a cell.
#[derive(Debug, Clone)]
pub(crate) enum Put<'a> {
    Text(&'a str),
    Number(&'a str),
    Raw(&'a str),
}

/// A workbook on somebody's desk.
pub(crate) struct Desk {
    parts: Vec<(String, Vec<u8>)>,
    sheet: String,
}

impl Desk {
    /// The devices' sheet is the second one.
    pub(crate) fn of(book: &[u8]) -> Self {
        let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
        let parts = (0..archive.len()).map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        });
        Self { parts: parts.collect(), sheet: "xl/worksheets/sheet2.xml".to_owned() }
    }

    /// Another sheet lies open.
    pub(crate) fn on(mut self, number: usize) -> Self {
        self.sheet = format!("xl/worksheets/sheet{number}.xml");
        self
    }

    pub(crate) fn part(&self, name: &str) -> String {
        String::from_utf8(self.parts.iter().find(|it| it.0 == name).unwrap().1.clone()).unwrap()
    }

    pub(crate) fn replace(mut self, name: &str, old: &str, new: &str) -> Self {
        let text = self.part(name);
        assert!(text.contains(old), "{name}: {old}");
        let part = self.parts.iter_mut().find(|it| it.0 == name).unwrap();
        part.1 = text.replace(old, new).into_bytes();
        self
    }

    pub(crate) fn add_part(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// Puts something into a cell that is there, such as `C5`.
    pub(crate) fn put(self, cell: &str, what: &Put<'_>) -> Self {
        let sheet = self.sheet.clone();
        let text = self.part(&sheet);
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
        let tag = start + text[start..].find('>').unwrap() + 1;
        let end = if text[..tag].ends_with("/>") { tag } else { tag + text[tag..].find("</c>").unwrap() + 4 };
        let old = text[start..end].to_owned();
        self.replace(&sheet, &old, &cell_xml(cell, what))
    }

    /// A row behind all others.
    pub(crate) fn add(self, number: usize, cells: &[(&str, Put<'_>)]) -> Self {
        let sheet = self.sheet.clone();
        let cells: String = cells.iter().map(|(column, it)| cell_xml(&format!("{column}{number}"), it)).collect();
        self.replace(&sheet, "</sheetData>", &format!("<row r=\"{number}\">{cells}</row></sheetData>"))
    }

    pub(crate) fn remove(self, number: usize) -> Self {
        let sheet = self.sheet.clone();
        let text = self.part(&sheet);
        let start = text.find(&format!("<row r=\"{number}\"")).unwrap();
        let end = start + text[start..].find("</row>").unwrap() + 6;
        let old = text[start..end].to_owned();
        self.replace(&sheet, &old, "")
    }

    pub(crate) fn save(self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in self.parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(&bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }
}

fn cell_xml(cell: &str, what: &Put<'_>) -> String {
    match what {
        Put::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('_', "_x005F_");
            format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        }
        Put::Number(number) => format!("<c r=\"{cell}\"><v>{number}</v></c>"),
        Put::Raw(xml) => format!("<c r=\"{cell}\" {xml}</c>"),
    }
}
