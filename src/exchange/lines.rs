//! A text as PDF extraction leaves it, without what stands on every page: numbers of pages, running heads. Never drops a
//! line that could be content: what is an item, a heading, a scope or a note stays.

use std::collections::BTreeMap;
use std::ops::Range;

use super::number::{digit, narrow};
use super::{number, scope};
use crate::source::{FileId, Span};

/// What stood between a line and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// An empty line.
    Blank,
    /// The end of a page.
    Page,
}

/// A line with content.
#[derive(Debug, Clone)]
pub(super) struct Line<'t> {
    /// From 1.
    pub(super) number: usize,
    pub(super) text: &'t str,
    pub(super) range: Range<usize>,
    pub(super) gap: Gap,
}

impl Line<'_> {
    pub(super) fn span(&self, file: FileId) -> Span {
        Span::new(file, self.range.clone())
    }

    /// What people call its place.
    pub(super) fn place(&self) -> String {
        format!("L{}", self.number)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Blank,
    /// `- 12 -`, a form feed, or a running head.
    Furniture,
}

/// The lines with content.
pub(super) fn lines(text: &str) -> Vec<Line<'_>> {
    let raw = raw(text);
    let mut kinds: Vec<Kind> = raw.iter().map(|it| kind(it.1, it.3)).collect();
    page_numbers(&raw, &mut kinds);
    running_heads(&raw, &mut kinds);
    let mut lines = Vec::new();
    let mut gap = Gap::None;
    for ((number, text, range, is_new_page), kind) in raw.into_iter().zip(kinds) {
        gap = match (kind, gap) {
            (Kind::Furniture, _) | (_, Gap::Page) => Gap::Page,
            _ if is_new_page => Gap::Page,
            (Kind::Blank, _) => Gap::Blank,
            (Kind::Text, gap) => gap,
        };
        if kind == Kind::Text {
            lines.push(Line { number, text, range, gap });
            gap = Gap::None;
        }
    }
    lines
}

type Raw<'t> = (usize, &'t str, Range<usize>, bool);

/// Number, trimmed text, its place, and whether a form feed stands before it.
fn raw(text: &str) -> Vec<Raw<'_>> {
    let mut out = Vec::new();
    let mut at = 0;
    for (i, line) in text.split('\n').enumerate() {
        let mut start = at;
        for (part, piece) in line.split('\u{c}').enumerate() {
            let trimmed = piece.trim();
            let from = start + (piece.len() - piece.trim_start().len());
            out.push((i + 1, trimmed, from..from + trimmed.len(), part > 0));
            start += piece.len() + 1;
        }
        at += line.len() + 1;
    }
    out
}

fn kind(text: &str, is_new_page: bool) -> Kind {
    if is_page_number(text) {
        Kind::Furniture
    } else if text.is_empty() {
        if is_new_page { Kind::Furniture } else { Kind::Blank }
    } else {
        Kind::Text
    }
}

/// `- 12 -`, `－１２－`, `P.12`, `12/40`, `12ページ`: never a bare number.
pub(super) fn is_page_number(text: &str) -> bool {
    let text: String = narrow(text).chars().filter(|it| !it.is_whitespace()).collect();
    let is_number = |it: &str| (1..=4).contains(&it.len()) && it.bytes().all(|b| b.is_ascii_digit());
    let dashes = ['-', '–', '—', '‐', '‑', '−', 'ー', '~', '〜'];
    let inner = text.trim_matches(dashes);
    let is_dashed = text.starts_with(dashes) && text.ends_with(dashes) && inner.len() < text.len();
    (is_dashed && is_number(inner))
        || text.strip_prefix("P.").or(text.strip_prefix("p.")).is_some_and(is_number)
        || text.strip_suffix("ページ").is_some_and(is_number)
        || text.split_once('/').is_some_and(|(a, b)| is_number(a) && is_number(b) && a.len() <= b.len())
}

