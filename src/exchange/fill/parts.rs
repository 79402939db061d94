//! The container of a workbook: which part is a sheet, and the same container with that one part changed. Every other part
//! is copied as it was packed.

use std::io::{Cursor, Read as _, Write as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::{ZipArchive, ZipWriter};

use super::sheet_xml::attribute;

/// What is read of a container.
#[derive(Debug)]
pub(super) struct Parts {
    /// The name of the sheet's part.
    name: String,
    /// The sheet.
    pub(super) sheet: String,
    /// `xl/styles.xml`, if there is one.
    pub(super) styles: Option<String>,
    /// Whether days are counted from 1904, as old Macs did.
    pub(super) workbook_counts_from_1904: bool,
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

impl Parts {
    /// The parts of the sheet called `name`.
    ///
    /// # Errors
    /// Why the container cannot be read, in the words of whoever refused.
    pub(super) fn read(bytes: &[u8], name: &str) -> Result<Self, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| it.to_string())?;
        let workbook = text(&mut archive, "xl/workbook.xml")?;
        let relations = text(&mut archive, "xl/_rels/workbook.xml.rels")?;
        let id = value_of(&workbook, "sheet", ("name", name), "id").ok_or_else(|| format!("{name}: no r:id"))?;
        let target =
            value_of(&relations, "Relationship", ("Id", &id), "Target").ok_or_else(|| format!("{id}: no part"))?;
        let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let is_1904 = first(&workbook, "workbookPr").and_then(|it| it);
        Ok(Self {
            sheet: text(&mut archive, &part)?,
            styles: text(&mut archive, "xl/styles.xml").ok(),
            workbook_counts_from_1904: matches!(is_1904.as_deref(), Some("1" | "true")),
            name: part,
        })
    }

    /// The container with the sheet as it is now.
    ///
    /// # Errors
    /// Why it cannot be written, in the words of whoever refused.
    pub(super) fn write(&self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| it.to_string())?;
        let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(|it| it.to_string())?;
            if part.name().map_err(|it| it.to_string())? == self.name {
                let options = part.options();
                out.start_file(self.name.as_str(), options).map_err(|it| it.to_string())?;
                out.write_all(self.sheet.as_bytes()).map_err(|it| it.to_string())?;
            } else {
                out.raw_copy_file(part).map_err(|it| it.to_string())?;
            }
        }
        out.finish().map(Cursor::into_inner).map_err(|it| it.to_string())
    }
}

fn text(archive: &mut Archive<'_>, name: &str) -> Result<String, String> {
    let mut text = String::new();
    let mut part = archive.by_name(name).map_err(|it| format!("{name}: {it}"))?;
    part.read_to_string(&mut text).map_err(|it| format!("{name}: {it}"))?;
    Ok(text)
}

/// `date1904` of the first element of this name.
fn first(xml: &str, element: &str) -> Option<Option<String>> {
    find(xml, element, |it| Some(attribute(it, "date1904")))
}

/// An attribute of the element that has another attribute of this value.
fn value_of(xml: &str, element: &str, (key, value): (&str, &str), wanted: &str) -> Option<String> {
    find(xml, element, |it| attribute(it, wanted).filter(|_| attribute(it, key).as_deref() == Some(value)))
}

fn find<T>(xml: &str, element: &str, take: impl Fn(&BytesStart<'_>) -> Option<T>) -> Option<T> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(it) | Event::Empty(it) if it.local_name().as_ref() == element => {
                if let Some(found) = take(&it) {
                    return Some(found);
                }
            }
            Event::Eof => return None,
            Event::Start(_)
            | Event::Empty(_)
            | Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::GeneralRef(_) => (),
        }
    }
}
