//! Text as a reader sees it, with the way back to the source. Never knows what the text means.

use std::borrow::Cow;
use std::ops::Range;

use super::japanese;
use crate::source::{FileId, Span};

/// Text as a reader sees it, joined over line ends (`\n`), with the way back to the source.
#[derive(Debug)]
pub(crate) struct Run {
    file: FileId,
    text: String,
    pieces: Vec<Piece>,
}

/// Text of one origin. Of the length of its source it maps byte by byte, else to its source as a whole.
#[derive(Debug)]
struct Piece {
    at: usize,
    source: Range<usize>,
}

impl Run {
    /// Without text.
    pub(crate) fn new(file: FileId) -> Self {
        Self { file, text: String::new(), pieces: Vec::new() }
    }

    /// Goes on with `text`, that was written at `source`, counted from the start of the file.
    pub(crate) fn push(&mut self, text: &str, source: Range<usize>) {
        if !self.continues_last(text, &source) {
            self.pieces.push(Piece { at: self.text.len(), source });
        } else if let Some(last) = self.pieces.last_mut() {
            last.source.end = source.end;
        }
        self.text.push_str(text);
    }

    /// Whether `source` directly follows the last piece, both mapping byte by byte.
    fn continues_last(&self, text: &str, source: &Range<usize>) -> bool {
        text.len() == source.len()
            && self
                .pieces
                .last()
                .is_some_and(|last| last.source.end == source.start && last.source.len() == self.text.len() - last.at)
    }

    /// Forgets the text and keeps the room.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }

    /// The text; a line end is `\n`.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has no text.
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the bytes `range` of the text were written.
    pub(crate) fn span(&self, range: Range<usize>) -> Span {
        let start = self.source_of(range.start).start;
        let end = if range.is_empty() { start } else { self.source_of(range.end - 1).end };
        Span::new(self.file, start..end)
    }

    /// The source of the byte at `offset`: one byte, or the whole piece where it does not map byte by byte.
    fn source_of(&self, offset: usize) -> Range<usize> {
        let index = self.pieces.partition_point(|it| it.at <= offset).saturating_sub(1);
        let Some(piece) = self.pieces.get(index) else { return 0..0 };
        let end = self.pieces.get(index + 1).map_or(self.text.len(), |it| it.at);
        if end - piece.at != piece.source.len() {
            return piece.source.clone();
        }
        let start = (piece.source.start + offset.saturating_sub(piece.at)).min(piece.source.end);
        start..(start + 1).min(piece.source.end)
    }
}

/// What stays as text: a line end between Japanese characters is nothing, any other is a space.
pub(crate) fn join_lines(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n') {
        let no_space = match (joined.chars().next_back(), line.chars().next()) {
            (Some(before), Some(after)) => japanese::joins(before, after),
            (None, _) => line.as_ptr() == text.as_ptr(),
            (Some(_), None) => false,
        };
        if !no_space {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    Cow::Owned(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    #[test]
    fn every_part_finds_its_source() {
        let source = "甲&amp;乙  \n> 丙";
        let mut sources = Sources::default();
        let file = sources.add("a.md", source);
        let mut run = Run::new(file);
        for (text, place) in [("甲", 0..3), ("&", 3..8), ("乙", 8..11), ("\n", 13..14), ("丙", 16..19)] {
            run.push(text, place);
        }
        assert_eq!(run.text(), "甲&乙\n丙");
        let slice = |text: &str| {
            let at = run.text().find(text).unwrap_or_default();
            sources.slice(run.span(at..at + text.len()))
        };
        assert_eq!([slice("甲"), slice("&"), slice("&乙"), slice("丙")], ["甲", "&amp;", "&amp;乙", "丙"]);
        assert_eq!(slice("乙\n丙"), "乙  \n> 丙");
        assert_eq!(run.span(0..0).range(), 0..0);
    }

    #[test]
    fn line_ends_vanish_between_japanese_characters_only() {
        for (text, joined) in [
            ("甲\n乙", "甲乙"),
            ("。\n「乙", "。「乙"),
            ("甲\nb", "甲 b"),
            ("a\n乙", "a 乙"),
            ("a\nb\n", "a b "),
            ("\n甲", " 甲"),
            ("甲\n乙\nc", "甲乙 c"),
        ] {
            assert_eq!(join_lines(text), joined, "{text:?}");
        }
    }
}
