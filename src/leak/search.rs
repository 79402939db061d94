//! All values at once in one pass over a text, each at the ends of its token. Knows no files.

use aho_corasick::{AhoCorasick, AhoCorasickKind};

use super::normal::Normal;
use super::token;
use super::value::{Spacing, Value};

/// So many bytes in a row are no accident among bytes that are no text.
const NO_NOISE: usize = 6;

/// How the words of a text came to stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strung {
    /// As prose: white space within a value is that of a line's end or of a typesetter.
    Flowing,
    /// By white space, whatever they are: cells and paragraphs in the data of a search.
    BySpaces,
    /// They are what looks like text among bytes that are none.
    Noise,
}

/// What is looked for.
#[derive(Debug)]
pub(super) struct Search {
    values: Vec<Value>,
    /// None where there are more values than it can hold: then each is looked for by itself.
    automaton: Option<AhoCorasick>,
}

impl Search {
    pub(super) fn new(values: Vec<Value>) -> Self {
        let texts = values.iter().map(|it| it.text.as_bytes());
        let kind = Some(AhoCorasickKind::ContiguousNFA);
        let automaton = AhoCorasick::builder().kind(kind).build(texts).ok();
        Self { values, automaton }
    }

    pub(super) fn values(&self) -> &[Value] {
        &self.values
    }

    /// Calls `found` with the index of every value that stands in `text`.
    pub(super) fn scan(&self, text: &Normal, strung: Strung, found: &mut dyn FnMut(usize)) {
        let mut hit = |value: usize, start: usize, end: usize| {
            if self.counts(value, text, start, end, strung) {
                found(value);
            }
        };
        match &self.automaton {
            Some(it) => it
                .find_overlapping_iter(text.text.as_bytes())
                .for_each(|it| hit(it.pattern().as_usize(), it.start(), it.end())),
            None => self.one_by_one(text, &mut hit),
        }
    }

    fn one_by_one(&self, text: &Normal, hit: &mut dyn FnMut(usize, usize, usize)) {
        for (index, value) in self.values.iter().enumerate() {
            text.text.match_indices(&value.text).for_each(|(at, it)| hit(index, at, at + it.len()));
        }
    }

    fn counts(&self, value: usize, text: &Normal, start: usize, end: usize, strung: Strung) -> bool {
        let is_accident = match strung {
            Strung::Flowing => false,
            Strung::Noise => end - start < NO_NOISE,
            Strung::BySpaces => match self.values[value].spacing {
                Spacing::Tight => text.has_gap_within(start, end),
                Spacing::Loose => false,
            },
        };
        !is_accident && token::is_whole(text, start, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(search: &Search, text: &str, strung: Strung) -> Vec<usize> {
        let mut all = Vec::new();
        search.scan(&Normal::of(text), strung, &mut |it| all.push(it));
        all.sort_unstable();
        all
    }

    fn value(text: &str, spacing: Spacing) -> Value {
        Value { text: Normal::of(text).text, spacing }
    }

    #[test]
    fn values_within_values_are_all_found_with_and_without_the_automaton() {
        let values: Vec<Value> =
            ["暗証番号4821", "4821", "番号4821"].iter().map(|it| value(it, Spacing::Tight)).collect();
        let mut search = Search::new(values);
        assert!(search.automaton.is_some());
        assert_eq!(found(&search, "暗証 番号 4821 です", Strung::Flowing), [0, 1, 2]);
        search.automaton = None;
        assert_eq!(found(&search, "暗証 番号 4821 です", Strung::Flowing), [0, 1, 2]);
    }

    #[test]
    fn short_values_do_not_arise_from_what_stands_side_by_side() {
        let search = Search::new(vec![value("薬剤師会", Spacing::Tight), value("見本 花子", Spacing::Loose)]);
        assert_eq!(found(&search, "薬剤師 会議 見本 花子", Strung::BySpaces), [1]);
        assert_eq!(found(&search, "薬剤師 会議 見本 花子", Strung::Flowing), [0, 1]);
    }

    #[test]
    fn a_few_bytes_among_bytes_that_are_no_text_are_noise() {
        let search = Search::new(vec![value("ab12", Spacing::Tight), value("kds-0001", Spacing::Tight)]);
        assert_eq!(found(&search, "ab12 KDS-0001", Strung::Noise), [1]);
    }
}
