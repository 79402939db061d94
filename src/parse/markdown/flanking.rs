//! Whether a delimiter run can open or close emphasis: CommonMark's rules with the amendment for CJK, by which a CJK
//! character beside a run stands in for the space that Japanese does not write. Never pairs anything.
//!
//! Without a CJK character beside the run the answer is CommonMark's own (and, for `~`, pulldown-cmark's). The amendment:
//! <https://github.com/tats-u/markdown-cjk-friendly>, specification 1.1, without its rules for variation selectors.

use super::punctuation::is_punctuation;
use crate::parse::japanese::is_cjk;

/// What stands on one side of a delimiter run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Whitespace, or the start or end of a line or cell.
    Space,
    /// Punctuation that is not CJK.
    Punctuation,
    /// CJK punctuation.
    CjkPunctuation,
    /// Any other CJK character.
    Cjk,
    /// Anything else.
    Other,
}

impl Side {
    /// `None` is the start or end of a line.
    pub(super) fn of(c: Option<char>) -> Self {
        match c {
            None => Self::Space,
            Some(c) if c.is_ascii_alphanumeric() => Self::Other,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) => match (is_cjk(c), is_punctuation(c)) {
                (true, true) => Self::CjkPunctuation,
                (true, false) => Self::Cjk,
                (false, true) => Self::Punctuation,
                (false, false) => Self::Other,
            },
        }
    }
}

/// Whether a run can open emphasis; whether it can close it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Flanking {
    pub(super) opens: bool,
    pub(super) closes: bool,
}

impl Flanking {
    /// Of a run of `length` times `delimiter` between two sides.
    pub(super) fn of(delimiter: u8, length: usize, before: Side, after: Side) -> Self {
        if delimiter == b'~' && length > 2 {
            return Self { opens: false, closes: false };
        }
        // As pulldown-cmark has it, what `~~` strikes out may begin with punctuation everywhere.
        let strikes = delimiter == b'~' && length == 2 && after != Side::Space;
        Self {
            opens: strikes || faces(delimiter, length, before, after),
            closes: faces(delimiter, length, after, before),
        }
    }
}

/// Whether the run faces `inner`: what it would emphasise is there, and `outer` does not forbid it.
fn faces(delimiter: u8, length: usize, outer: Side, inner: Side) -> bool {
    let bounded = matches!(outer, Side::Space | Side::Punctuation | Side::CjkPunctuation);
    let within_words = delimiter == b'*' || (delimiter == b'~' && length == 2);
    match inner {
        Side::Space => false,
        Side::Punctuation => bounded || (within_words && outer == Side::Cjk),
        Side::CjkPunctuation | Side::Cjk | Side::Other => bounded || within_words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flanking(text: &str) -> (bool, bool) {
        let at = text.find(['*', '_', '~']).unwrap_or_default();
        let delimiter = text.as_bytes()[at];
        let length = text[at..].bytes().take_while(|it| *it == delimiter).count();
        let before = Side::of(text[..at].chars().next_back());
        let after = Side::of(text[at + length..].chars().next());
        let it = Flanking::of(delimiter, length, before, after);
        (it.opens, it.closes)
    }

    #[test]
    fn the_examples_of_commonmark() {
        for text in ["***abc", "  _abc", "**\"abc\"", " _\"abc\""] {
            assert_eq!(flanking(text), (true, false), "{text}");
        }
        for text in [" abc***", " abc_", "\"abc\"**", "\"abc\"_"] {
            assert_eq!(flanking(text), (false, true), "{text}");
        }
        assert_eq!(flanking(" abc***def"), (true, true));
        assert_eq!(flanking("\"abc\"_\"def\""), (true, true));
        assert_eq!(flanking("abc_def"), (false, false));
        assert_eq!(flanking("a * b"), (false, false));
    }

    #[test]
    fn a_cjk_character_stands_in_for_a_space() {
        assert_eq!(flanking("は**「"), (true, true));
        assert_eq!(flanking("」**で"), (true, true));
        assert_eq!(flanking("は**(甲"), (true, true));
        assert_eq!(flanking("a**(甲"), (false, true));
        assert_eq!(flanking("は~~「"), (true, true));
        assert_eq!(flanking("は_「"), (false, true));
    }
}
