//! Zip files: those of an office, and any other. What is not to be unpacked is looked through by its name alone.

use std::io::{Cursor, Read as _};

use super::file::{self, UNPACKED_LIMIT};
use super::markup::{self, Dialect};
use super::reader::Reader;
use super::search::Strung;

/// Looks through all entries of a zip file, and its comments.
pub(super) fn zip(bytes: &[u8], reader: &mut Reader<'_>) {
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return };
    reader.text(&String::from_utf8_lossy(archive.comment()), Strung::BySpaces);
    let mut left = UNPACKED_LIMIT;
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index(index) else { continue };
        let name = entry.name().map(std::borrow::Cow::into_owned).unwrap_or_default();
        let mut unpacked = Vec::new();
        // What is broken is read up to there.
        let _ = entry.take(left).read_to_end(&mut unpacked);
        left = left.saturating_sub(unpacked.len() as u64);
        reader.text(&name, Strung::BySpaces);
        match std::str::from_utf8(&unpacked) {
            Ok(text) if is_of_office(&name) => markup::read(text, Dialect::Office, reader),
            Ok(_) | Err(_) => file::contents(&name, &unpacked, reader),
        }
    }
}

/// The parts of Word, Excel and PowerPoint that hold text.
fn is_of_office(name: &str) -> bool {
    name.ends_with(".xml") && ["word/", "xl/", "ppt/"].iter().any(|it| name.starts_with(it))
}