/// A bare number is a page's where a page ends just beside it.
fn page_numbers(raw: &[Raw<'_>], kinds: &mut [Kind]) {
    for i in 0..raw.len() {
        let is_bare =
            !raw[i].1.is_empty() && raw[i].1.chars().count() <= 3 && raw[i].1.chars().all(|it| digit(it).is_some());
        if is_bare && ends_page(raw, kinds, i) {
            kinds[i] = Kind::Furniture;
        }
    }
}

/// Whether a form feed comes behind line `i`, with nothing but blanks between.
fn ends_page(raw: &[Raw<'_>], kinds: &[Kind], i: usize) -> bool {
    let behind = raw[i + 1..].iter().zip(&kinds[i + 1..]);
    for (line, kind) in behind {
        if line.3 {
            return true;
        }
        if *kind == Kind::Text {
            return false;
        }
    }
    false
}

/// A line beside the end of a page that stands at the ends of two pages or more. Two lines of heads need two rounds.
fn running_heads(raw: &[Raw<'_>], kinds: &mut [Kind]) {
    for _ in 0..3 {
        let edges: Vec<usize> = (0..raw.len()).filter(|i| is_edge(raw, kinds, *i)).collect();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for i in &edges {
            *counts.entry(raw[*i].1).or_default() += 1;
        }
        let heads: Vec<usize> =
            edges.into_iter().filter(|i| counts[raw[*i].1] >= 2 && !is_content(raw[*i].1)).collect();
        if heads.is_empty() {
            return;
        }
        for i in heads {
            kinds[i] = Kind::Furniture;
        }
    }
}

fn is_edge(raw: &[Raw<'_>], kinds: &[Kind], i: usize) -> bool {
    if kinds[i] != Kind::Text {
        return false;
    }
    let before = kinds[..i].iter().rev().find(|it| **it != Kind::Blank);
    let behind = (i + 1..raw.len()).find(|it| kinds[*it] != Kind::Blank || raw[*it].3);
    let next = behind.is_none_or(|it| kinds[it] == Kind::Furniture || raw[it].3);
    raw[i].3 || before.is_none_or(|it| *it == Kind::Furniture) || next
}

fn is_content(text: &str) -> bool {
    text.starts_with('▶')
        || is_tokens(text)
        || scope::read(text).is_some()
        || number::item(text).is_some()
        || number::small(text).is_some()
        || number::section(text).is_some()
}

/// Nothing but what a ▶ note goes on with: `3.1.2②`, `8.③、8.⑤`.
pub(super) fn is_tokens(text: &str) -> bool {
    let narrow = narrow(text);
    let mut has_number = false;
    let fits = narrow.chars().all(|it| {
        has_number |= it.is_ascii_digit();
        it.is_ascii_digit()
            || matches!(it, '.' | ' ' | '\t' | '、' | ',' | '，')
            || crate::model::Circled::from_char(it).is_some()
    });
    fits && has_number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        lines(text).into_iter().map(|it| it.text).collect()
    }

    #[test]
    fn what_stands_on_every_page_is_left_out() {
        let text = "架空の手引き\n甲\n- 1 -\n\u{c}架空の手引き\n乙\n乙の続き\n- 2 -\n\u{c}架空の手引き\n丙\n3\n\u{c}";
        assert_eq!(texts(text), ["甲", "乙", "乙の続き", "丙"]);
        let gaps: Vec<Gap> = lines(text).into_iter().map(|it| it.gap).collect();
        assert_eq!(gaps, [Gap::Page, Gap::Page, Gap::None, Gap::Page]);
    }

    #[test]
    fn content_beside_the_end_of_a_page_stays() {
        let text = "▶架空編\n8③\n- 1 -\n▶架空編\n8③\n- 2 -\n【サーバ】\n- 3 -\n【サーバ】";
        assert_eq!(texts(text), ["▶架空編", "8③", "▶架空編", "8③", "【サーバ】", "【サーバ】"]);
        assert_eq!(texts("8\n甲\n2025\n"), ["8", "甲", "2025"]);
    }

    #[test]
    fn places_are_those_of_the_text() {
        let text = "　甲 \r\n\n\u{c}乙\r\n";
        let found: Vec<_> = lines(text).into_iter().map(|it| (it.number, &text[it.range])).collect();
        assert_eq!(found, [(1, "甲"), (3, "乙")]);
    }
}
