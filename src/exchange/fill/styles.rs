//! Which styles of a workbook show a number as a day. Changes no style.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::sheet_xml::attribute;

/// The styles that show days.
#[derive(Debug, Default)]
pub(super) struct Days {
    styles: Vec<bool>,
}

impl Days {
    /// Reads `xl/styles.xml`. In a workbook that counts days from 1904 no style counts: days go in as text.
    pub(super) fn read(xml: &str, counts_from_1904: bool) -> Self {
        if counts_from_1904 {
            return Self::default();
        }
        let mut formats = BTreeMap::new();
        let mut styles = Vec::new();
        let mut is_cell = false;
        let mut reader = Reader::from_str(xml);
        // Styles that cannot be read make days texts, which anybody can read.
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(it) | Event::Empty(it) => match it.local_name().as_ref() {
                    "numFmt" => take_format(&it, &mut formats),
                    "cellXfs" => is_cell = true,
                    "xf" if is_cell => {
                        let id = attribute(&it, "numFmtId").and_then(|it| it.parse().ok()).unwrap_or_default();
                        styles.push(formats.get(&id).copied().unwrap_or_else(|| is_builtin_day(id)));
                    }
                    _ => (),
                },
                Event::End(it) if it.local_name().as_ref() == "cellXfs" => is_cell = false,
                Event::Eof => break,
                Event::End(_)
                | Event::Text(_)
                | Event::CData(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_)
                | Event::GeneralRef(_) => (),
            }
        }
        Self { styles }
    }

    /// Whether a cell of this style shows a number as a day.
    pub(super) fn shows(&self, style: Option<&str>) -> bool {
        let index = style.and_then(|it| it.parse::<usize>().ok()).unwrap_or_default();
        self.styles.get(index).copied().unwrap_or_default()
    }
}

fn take_format(it: &BytesStart<'_>, formats: &mut BTreeMap<u32, bool>) {
    let id = attribute(it, "numFmtId").and_then(|it| it.parse().ok());
    if let Some((id, code)) = id.zip(attribute(it, "formatCode")) {
        formats.insert(id, shows_day(&code));
    }
}

/// The numbers that ECMA-376 (18.8.30) gives to days, those of East Asia included.
fn is_builtin_day(id: u32) -> bool {
    matches!(id, 14..=17 | 22 | 27..=36 | 50..=58)
}

/// Whether a format has a day in it, outside of quotes and brackets.
fn shows_day(code: &str) -> bool {
    let (mut quoted, mut bracketed) = (false, false);
    for c in code.chars() {
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            'd' | 'D' | 'y' | 'Y' | 'e' if !quoted && !bracketed => return true,
            _ => (),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_numbers() {
        assert!(shows_day("[$-411]ggge\"年\"m\"月\"d\"日\"") && shows_day("yyyy/m/d"));
        assert!(!shows_day("0.00\"d\"") && !shows_day("[Red]0") && !shows_day("@"));
        let xml = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="yyyy/mm/dd"/></numFmts>
            <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
            <cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="31"/></cellXfs></styleSheet>"#;
        let days = Days::read(xml, false);
        assert_eq!([None, Some("1"), Some("2"), Some("9")].map(|it| days.shows(it)), [false, true, true, false]);
        assert!(!Days::read(xml, true).shows(Some("1")));
    }
}
