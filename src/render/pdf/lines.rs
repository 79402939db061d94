//! From a span to `bcp/detection.md:45`, for the theme's own error messages. Counts each file's lines once.

use std::collections::HashMap;

use crate::source::{FileId, Sources, Span};

/// The line starts of the files asked about so far.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    sources: &'a Sources,
    starts: HashMap<FileId, Vec<usize>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(sources: &'a Sources) -> Self {
        Self { sources, starts: HashMap::new() }
    }

    /// Path and line of the span's first character.
    pub(super) fn place(&mut self, span: Span) -> String {
        let file = self.sources.file(span.file);
        let starts = self.starts.entry(span.file).or_insert_with(|| line_starts(file.text()));
        let line = starts.partition_point(|it| *it <= span.range().start);
        format!("{}:{line}", file.path())
    }

    /// Where `c` stands within `span`; the span itself where it is not written as such.
    pub(super) fn narrow(&self, span: Span, c: char) -> Span {
        let found = self.sources.slice(span).find(c);
        found.map_or(span, |at| span.within(at..at + c.len_utf8()))
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_count_from_one() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "一\n二☃\n");
        let mut lines = Lines::new(&sources);
        assert_eq!(lines.place(Span::new(id, 0..3)), "a.md:1");
        assert_eq!(lines.place(Span::new(id, 4..7)), "a.md:2");
        assert_eq!(lines.narrow(Span::new(id, 0..10), '☃').range(), 7..10);
    }
}
