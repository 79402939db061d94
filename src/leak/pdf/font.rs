//! What the codes of a font read as: by its ToUnicode, else by the name of its encoding. A font with neither is not read.

use std::collections::BTreeMap;
use std::rc::Rc;

use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};

use super::to_unicode::ToUnicode;
use super::{STREAM_LIMIT, unpacked};

/// How a font's codes are read.
pub(super) enum Font<'a> {
    Table(Rc<ToUnicode>),
    Named(&'static encoding_rs::Encoding),
    Simple(Encoding<'a>),
    Unread,
}

/// The fonts that pages name.
pub(super) type Named<'a> = BTreeMap<Vec<u8>, Font<'a>>;

impl Font<'_> {
    pub(super) fn decode(&self, bytes: &[u8], out: &mut String) {
        match self {
            Self::Table(table) => table.decode(bytes, out),
            Self::Named(encoding) => out.push_str(&encoding.decode_without_bom_handling(bytes).0),
            Self::Simple(encoding) => out.push_str(&encoding.bytes_to_string(bytes).unwrap_or_default()),
            Self::Unread => {}
        }
    }
}

/// Reads each table once.
pub(super) struct Fonts<'a> {
    document: &'a Document,
    tables: BTreeMap<ObjectId, Rc<ToUnicode>>,
}

impl<'a> Fonts<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self { document, tables: BTreeMap::new() }
    }

    /// The fonts of a dictionary of resources.
    pub(super) fn named(&mut self, fonts: &'a Dictionary) -> Named<'a> {
        let font = |(name, it): (&Vec<u8>, &'a Object)| {
            let font = self.document.dereference(it).ok()?.1.as_dict().ok()?;
            Some((name.clone(), self.font(font)))
        };
        fonts.iter().filter_map(font).collect()
    }

    pub(super) fn font(&mut self, font: &'a Dictionary) -> Font<'a> {
        if let Some(table) = self.table(font) {
            return Font::Table(table);
        }
        let encoding = font.get_deref(b"Encoding", self.document).and_then(Object::as_name).unwrap_or_default();
        let name = String::from_utf8_lossy(encoding);
        if name.contains("RKSJ") {
            Font::Named(SHIFT_JIS)
        } else if name.contains("UTF16") || name.contains("UCS2") {
            Font::Named(UTF_16BE)
        } else if name.starts_with("EUC") {
            Font::Named(EUC_JP)
        } else if font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Type0") {
            Font::Unread
        } else {
            font.get_font_encoding_with_limit(self.document, STREAM_LIMIT).map_or(Font::Unread, Font::Simple)
        }
    }

    fn table(&mut self, font: &Dictionary) -> Option<Rc<ToUnicode>> {
        let object = font.get(b"ToUnicode").ok()?;
        let (id, object) = self.document.dereference(object).ok()?;
        let stream = object.as_stream().ok()?;
        let parse = || Rc::new(ToUnicode::parse(&unpacked(stream)));
        Some(match id {
            Some(id) => Rc::clone(self.tables.entry(id).or_insert_with(parse)),
            None => parse(),
        })
    }
}
