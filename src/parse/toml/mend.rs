//! Closes what was left open in a TOML text, so that the rest of it can be read: an array without `]` would swallow every
//! line below it. Never changes a byte that was written: it only adds, and remembers where.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

/// How the parser names a key without `=`: it would skip the next line too, unless the rest of this one is made a comment.
const NO_VALUE: &str = "key with no value";

/// A text with closing brackets added.
pub(super) struct Mended {
    /// What is parsed.
    pub(super) text: String,
    /// Places in the original text and how many bytes were added there, in order.
    added: Vec<(usize, usize)>,
}

impl Mended {
    /// A text as it was written.
    pub(super) fn new(text: &str) -> Self {
        Self { text: text.to_owned(), added: Vec::new() }
    }

    /// The range of the original text that `range` of the mended one came from.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.original_offset(range.start);
        start..self.original_offset(range.end).max(start)
    }

    fn original_offset(&self, offset: usize) -> usize {
        let mut before = 0;
        for (place, length) in &self.added {
            let start = place + before;
            if offset <= start {
                break;
            }
            if offset <= start + length {
                return *place;
            }
            before += length;
        }
        offset - before
    }

    /// Closes the first thing that `errors` calls unclosed; also where (in the original) it should have ended, and why.
    pub(super) fn close(&self, errors: &[Error]) -> Option<(Self, (usize, String))> {
        let is_open = |it: &&Error| it.message().starts_with("unclosed") || it.message().starts_with(NO_VALUE);
        let error = errors.iter().find(is_open)?;
        let end = error.span()?.end.min(self.text.len());
        let (place, closing) = match error.message() {
            it if it.starts_with("unclosed array table") => (end, self.missing_brackets(end)),
            it if it.starts_with("unclosed table") => (end, "]"),
            it if it.starts_with(NO_VALUE) => (end, "=0#"),
            it if it.starts_with("unclosed inline table") => (self.before_swallowed(errors, end), "\n}\n"),
            _ => (self.before_swallowed(errors, end), "\n]\n"),
        };
        let original = self.original_offset(place);
        let mut text = self.text.clone();
        text.insert_str(place, closing);
        let mut added = self.added.clone();
        let index = added.partition_point(|(it, _)| *it <= original);
        added.insert(index, (original, closing.len()));
        Some((Self { text, added }, (original, error.message().to_owned())))
    }

    fn missing_brackets(&self, end: usize) -> &'static str {
        if self.text[..end].ends_with(']') { "]" } else { "]]" }
    }

    /// The end of the line above the first one that was swallowed: a line with an error that looks like a key or a header
    /// of its own. A closing bracket goes there between line ends, since a comment would swallow it.
    fn before_swallowed(&self, errors: &[Error], end: usize) -> usize {
        let starts = line_starts(&self.text);
        let lines: BTreeSet<usize> =
            errors.iter().filter_map(Error::span).map(|it| line_start(&starts, it.start)).collect();
        let swallowed = lines.range(1..=end.max(1)).find(|it| is_key_or_header(&self.text[**it..]));
        self.text[..swallowed.copied().unwrap_or(end)].trim_end().len()
    }
}

/// Where the lines of `text` begin.
pub(super) fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|it| it.0 + 1)).collect()
}

/// Where the line of `offset` begins.
pub(super) fn line_start(starts: &[usize], offset: usize) -> usize {
    let after = starts.partition_point(|it| *it <= offset);
    starts.get(after.saturating_sub(1)).copied().unwrap_or_default()
}

fn is_key_or_header(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default().trim_start();
    let word = line.split('=').next().unwrap_or_default().trim();
    let is_key = line.contains('=') && !word.is_empty() && !word.contains(['{', '[', ',', '(']);
    is_key || line.starts_with('[')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_lead_back_to_the_original() {
        let mended = Mended { text: "ab]cd]]e".to_owned(), added: vec![(2, 1), (4, 2)] };
        let back: Vec<usize> = (0..=8).map(|it| mended.original_offset(it)).collect();
        assert_eq!(back, [0, 1, 2, 2, 3, 4, 4, 4, 5]);
    }
}
