//! The part of a line that is shown for a place, so that even a line of 50 MB prints as one short line.
//!
//! Widths are counted as a Japanese terminal draws them: two columns for whatever is not ASCII. An excerpt never spans two
//! lines and never copies more than it shows.

use std::ops::Range;

use crate::source::{SourceFile, Span};

/// Columns shown before the place.
const BEFORE: usize = 60;
/// Columns shown from the start of the place on.
const BEHIND: usize = 60;
/// Stands where something was left out. ASCII, as terminals disagree on the width of 「…」.
const CUT: &str = "...";
/// The most columns of an excerpt.
pub(super) const LONGEST: usize = BEFORE + BEHIND + 2 * CUT.len();

/// A piece of one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// What is shown.
    pub(super) text: String,
    /// The place within `text`, in bytes. A place that goes on over further lines ends with its first.
    pub(super) marked: Range<usize>,
    /// Whether `text` starts where the line does.
    pub(super) left: Edge,
}

/// Where an excerpt meets its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// Nothing is left out.
    Whole,
    /// Something is.
    Cut,
}

impl Excerpt {
    pub(super) fn new(file: &SourceFile, span: Span) -> Self {
        let text = file.text();
        let line = file.line_around(span.range().start);
        let inside = |offset: usize| text.floor_char_boundary(offset.clamp(line.start, line.end));
        let (start, end) = (inside(span.range().start), inside(span.range().end));
        let before = &text[line.start..start];
        let from = start - tail(before, BEFORE);
        let to = start + head(&text[start..line.end], BEHIND);
        let left = if from > line.start { Edge::Cut } else { Edge::Whole };
        let right = if to < line.end { Edge::Cut } else { Edge::Whole };
        let shift = left.sign().len();
        let marked = shift + start - from..shift + end.clamp(start, to) - from;
        Self { text: [left.sign(), &text[from..to], right.sign()].concat(), marked, left }
    }
}

impl Edge {
    fn sign(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Cut => CUT,
        }
    }
}

/// How many bytes of the start of `text` fit into `columns`.
fn head(text: &str, columns: usize) -> usize {
    fitting(text.chars(), columns)
}

/// How many bytes of the end of `text` fit into `columns`.
fn tail(text: &str, columns: usize) -> usize {
    fitting(text.chars().rev(), columns)
}

fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let widths = chars.scan(0, |sum, it| {
        *sum += if it.is_ascii() { 1 } else { 2 };
        Some((*sum, it.len_utf8()))
    });
    widths.take_while(|it| it.0 <= columns).map(|it| it.1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Sources;

    fn excerpt(text: &str, range: Range<usize>) -> (String, String) {
        let mut sources = Sources::default();
        let file = sources.add("a.md", text);
        let Excerpt { text, marked, left: _ } = Excerpt::new(sources.file(file), Span::new(file, range));
        let marked = text[marked].to_owned();
        (text, marked)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        assert_eq!(excerpt("一\r\n二三\r\n四", 5..8), ("二三".into(), "二".into()));
        assert_eq!(excerpt("", 0..0), (String::new(), String::new()));
        assert_eq!(excerpt("a\n", 2..2), (String::new(), String::new()));
    }

    #[test]
    fn a_place_over_many_lines_shows_its_first() {
        assert_eq!(excerpt("一二\r\n三\r\n", 3..13), ("一二".into(), "二".into()));
        assert_eq!(excerpt("a\r\nb", 1..4), ("a".into(), String::new()));
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides() {
        let text = format!("{}誤り{}", "あ".repeat(100), "い".repeat(100));
        let expected = format!("...{}誤り{}...", "あ".repeat(30), "い".repeat(28));
        assert_eq!(excerpt(&text, 300..306), (expected, "誤り".into()));
    }

    #[test]
    fn a_long_place_is_cut_too() {
        let text = "a".repeat(50_000_000);
        assert_eq!(excerpt(&text, 0..text.len()), ("a".repeat(60) + "...", "a".repeat(60)));
    }
}
