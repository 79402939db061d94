//! What a workbook from somebody else may hold, looked at before anything in it is read: its size unpacked, macros, and
//! what it would fetch from elsewhere. Never runs or follows anything.

use std::io::{self, Cursor, Read as _};

use zip::ZipArchive;

use crate::diagnostics::{Code, Finding, Sink};

/// Unpacked bytes of all parts together; a register of many thousand rows has some ten millions.
pub const UNPACKED: u64 = 256 << 20;

/// How much larger a part may become by unpacking, once it is larger than 4 MB. Sheets reach some 30.
pub const RATIO: u64 = 200;

/// Below this the ratio says nothing: a part of blanks alone packs well.
const SMALL: u64 = 4 << 20;

/// What parts with programs are called, in small letters.
const PROGRAMS: [&str; 4] = ["vbaproject", "xl/macrosheets/", "xl/activex/", "xl/ctrlprops/macro"];

/// What parts are called whose values come from elsewhere.
const ELSEWHERE: [&str; 3] = ["xl/externallinks/", "xl/connections.xml", "xl/querytables/"];

/// Whether the workbook called `path` may be read. `None` with a finding where it is too large, cannot be unpacked, holds
/// a macro, or takes values from other files.
pub fn guard(path: &str, bytes: &[u8], sink: &mut Sink) -> Option<()> {
    let found = faults(path, bytes);
    let is_sound = found.is_empty();
    sink.extend(found);
    is_sound.then_some(())
}

fn faults(path: &str, bytes: &[u8]) -> Vec<Finding> {
    let mut archive = match ZipArchive::new(Cursor::new(bytes)) {
        Ok(archive) => archive,
        Err(_) => return vec![unreadable(path)],
    };
    let mut found: Vec<Finding> = archive.file_names().flatten().filter_map(|it| forbidden(path, &it)).collect();
    found.sort_by_key(|it| it.code);
    found.dedup_by(|a, b| a.code == b.code);
    found.extend(oversized(path, &mut archive));
    found
}

/// Why is known in the words of a library alone, which help nobody.
pub fn unreadable(path: &str) -> Finding {
    Finding::of_path(Code::ImportUnreadableWorkbook, path).with("path", path)
}

fn forbidden(path: &str, part: &str) -> Option<Finding> {
    let small = part.to_ascii_lowercase();
    let is_one = |names: &[&str]| names.iter().any(|it| small.contains(it));
    let code = match (is_one(&PROGRAMS), is_one(&ELSEWHERE)) {
        (true, _) => Code::WorkbookMacro,
        (false, true) => Code::WorkbookExternal,
        (false, false) => return None,
    };
    Some(Finding::of_path(code, path).with("path", path).with("part", part))
}

/// Unpacks every part, as far as it may go: the sizes that a container states may be false.
fn oversized(path: &str, archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<Finding> {
    let too_large = || Some(Finding::of_path(Code::WorkbookTooLarge, path).with("path", path).with("limit", UNPACKED));
    let mut total = 0;
    for at in 0..archive.len() {
        let part = match archive.by_index(at) {
            Ok(part) => part,
            Err(_) => return Some(unreadable(path)),
        };
        let packed = part.compressed_size().max(1);
        let limit = (UNPACKED - total).min(packed.saturating_mul(RATIO).max(SMALL));
        match io::copy(&mut part.take(limit + 1), &mut io::sink()) {
            Ok(size) if size > limit => return too_large(),
            Ok(size) => total += size,
            Err(_) => return Some(unreadable(path)),
        }
    }
    None
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn codes(bytes: &[u8]) -> Vec<&'static str> {
        faults("a.xlsx", bytes).iter().map(|it| it.code.as_str()).collect()
    }

    #[test]
    fn programs_and_foreign_values_are_refused() {
        assert_eq!(codes(&zipped(&[("xl/workbook.xml", b"<a/>")])), [""; 0]);
        let both = zipped(&[("xl/vbaProject.bin", b"x"), ("xl/externalLinks/externalLink1.xml", b"<a/>")]);
        assert_eq!(codes(&both), ["workbook-external", "workbook-macro"]);
        assert_eq!(codes(b"no archive"), ["import-unreadable-workbook"]);
    }

    #[test]
    fn a_part_that_swells_is_refused() {
        let swelling = vec![b'a'; usize::try_from(SMALL).unwrap() * 4];
        assert_eq!(codes(&zipped(&[("xl/worksheets/sheet1.xml", &swelling)])), ["workbook-too-large"]);
        assert_eq!(codes(&zipped(&[("xl/worksheets/sheet1.xml", &swelling[..1 << 20])])), [""; 0]);
    }

    #[test]
    fn a_cut_off_container_is_told() {
        let mut bytes = zipped(&[("xl/workbook.xml", b"<a/>"), ("b", &[7; 400])]);
        bytes.truncate(bytes.len() / 2);
        assert_eq!(codes(&bytes), ["import-unreadable-workbook"]);
    }
}
