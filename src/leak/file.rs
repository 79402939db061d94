//! One file of an output, by what its bytes are and then by what it is called: to the reader of its format. Reads anything;
//! what is no text, no picture and no archive is searched for runs of text.

use std::io::Read as _;

use encoding_rs::{SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::markup::{self, Dialect};
use super::reader::Reader;
use super::search::Strung;
use super::{archive, binary, decode, pdf, picture};

/// What is unpacked to more than this is not looked through any further.
pub(super) const UNPACKED_LIMIT: u64 = 64 << 20;

/// Looks through what a file consists of.
pub(super) fn contents(path: &str, bytes: &[u8], reader: &mut Reader<'_>) {
    let head = &bytes[..bytes.len().min(1024)];
    if head.windows(5).any(|it| it == b"%PDF-") {
        pdf::read(bytes, reader);
    } else if head.starts_with(b"PK\x03\x04") {
        reader.deeper(|it| archive::zip(bytes, it));
    } else if head.starts_with(&[0x1F, 0x8B]) {
        reader.deeper(|it| gzip(path, bytes, it));
    } else if head.starts_with(picture::PNG) {
        picture::png(bytes, reader);
    } else if head.starts_with(picture::JPEG) {
        picture::jpeg(bytes, reader);
    } else if let Some(text) = text_of(bytes) {
        of_text(path, &text, reader);
    } else {
        binary::read(bytes, reader);
    }
}

/// UTF-8, UTF-16 with its mark, or Shift_JIS; none where it is none of these.
fn text_of(bytes: &[u8]) -> Option<String> {
    if let Some(rest) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        return Some(UTF_16LE.decode_without_bom_handling(rest).0.into_owned());
    }
    if let Some(rest) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        return Some(UTF_16BE.decode_without_bom_handling(rest).0.into_owned());
    }
    let is_text = |it: &str| !it.contains('\0');
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.to_owned()).filter(|it| is_text(it)),
        Err(_) => SHIFT_JIS
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|it| it.into_owned())
            .filter(|it| is_text(it)),
    }
}

fn of_text(path: &str, text: &str, reader: &mut Reader<'_>) {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "svg" => markup::read(text, Dialect::Html, reader),
        "xml" | "rels" | "xmp" => markup::read(text, Dialect::Xml, reader),
        "js" | "mjs" | "json" => script(text, reader),
        _ => reader.text(text, Strung::BySpaces),
    }
}

/// A text of JavaScript, JSON or CSS: with its escapes undone, and where that gives tags, without these.
pub(super) fn script(text: &str, reader: &mut Reader<'_>) {
    reader.text(text, Strung::BySpaces);
    let undone = decode::escapes(text);
    let undone = undone.as_deref().unwrap_or(text);
    let has_tag = |it: &str| it.as_bytes().windows(2).any(|it| it[0] == b'<' && it[1].is_ascii_alphabetic());
    if has_tag(undone) {
        reader.deeper(|it| markup::read(undone, Dialect::Html, it));
    }
}

/// What an address `data:KIND,DATA` holds.
pub(super) fn data_address(kind: &str, data: &str, reader: &mut Reader<'_>) {
    let bytes = match (kind.ends_with("base64"), decode::percent(data)) {
        (true, undone) => decode::base64(undone.as_deref().unwrap_or(data)),
        (false, undone) => undone.unwrap_or_else(|| data.to_owned()).into_bytes(),
    };
    let ending = match kind.split([';', '+']).next().unwrap_or_default() {
        "image/svg" => "data.svg",
        "text/html" => "data.html",
        "application/json" | "text/javascript" => "data.js",
        _ => "data",
    };
    reader.deeper(|it| contents(ending, &bytes, it));
}

fn gzip(path: &str, bytes: &[u8], reader: &mut Reader<'_>) {
    let mut unpacked = Vec::new();
    // What is broken is read up to there.
    let _ = flate2::read::MultiGzDecoder::new(bytes).take(UNPACKED_LIMIT).read_to_end(&mut unpacked);
    contents(path.strip_suffix(".gz").unwrap_or(path), &unpacked, reader);
}
