//! Whether a file is a workbook that may be opened: its kind, its size and its packing, and nothing in it that runs or
//! reaches outside. Asked before anything else reads it.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use crate::diagnostics::{Code, Finding, Sink};

/// More parts than any workbook of ours has.
const PARTS: usize = 2_000;
/// All parts, unpacked.
const BYTES: u64 = 256 << 20;
/// How many times larger a file gets by unpacking: sheets of one text reach 100, a bomb 1,000.
const RATIO: u64 = 300;
/// Below this nothing is a bomb.
const SMALL: u64 = 4 << 20;

/// The parts that make a program of a workbook, or fetch something from elsewhere. A mail address that Excel made a link
/// of is neither.
const REFUSED: [(&str, Code); 7] = [
    ("vbaproject.bin", Code::WorkbookMacro),
    ("xl/macrosheets/", Code::WorkbookMacro),
    ("xl/activex/", Code::WorkbookMacro),
    ("xl/externallinks/", Code::WorkbookExternal),
    ("xl/connections", Code::WorkbookExternal),
    ("xl/querytables/", Code::WorkbookExternal),
    ("xl/embeddings/", Code::WorkbookExternal),
];

/// Looks at the workbook called `path`; `None` with a finding where it must not be opened.
pub fn guard(path: &str, bytes: &[u8], sink: &mut Sink) -> Option<()> {
    check(path, bytes).map_err(|it| sink.push(it)).ok()
}

fn check(path: &str, bytes: &[u8]) -> Result<(), Finding> {
    if let Some(format) = other_format(bytes) {
        return Err(other(path, format));
    }
    let unreadable = |it: String| {
        Finding::of_path(Code::ImportUnreadableWorkbook, path).with("path", path).with("reason", it)
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| unreadable(it.to_string()))?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    if names.len() > PARTS {
        return Err(too_large(path, names.len(), PARTS));
    }
    let refused = names.iter().find_map(|name| Some((name, refused(name)?)));
    if let Some((part, code)) = refused {
        return Err(Finding::of_path(code, path).with("path", path).with("part", part));
    }
    if !names.iter().any(|it| it == "xl/workbook.xml") {
        return Err(other(path, format_of(&names)));
    }
    let limit = BYTES.min(SMALL.max(bytes.len() as u64 * RATIO));
    let mut size = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|it| unreadable(it.to_string()))?;
        // What a part says of its own size may be untrue: it is unpacked, and counted.
        size += io::copy(&mut part.take(limit - size + 1), &mut io::sink()).map_err(|it| unreadable(it.to_string()))?;
        if size > limit {
            return Err(too_large(path, format!("> {limit}"), limit));
        }
    }
    Ok(())
}

fn refused(name: &str) -> Option<Code> {
    let name = name.to_lowercase();
    REFUSED.iter().find(|(part, _)| name.starts_with(part) || name.ends_with(part)).map(|it| it.1)
}

fn too_large(path: &str, found: impl ToString, limit: impl ToString) -> Finding {
    Finding::of_path(Code::WorkbookTooLarge, path).with("path", path).with("found", found).with("limit", limit)
}

fn other(path: &str, format: &str) -> Finding {
    Finding::of_path(Code::WorkbookOtherFormat, path).with("path", path).with("format", format)
}

/// What a file is that is no container of parts at all.
fn other_format(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [b'P', b'K', ..] => None,
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some("XLS"),
        [b'%', b'P', b'D', b'F', ..] => Some("PDF"),
        _ if bytes.contains(&0) => Some("?"),
        _ => Some("CSV"),
    }
}

/// What a container is that is no workbook of Excel's.
fn format_of(names: &[String]) -> &'static str {
    let has = |name: &str| names.iter().any(|it| it == name);
    match () {
        () if has("xl/workbook.bin") => "XLSB",
        () if has("word/document.xml") => "DOCX",
        () if has("mimetype") => "ODS",
        () => "ZIP",
    }
}
