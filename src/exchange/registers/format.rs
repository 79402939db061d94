//! What a file is that somebody takes for a workbook. Looks at names of parts and first bytes, and opens nothing.

use std::io::Cursor;

use zip::ZipArchive;

/// What the file is instead of a workbook that can be read, in the letters of its usual ending; `None` where it may be
/// one.
pub(super) fn other_format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', ..] => of_container(bytes),
        // The older format of Excel; a workbook behind a password is one too.
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("XLS"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        _ if bytes.contains(&0) => Some("?"),
        _ => Some("CSV"),
    }
}

fn of_container(bytes: &[u8]) -> Option<&'static str> {
    // A container that is cut off is told by whoever opens it.
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |name: &str| archive.file_names().flatten().any(|it| it == name);
    match () {
        () if has("xl/workbook.xml") => None,
        () if has("xl/workbook.bin") => Some("XLSB"),
        () if has("word/document.xml") => Some("DOCX"),
        () if has("mimetype") => Some("ODS"),
        () => Some("ZIP"),
    }
}
