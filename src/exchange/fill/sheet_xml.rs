//! The XML of a sheet, and the same XML with some cells changed: texts go into the cells themselves, so that no other part
//! of the workbook has to change. Never touches a style, a formula or anything but the cells named.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};

use super::styles::Days;
use super::{Edits, FillValue};

/// A sheet's XML and where its cells stand in it.
#[derive(Debug)]
pub(super) struct SheetXml<'a> {
    text: &'a str,
    /// `x:`, where elements have a prefix.
    prefix: String,
    rows: BTreeMap<u32, RowXml>,
    /// First column, last column, style.
    columns: Vec<(u32, u32, String)>,
    /// Where a row after all others goes.
    end: usize,
}

#[derive(Debug)]
struct RowXml {
    /// From `<row` to behind `</row>`.
    range: Range<usize>,
    /// The end of its first tag.
    open: usize,
    style: Option<String>,
    cells: BTreeMap<u32, CellXml>,
}

#[derive(Debug)]
struct CellXml {
    range: Range<usize>,
    style: Option<String>,
    has_formula: bool,
}

/// The value of an attribute, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// What is read while going through the text.
#[derive(Debug, Default)]
struct Walk {
    prefix: String,
    rows: BTreeMap<u32, RowXml>,
    columns: Vec<(u32, u32, String)>,
    end: usize,
    row: Option<(u32, RowXml)>,
    cell: Option<(u32, CellXml)>,
}

impl<'a> SheetXml<'a> {
    /// # Errors
    /// Where the XML is broken, in the parser's words.
    pub(super) fn read(text: &'a str) -> Result<Self, String> {
        let mut reader = Reader::from_str(text);
        let mut walk = Walk::default();
        let mut from = position(&reader);
        loop {
            let event = reader.read_event().map_err(|it| it.to_string())?;
            let to = position(&reader);
            match event {
                Event::Start(it) => walk.open(&it, from..to),
                Event::Empty(it) => {
                    walk.open(&it, from..to);
                    walk.close(it.local_name().as_ref(), from..to);
                }
                Event::End(it) => walk.close(it.local_name().as_ref(), from..to),
                Event::Eof => break,
                Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => (),
            }
            from = to;
        }
        let Walk { prefix, rows, columns, end, .. } = walk;
        if end == 0 { Err("no sheetData".to_owned()) } else { Ok(Self { text, prefix, rows, columns, end }) }
    }

    /// Whether a cell holds a formula.
    pub(super) fn has_formula(&self, row: u32, column: u32) -> bool {
        self.rows.get(&row).and_then(|it| it.cells.get(&column)).is_some_and(|it| it.has_formula)
    }

    /// The text with these cells in place of those that are there.
    pub(super) fn with(&self, edits: &Edits, days: &Days) -> String {
        let mut splices: Vec<(Range<usize>, String)> = Vec::new();
        let mut by_row: BTreeMap<u32, Vec<(u32, &FillValue)>> = BTreeMap::new();
        for ((row, column), value) in edits {
            by_row.entry(*row).or_default().push((*column, value));
        }
        for (row, cells) in by_row {
            match self.rows.get(&row) {
                Some(xml) => self.change(row, xml, &cells, days, &mut splices),
                None => {
                    let at = self.rows.range(row..).next().map_or(self.end, |it| it.1.range.start);
                    let cells: String = cells.iter().map(|it| self.cell((row, it.0), it.1, None, days)).collect();
                    let p = &self.prefix;
                    splices.push((at..at, format!("<{p}row r=\"{}\">{cells}</{p}row>", row + 1)));
                }
            }
        }
        splices.sort_by_key(|it| it.0.start);
        spliced(self.text, &splices)
    }

