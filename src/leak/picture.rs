//! What is written beside the dots of a PNG or JPEG: names, comments, the camera's notes. In the dots nothing can be read.

use std::io::Read as _;

use super::binary;
use super::file::UNPACKED_LIMIT;
use super::reader::Reader;
use super::search::Strung;

/// How a PNG starts.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1A\n";
/// How a JPEG starts.
pub(super) const JPEG: &[u8] = b"\xFF\xD8\xFF";

/// Looks through all parts of a PNG but the dots, and through what is behind its end.
pub(super) fn png(bytes: &[u8], reader: &mut Reader<'_>) {
    let mut rest = bytes.get(PNG.len()..).unwrap_or_default();
    while let Some((head, behind)) = rest.split_first_chunk::<8>() {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        let data = &behind[..length.min(behind.len())];
        match &head[4..] {
            b"IDAT" | b"fdAT" => {}
            b"zTXt" | b"iCCP" | b"iTXt" => {
                beside_dots(data, reader);
                packed(data, reader);
            }
            b"IEND" => {
                beside_dots(behind.get(length + 4..).unwrap_or_default(), reader);
                return;
            }
            _ => beside_dots(data, reader),
        }
        rest = behind.get(length.saturating_add(4)..).unwrap_or_default();
    }
}

/// Where a keyword is followed by packed text: wherever that starts.
fn packed(data: &[u8], reader: &mut Reader<'_>) {
    for at in data.iter().enumerate().filter(|it| *it.1 == 0x78).map(|it| it.0).take(8) {
        let mut unpacked = Vec::new();
        let read = flate2::read::ZlibDecoder::new(&data[at..]).take(UNPACKED_LIMIT).read_to_end(&mut unpacked);
        if read.is_ok() {
            beside_dots(&unpacked, reader);
        }
    }
}

/// Looks through the segments of a JPEG up to its dots, and through what is behind its end.
pub(super) fn jpeg(bytes: &[u8], reader: &mut Reader<'_>) {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some(([0xFF, kind, high, low], _)) = rest.split_first_chunk::<4>() {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let end = (length + 2).min(rest.len());
        if *kind == 0xDA {
            break;
        }
        beside_dots(rest.get(4..end).unwrap_or_default(), reader);
        rest = &rest[end..];
    }
    if let Some(end) = rest.windows(2).rposition(|it| it == [0xFF, 0xD9]) {
        beside_dots(&rest[end + 2..], reader);
    }
}

/// Latin letters in one byte are among UTF-8's, and what else there is is UTF-8 or UTF-16.
fn beside_dots(data: &[u8], reader: &mut Reader<'_>) {
    binary::read(data, reader);
    for text in data.split(|it| *it == 0).filter_map(|it| std::str::from_utf8(it).ok()) {
        reader.text(text, Strung::Flowing);
    }
}
