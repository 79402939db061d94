//! From an offset in a TOML text to a place in the file that holds it. Never looks at the file itself.

use std::ops::Range;

use crate::source::{FileId, Span};

/// Where a TOML text stands in its file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Origin {
    span: Span,
    fit: Fit,
}

/// How the text and the bytes of the file go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Byte for byte.
    Exact,
    /// The file has CRLF where the text has LF: the Markdown parser turns them into LF.
    CrLf,
    /// Something was taken out (the `>` of a quote): only the whole is known.
    Whole,
}

impl Origin {
    /// A text that is a file of its own.
    pub(crate) fn file(file: FileId, text: &str) -> Self {
        Self::new(text, Span::new(file, 0..text.len()))
    }

    /// A text that was found at `span`.
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let surplus = span.range().len().checked_sub(text.len());
        let fit = match surplus {
            Some(0) => Fit::Exact,
            Some(n) if n == text.matches('\n').count() && !text.contains('\r') => Fit::CrLf,
            Some(_) | None => Fit::Whole,
        };
        Self { span, fit }
    }

    /// The place of the bytes `range` of `text`, widened to whole characters.
    pub(crate) fn span(self, text: &str, range: Range<usize>) -> Span {
        let (start, end) = (text.floor_char_boundary(range.start), text.ceil_char_boundary(range.end.max(range.start)));
        let carriage_returns = |offset: usize| text[..offset].matches('\n').count();
        match self.fit {
            Fit::Exact => self.span.within(start..end),
            Fit::CrLf => self.span.within(start + carriage_returns(start)..end + carriage_returns(end)),
            Fit::Whole => self.span,
        }
    }

    /// The place of `length` bytes on the line above the text, up to that line's end.
    pub(crate) fn line_above(self, length: usize) -> Span {
        let line_end = match self.fit {
            Fit::Exact | Fit::Whole => 1,
            Fit::CrLf => 2,
        };
        let end = self.span.range().start.saturating_sub(line_end);
        match self.fit {
            Fit::Exact | Fit::CrLf => Span::new(self.span.file, end.saturating_sub(length)..end),
            Fit::Whole => self.span,
        }
    }
}