    fn change(
        &self,
        row: u32,
        xml: &RowXml,
        cells: &[(u32, &FillValue)],
        days: &Days,
        splices: &mut Vec<(Range<usize>, String)>,
    ) {
        let is_closed = self.text[..xml.open].ends_with("/>");
        let mut of_closed = String::new();
        for (column, value) in cells {
            let there = xml.cells.get(column);
            let style = there.map_or_else(|| self.style_of_absent(xml, *column), |it| it.style.as_deref());
            let new = self.cell((row, *column), value, style, days);
            match there {
                Some(cell) => splices.push((cell.range.clone(), new)),
                None if is_closed => of_closed.push_str(&new),
                None => {
                    let next = xml.cells.range(column..).next().map(|it| it.1.range.start);
                    let at = next.unwrap_or_else(|| xml.range.end - self.closing().len());
                    splices.push((at..at, new));
                }
            }
        }
        if !of_closed.is_empty() {
            let end = xml.open;
            splices.push((end - 2..end, format!(">{of_closed}{}", self.closing())));
        }
    }

    fn closing(&self) -> String {
        format!("</{}row>", self.prefix)
    }

    /// A cell that is not there looks like its row or its column.
    fn style_of_absent<'s>(&'s self, row: &'s RowXml, column: u32) -> Option<&'s str> {
        let of_column = || self.columns.iter().find(|it| (it.0..=it.1).contains(&column)).map(|it| it.2.as_str());
        row.style.as_deref().or_else(of_column)
    }

    fn cell(&self, (row, column): (u32, u32), value: &FillValue, style: Option<&str>, days: &Days) -> String {
        let p = &self.prefix;
        let name = crate::exchange::sheet::cell_name(row, column);
        let look = style.map(|it| format!(" s=\"{}\"", escape(it))).unwrap_or_default();
        match value {
            FillValue::Day(day) if days.shows(style) => {
                format!("<{p}c r=\"{name}\"{look}><{p}v>{}</{p}v></{p}c>", serial(*day))
            }
            FillValue::Text(_) | FillValue::Day(_) => {
                // XML knows no other sign below the blank.
                let is_sound = |it: &char| !it.is_control() || *it == '\n' || *it == '\t';
                let text: String = value.shown().chars().filter(is_sound).collect();
                format!(
                    "<{p}c r=\"{name}\"{look} t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is></{p}c>",
                    escape(text.as_str())
                )
            }
        }
    }
}

