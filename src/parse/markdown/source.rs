//! The text that is being parsed, and the way from an offset in it to a place in the file. Never changes the text.

use std::ops::Range;

use super::assemble::Place;
use super::token::is_escaped;
use crate::source::{FileId, Span};

/// The body of a file. Ranges count from its start, spans from the start of the file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    /// Where the body starts in the file.
    pub(super) base: usize,
}

impl Source<'_> {
    /// A range as the file counts.
    pub(super) fn absolute(&self, range: Range<usize>) -> Range<usize> {
        range.start + self.base..range.end + self.base
    }

    /// A range as a place.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.file, self.absolute(range))
    }

    /// A range without the white space at its end, as a place.
    pub(super) fn trimmed(&self, range: Range<usize>) -> Span {
        let text = self.text.get(range.clone()).unwrap_or_default();
        self.span(range.start..range.start + text.trim_end().len())
    }

    /// The first line of a range, as a place.
    pub(super) fn first_line(&self, range: Range<usize>) -> Span {
        let line = self.text.get(range.clone()).and_then(|it| it.lines().next()).unwrap_or_default();
        self.span(range.start..range.start + line.len())
    }

    /// The byte at `at`; 0 at the end.
    pub(super) fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or_default()
    }

    /// The characters beside a range; the edge of a cell is none.
    pub(super) fn around(&self, range: &Range<usize>, place: Place) -> (Option<char>, Option<char>) {
        let before = self.text[..range.start].chars().next_back();
        let after = self.text[range.end..].chars().next();
        let edge = |it: &char| place == Place::Cell && *it == '|';
        let before = before.filter(|it| !edge(it) || is_escaped(self.text, range.start - 1));
        (before, after.filter(|it| !edge(it)))
    }
}
