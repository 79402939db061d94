//! From an offset in a TOML text to a place in the file that holds it. Never changes either.

use std::ops::Range;

use crate::source::{FileId, Span};

/// Where a TOML text stands in its file.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    file: FileId,
    /// Offsets in the text from which on the file goes along byte for byte, and where in the file; the first is 0.
    runs: Vec<(usize, usize)>,
}

impl Origin {
    /// A text that the file holds byte for byte, from `start` on.
    pub(crate) fn slice(file: FileId, start: usize) -> Self {
        Self { file, runs: vec![(0, start)] }
    }

    /// The content of a block of Markdown, at `span`; `written` is the source from there on. There its lines may begin with
    /// the marks of a quote or the spaces of a list, and end in CRLF.
    pub(crate) fn block(text: &str, span: Span, written: &str) -> Self {
        let start = span.range().start;
        let mut runs = vec![(0, start)];
        let (mut offset, mut at) = (0, 0);
        for line in text.split_inclusive('\n') {
            let found = written.get(at..).and_then(|it| it.split('\n').next()).unwrap_or_default();
            let content = line.trim_end_matches(['\r', '\n']);
            let prefix = found.trim_end_matches('\r').strip_suffix(content).map_or(0, str::len);
            runs.push((offset, start + at + prefix));
            offset += line.len();
            at += found.len() + 1;
        }
        Self { file: span.file, runs }
    }

    /// The place of the bytes `range` of `text`, widened to whole characters.
    pub(crate) fn span(&self, text: &str, range: Range<usize>) -> Span {
        let start = self.offset(text.floor_char_boundary(range.start));
        let end = self.offset(text.ceil_char_boundary(range.end.max(range.start)));
        Span::new(self.file, start..end)
    }

    fn offset(&self, offset: usize) -> usize {
        let after = self.runs.partition_point(|it| it.0 <= offset);
        let (text, file) = self.runs[after.saturating_sub(1)];
        file + (offset - text)
    }
}