/// Days as Excel counts them, from 1899-12-30.
fn serial(day: crate::model::Date) -> i64 {
    day.unix_seconds() / 86_400 + 25_569
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

fn spliced(text: &str, splices: &[(Range<usize>, String)]) -> String {
    let mut out = String::with_capacity(text.len() + splices.iter().map(|it| it.1.len()).sum::<usize>());
    let mut at = 0;
    for (range, new) in splices {
        out.push_str(&text[at..range.start]);
        out.push_str(new);
        at = range.end;
    }
    out.push_str(&text[at..]);
    out
}

impl Walk {
    fn open(&mut self, it: &BytesStart<'_>, range: Range<usize>) {
        match it.local_name().as_ref() {
            "sheetData" => {
                let name = it.name().0.to_owned();
                self.prefix = name.strip_suffix("sheetData").unwrap_or_default().to_owned();
            }
            "col" => self.column(it),
            "row" => {
                let after = self.rows.keys().next_back().map_or(0, |it| it + 1);
                let number = attribute(it, "r").and_then(|it| it.parse::<u32>().ok()).map_or(after, |it| it.max(1) - 1);
                let style = attribute(it, "s").filter(|_| attribute(it, "customFormat").is_some());
                let row = RowXml { range: range.clone(), open: range.end, style, cells: BTreeMap::new() };
                self.row = Some((number, row));
            }
            "c" => {
                let Some((_, row)) = &self.row else { return };
                let after = row.cells.keys().next_back().map_or(0, |it| it + 1);
                let column = attribute(it, "r").and_then(|it| column_of(&it)).unwrap_or(after);
                self.cell = Some((column, CellXml { range, style: attribute(it, "s"), has_formula: false }));
            }
            "f" => {
                if let Some((_, cell)) = &mut self.cell {
                    cell.has_formula = true;
                }
            }
            _ => (),
        }
    }

    fn close(&mut self, name: &str, range: Range<usize>) {
        match name {
            "c" => {
                if let (Some((column, mut cell)), Some((_, row))) = (self.cell.take(), &mut self.row) {
                    cell.range.end = range.end;
                    row.cells.insert(column, cell);
                }
            }
            "row" => {
                if let Some((number, mut row)) = self.row.take() {
                    row.range.end = range.end;
                    self.rows.insert(number, row);
                }
            }
            "sheetData" => self.end = range.start,
            _ => (),
        }
    }

    fn column(&mut self, it: &BytesStart<'_>) {
        let number = |name| attribute(it, name).and_then(|it| it.parse::<u32>().ok()).filter(|it| *it > 0);
        if let (Some(min), Some(max), Some(style)) = (number("min"), number("max"), attribute(it, "style")) {
            self.columns.push((min - 1, max - 1, style));
        }
    }
}

/// The column of `AB12`, from 0.
fn column_of(name: &str) -> Option<u32> {
    let letters = name.chars().take_while(char::is_ascii_alphabetic);
    let number = letters.fold(0_u32, |sum, it| sum * 26 + (it.to_ascii_uppercase() as u32 - 'A' as u32) + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Date;

    fn with(xml: &str, edits: &[(u32, u32, FillValue)]) -> String {
        let edits: Edits = edits.iter().map(|it| ((it.0, it.1), it.2.clone())).collect();
        let styles = r#"<s><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>"#;
        SheetXml::read(xml).map(|it| it.with(&edits, &Days::read(styles, false))).unwrap_or_default()
    }

    fn text(text: &str) -> FillValue {
        FillValue::Text(text.to_owned())
    }

    #[test]
    fn cells_change_and_nothing_else_does() {
        let xml = r#"<?xml version="1.0"?><worksheet><cols><col min="4" max="4" style="7"/></cols><sheetData><row r="2" spans="1:3"><c r="A2" s="3" t="s"><v>0</v></c><c r="C2" s="5"/></row><row r="4"/></sheetData><mergeCells/></worksheet>"#;
        let filled = with(
            xml,
            &[(1, 1, text("a<b")), (1, 2, text("はい")), (1, 3, text("甲")), (3, 0, text("乙")), (2, 0, text("丙"))],
        );
        let cell = |name: &str, look: &str, text: &str| {
            format!("<c r=\"{name}\"{look} t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
        };
        let expected = xml
            .replace(
                r#"<c r="C2" s="5"/>"#,
                &[cell("B2", "", "a&lt;b"), cell("C2", " s=\"5\"", "はい"), cell("D2", " s=\"7\"", "甲")].concat(),
            )
            .replace(
                r#"<row r="4"/>"#,
                &format!("<row r=\"3\">{}</row><row r=\"4\">{}</row>", cell("A3", "", "丙"), cell("A4", "", "乙")),
            );
        assert_eq!(filled, expected);
    }

    #[test]
    fn a_day_is_a_number_where_the_cell_shows_days() {
        let xml = r#"<x:worksheet><x:sheetData><x:row><x:c s="1"/><x:c s="0"/></x:row></x:sheetData></x:worksheet>"#;
        let day = Date::new(2025, 7, 9).map(FillValue::Day).into_iter();
        let cells: Vec<_> = day.flat_map(|it| [(0, 0, it.clone()), (0, 1, it)]).collect();
        let filled = with(xml, &cells);
        assert!(filled.contains(r#"<x:c r="A1" s="1"><x:v>45847</x:v></x:c>"#), "{filled}");
        assert!(filled.contains("令和7年7月9日"), "{filled}");
    }

    #[test]
    fn formulas_are_seen() {
        let xml =
            r#"<w><sheetData><row r="1"><c r="A1"><f>B1</f><v>1</v></c><c r="B1"><v>1</v></c></row></sheetData></w>"#;
        let sheet = SheetXml::read(xml);
        assert!(sheet.as_ref().is_ok_and(|it| it.has_formula(0, 0) && !it.has_formula(0, 1)));
        assert!(SheetXml::read("<w><a></w>").is_err() && SheetXml::read("<w/>").is_err());
    }
}
