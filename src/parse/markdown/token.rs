//! The inline events of one container as a flat list, with emphasis turned back into the delimiter runs that the author
//! wrote. Never decides what a run does.
//!
//! pulldown-cmark has decided already, but without regard to Japanese. Its decision is undone by source range: only the
//! source tells an escaped `\*` or an entity from a delimiter.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::link::Link;

/// A part of inline content.
#[derive(Debug)]
pub(super) enum Token<'a> {
    /// Text as a reader sees it.
    Text(CowStr<'a>, Range<usize>),
    /// A maximal run of one delimiter.
    Delimiters(Range<usize>),
    /// A line end within a paragraph.
    SoftBreak(Range<usize>),
    /// A forced line end.
    HardBreak,
    /// A code span.
    Code(CowStr<'a>),
    /// A reference to a footnote.
    Footnote(CowStr<'a>),
    /// The box of a task.
    Checkbox(bool),
    /// A link or image begins.
    Open(Option<Box<Link>>),
    /// It ends.
    Close,
}

/// The tokens of one container.
#[derive(Debug, Default)]
pub(super) struct Tokens<'a> {
    pub(super) list: Vec<Token<'a>>,
    /// Whether any of them is a delimiter run.
    pub(super) delimited: bool,
}

impl<'a> Tokens<'a> {
    /// Forgets all and keeps the room.
    pub(super) fn clear(&mut self) {
        self.list.clear();
        self.delimited = false;
    }

    /// Text of an event at `range`, in which delimiters are yet to be found.
    pub(super) fn text(&mut self, source: &'a str, text: CowStr<'a>, range: Range<usize>) {
        let is_source = text.len() == range.len();
        if !is_source || !source[range.clone()].bytes().any(is_delimiter) {
            self.list.push(Token::Text(text, range));
            return;
        }
        let bytes = source.as_bytes();
        let (mut from, mut at) = (range.start, range.start);
        while let Some(found) = bytes[at..range.end].iter().position(|it| is_delimiter(*it)) {
            let start = at + found;
            let delimiter = bytes[start];
            let length = bytes[start..range.end].iter().take_while(|it| **it == delimiter).count();
            at = start + length;
            let start = if is_escaped(source, start) { start + 1 } else { start };
            if start < at {
                self.literal(source, from..start);
                self.delimiters(source, start..at);
                from = at;
            }
        }
        self.literal(source, from..range.end);
    }

    fn literal(&mut self, source: &'a str, range: Range<usize>) {
        if !range.is_empty() {
            self.list.push(Token::Text(CowStr::Borrowed(&source[range.clone()]), range));
        }
    }

    /// A delimiter run, or more of the one before.
    pub(super) fn delimiters(&mut self, source: &str, range: Range<usize>) {
        self.delimited = true;
        let byte = |at: usize| source.as_bytes().get(at);
        if let Some(Token::Delimiters(last)) = self.list.last_mut()
            && last.end == range.start
            && byte(last.start) == byte(range.start)
        {
            last.end = range.end;
            return;
        }
        self.list.push(Token::Delimiters(range));
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'*' | b'_' | b'~')
}

/// Whether an odd number of backslashes stands before `at`.
pub(super) fn is_escaped(source: &str, at: usize) -> bool {
    source.as_bytes()[..at].iter().rev().take_while(|it| **it == b'\\').count() % 2 == 1
}
