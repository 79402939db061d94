//! A file of somebody else that is to be imported: its bytes, and its text whatever the encoding. Never changes the file.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use encoding_rs::{EUC_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

use super::encoding::{self, Foreign};
use super::read::FILE_LIMIT;
use crate::diagnostics::{Code, Finding, Sink};

/// The bytes of a file; `None` with a finding where it cannot be read or is too large.
pub fn outside_bytes(path: &Path, sink: &mut Sink) -> Option<Vec<u8>> {
    let shown = path.display().to_string();
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|it| it.take(FILE_LIMIT + 1).read_to_end(&mut bytes));
    if let Err(error) = read {
        sink.push(Finding::of_path(Code::UnreadableFile, &shown).with("path", &shown).with("reason", error));
        return None;
    }
    if bytes.len() as u64 > FILE_LIMIT {
        let finding = Finding::of_path(Code::FileTooLarge, &shown).with("size", format!("> {FILE_LIMIT}"));
        sink.push(finding.with("limit", FILE_LIMIT));
        return None;
    }
    Some(bytes)
}

/// What lies at a place where there may be nothing.
#[derive(Debug)]
pub enum Lying {
    /// Nothing.
    Nothing,
    /// A file.
    Bytes(Vec<u8>),
    /// A file that cannot be read, which was told.
    Unread,
}

impl Lying {
    /// The file's bytes; `None` where there are none.
    pub fn bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes(it) => Some(it),
            Self::Nothing | Self::Unread => None,
        }
    }
}

/// Reads a file that need not be there.
pub fn lying(path: &Path, sink: &mut Sink) -> Lying {
    match path.symlink_metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Lying::Nothing,
        Err(_) | Ok(_) => outside_bytes(path, sink).map_or(Lying::Unread, Lying::Bytes),
    }
}

/// The text of a file called `path`, converted where it is in an older encoding, which is told.
pub fn outside_text(path: &str, bytes: &[u8], sink: &mut Sink) -> Option<String> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let name = match encoding::text(plain) {
        Ok(text) => return Some(text.to_owned()),
        Err(Foreign::Known(name)) => name,
        Err(Foreign::Broken { .. }) => {
            sink.push(Finding::of_path(Code::NotUtf8, path).with("encoding", "unknown"));
            return None;
        }
    };
    let encoding = match name {
        "UTF-16LE" => UTF_16LE,
        "UTF-16BE" => UTF_16BE,
        "EUC-JP" => EUC_JP,
        _ => SHIFT_JIS,
    };
    sink.push(Finding::of_path(Code::ImportConverted, path).with("path", path).with("encoding", name));
    Some(encoding.decode(plain).0.into_owned())
}
