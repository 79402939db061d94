//! From a file to its text: size, encoding, NUL, endless lines. Never changes a byte but for the byte order mark, which is
//! dropped, and a register in CP932, which is converted and said to be; line ends stay.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::encoding;
use crate::diagnostics::{Code, Finding};
use crate::source::{FileId, Span};

/// Nobody writes more than this by hand.
pub(super) const FILE_LIMIT: u64 = 64 << 20;
/// A line beyond this is no prose, and quadratic in some parsers.
pub(super) const LINE_LIMIT: usize = 1 << 20;
const BOM: &[u8] = b"\xef\xbb\xbf";

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The text, as far as findings can point into it.
    pub(super) text: Option<Arc<str>>,
    /// Whether it goes to a parser.
    pub(super) parse: bool,
    pub(super) faults: Vec<Fault>,
}

/// A finding of a file that has no id yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    code: Code,
    range: Option<Range<usize>>,
    arguments: Vec<(&'static str, String)>,
}

impl Fault {
    fn new(code: Code) -> Self {
        Self { code, range: None, arguments: Vec::new() }
    }

    fn at(mut self, range: Range<usize>) -> Self {
        self.range = Some(range);
        self
    }

    fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.arguments.push((name, value.to_string()));
        self
    }

    /// The finding, at its place where the text is kept, else of the file as a whole.
    pub(super) fn finding(self, path: &str, file: Option<FileId>) -> Finding {
        let finding = match file.zip(self.range) {
            Some((file, range)) => Finding::at(self.code, Span::new(file, range)),
            None => Finding::of_path(self.code, path),
        };
        let named = self.code.arguments().contains(&"path").then(|| ("path", path.to_owned()));
        named.into_iter().chain(self.arguments).fold(finding, |it, (name, value)| it.with(name, value))
    }
}

/// In which encodings a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reads {
    /// UTF-8 alone.
    Utf8,
    /// What Excel calls CSV as well: registers come from there, and go back.
    Cp932Too,
}

/// Reads one file.
pub(super) fn read(location: &Path, reads: Reads) -> Reading {
    match bytes(location) {
        Ok(Ok(bytes)) => text(&bytes, reads),
        Ok(Err(fault)) => refused(fault),
        Err(error) => refused(Fault::new(Code::UnreadableFile).with("reason", error)),
    }
}

fn refused(fault: Fault) -> Reading {
    Reading { text: None, parse: false, faults: vec![fault] }
}

fn bytes(location: &Path) -> io::Result<Result<Vec<u8>, Fault>> {
    let file = File::open(location)?;
    let size = file.metadata()?.len();
    if size > FILE_LIMIT {
        return Ok(Err(Fault::new(Code::FileTooLarge).with("size", size).with("limit", FILE_LIMIT)));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0) + 1);
    file.take(FILE_LIMIT).read_to_end(&mut bytes)?;
    Ok(Ok(bytes))
}

fn text(bytes: &[u8], reads: Reads) -> Reading {
    let bytes = bytes.strip_prefix(BOM).unwrap_or(bytes);
    match encoding::text(bytes) {
        Ok(text) => checked(text),
        Err(encoding::Foreign::Known(encoding::CP932)) if reads == Reads::Cp932Too => {
            let mut reading = checked(&encoding::cp932(bytes));
            reading.faults.insert(0, Fault::new(Code::RegisterConverted).with("encoding", encoding::CP932));
            reading
        }
        Err(encoding::Foreign::Known(name)) => refused(Fault::new(Code::NotUtf8).with("encoding", name)),
        Err(encoding::Foreign::Broken { at }) => {
            let fault = Fault::new(Code::NotUtf8).with("encoding", "unknown").at(at..at + '\u{fffd}'.len_utf8());
            Reading { text: Some(String::from_utf8_lossy(bytes).into()), parse: false, faults: vec![fault] }
        }
    }
}

fn checked(text: &str) -> Reading {
    let nul = text.find('\0').map(|at| Fault::new(Code::NulByte).at(at..at + 1));
    let line = long_line(text)
        .map(|it| Fault::new(Code::LongLine).with("length", it.len()).with("limit", LINE_LIMIT).at(it.start..it.start));
    Reading {
        text: Some(text.into()),
        parse: line.is_none(),
        faults: nul.into_iter().chain(control(text)).chain(line).collect(),
    }
}

/// The first character that is not shown and changes what is: one is enough to look for the others.
fn control(text: &str) -> Option<Fault> {
    let candidates = text.bytes().enumerate().filter(|(_, it)| MAY_BEGIN_CONTROL[usize::from(*it)]);
    let first = |(at, _)| text.get(at..)?.chars().next().map(|it| (at, it));
    let (at, found) = candidates.filter_map(first).find(|(_, it)| is_control(*it))?;
    let code = format!("U+{:04X}", u32::from(found));
    Some(Fault::new(Code::ControlCharacter).with("code", code).at(at..at + found.len_utf8()))
}

/// The first bytes of what [`is_control`] knows: one look-up a byte, since every byte of every text is asked.
const MAY_BEGIN_CONTROL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, 1..=8 | 11 | 12 | 14..=31 | 0x7f | 0xc2 | 0xe2);
        byte += 1;
    }
    table
};

/// Control characters but NUL, tab and line ends, and those that turn the direction of the text.
fn is_control(c: char) -> bool {
    let is_blank = matches!(c, '\0' | '\t' | '\n' | '\r');
    (c.is_control() && !is_blank) || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first line over the limit.
fn long_line(text: &str) -> Option<Range<usize>> {
    if text.len() <= LINE_LIMIT {
        return None;
    }
    let start_of = |line: &str| line.as_ptr() as usize - text.as_ptr() as usize;
    let line = text.lines().find(|it| it.len() > LINE_LIMIT)?;
    Some(start_of(line)..start_of(line) + line.len())
}
