//! PDFs: the text of their pages by ToUnicode, every string in every object (titles, outlines, destinations, addresses,
//! alternative texts), XMP, embedded files, what pictures carry. Draws nothing and reads no dots. Of a file under a password
//! that is not empty, nothing can be read.

mod content;
mod font;
mod structure;
mod to_unicode;

use std::collections::BTreeSet;

use encoding_rs::{UTF_16BE, UTF_16LE};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use self::content::Interpreter;
use self::font::Fonts;
use self::structure::Structure;
use super::markup::{self, Dialect};
use super::normal::APART;
use super::reader::Reader;
use super::search::Strung;
use super::{binary, file, picture};

/// What a stream is unpacked to at most.
const STREAM_LIMIT: usize = 64 << 20;
/// Objects within objects: no sound file has them so deep.
const DEEPEST: usize = 64;
/// Under these names stand streams that are no text, or are read with the page they are of.
const NOT_BY_ITSELF: [&[u8]; 8] = [
    b"FontFile",
    b"FontFile2",
    b"FontFile3",
    b"ToUnicode",
    b"Contents",
    b"DestOutputProfile",
    b"CIDSet",
    b"CIDToGIDMap",
];

/// Looks through a PDF; as bytes where it is none after all.
pub(super) fn read(bytes: &[u8], reader: &mut Reader<'_>) {
    let options = LoadOptions { max_decompressed_size: Some(STREAM_LIMIT), ..LoadOptions::default() };
    let Ok(document) = Document::load_mem_with_options(bytes, options) else {
        return binary::read(bytes, reader);
    };
    let mut strings = Strings::default();
    strings.dictionary(&document.trailer, DEEPEST);
    document.objects.values().for_each(|it| strings.object(it, DEEPEST));
    reader.text(&strings.text, Strung::Flowing);
    pages(&document, reader);
    for (id, object) in &document.objects {
        if let Object::Stream(stream) = object
            && !strings.not_by_themselves.contains(id)
        {
            of_stream(&document, stream, reader);
        }
    }
}

fn pages(document: &Document, reader: &mut Reader<'_>) {
    let structure = Structure::of(document);
    let mut fonts = Fonts::new(document);
    let pages: Vec<ObjectId> = document.page_iter().collect();
    for page in &pages {
        let Ok(content) = document.get_page_content_with_limit(*page, STREAM_LIMIT) else { continue };
        let named = document.get_page_fonts(*page).unwrap_or_default();
        let named = named.into_iter().map(|(name, font)| (name, fonts.font(font))).collect();
        let blocks = structure.blocks_of(document, *page);
        let text = Interpreter::new(&named, blocks, pages.len()).run(&content);
        text.looked_through(reader);
    }
}

fn of_stream(document: &Document, stream: &Stream, reader: &mut Reader<'_>) {
    let named = |key: &[u8]| stream.dict.get(key).and_then(Object::as_name).unwrap_or_default();
    match (named(b"Type"), named(b"Subtype")) {
        (b"XRef" | b"ObjStm", _) | (_, b"CIDFontType0C" | b"Type1C" | b"OpenType") => {}
        (_, b"Image") => {
            if stream.content.starts_with(picture::JPEG) {
                picture::jpeg(&stream.content, reader);
            }
        }
        (_, b"Form") => form(document, stream, reader),
        (b"Metadata", _) => {
            let bytes = unpacked(stream);
            markup::read(&String::from_utf8_lossy(&bytes), Dialect::Xml, reader);
        }
        (b"EmbeddedFile", _) => reader.deeper(|it| file::contents("embedded", &unpacked(stream), it)),
        _ if stream.dict.has(b"PatternType") => form(document, stream, reader),
        _ => binary::read(&unpacked(stream), reader),
    }
}

/// A drawing that pages name: text with fonts of its own.
fn form(document: &Document, stream: &Stream, reader: &mut Reader<'_>) {
    let mut fonts = Fonts::new(document);
    let resources = stream.dict.get_deref(b"Resources", document).and_then(Object::as_dict);
    let named = resources.and_then(|it| it.get_deref(b"Font", document)).and_then(Object::as_dict);
    let named = named.map(|it| fonts.named(it)).unwrap_or_default();
    Interpreter::new(&named, None, 0).run(&unpacked(stream)).looked_through(reader);
}

/// As it is where its packing is not known.
fn unpacked(stream: &Stream) -> Vec<u8> {
    stream.get_plain_content_with_limit(STREAM_LIMIT).unwrap_or_else(|_| stream.content.clone())
}

/// The strings of all objects, apart from one another; and the streams that are read elsewhere or not at all.
#[derive(Default)]
struct Strings {
    text: String,
    not_by_themselves: BTreeSet<ObjectId>,
}

impl Strings {
    fn object(&mut self, object: &Object, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match object {
            Object::String(bytes, _) => self.put(&text_of(bytes)),
            Object::Name(name) => self.name(name),
            Object::Array(all) => all.iter().for_each(|it| self.object(it, depth)),
            Object::Dictionary(it) => self.dictionary(it, depth),
            Object::Stream(it) => self.dictionary(&it.dict, depth),
            Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_) => {}
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary, depth: usize) {
        for (key, value) in dictionary.iter() {
            self.name(key);
            if NOT_BY_ITSELF.contains(&key.as_slice()) {
                let all = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
                self.not_by_themselves.extend(all.iter().filter_map(|it| it.as_reference().ok()));
            }
            self.object(value, depth);
        }
    }

    /// The words of the format itself are letters alone.
    fn name(&mut self, name: &[u8]) {
        if name.len() >= 4 && !name.iter().all(u8::is_ascii_alphabetic) {
            self.put(&text_of(name));
        }
    }

    fn put(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push(APART);
    }
}

/// A text string: UTF-16 or UTF-8 with its mark; else one byte a letter, or UTF-8 all the same.
fn text_of(bytes: &[u8]) -> String {
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return UTF_16BE.decode_without_bom_handling(rest).0.into_owned();
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return UTF_16LE.decode_without_bom_handling(rest).0.into_owned();
    }
    let rest = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    match std::str::from_utf8(rest) {
        Ok(text) => text.to_owned(),
        Err(_) => rest.iter().map(|it| char::from(*it)).collect(),
    }
}
