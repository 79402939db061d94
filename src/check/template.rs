//! Where in the folder a finding about its template points. Nothing here makes one.

use super::context::Context;
use crate::diagnostics::{Code, Finding};
use crate::source::Span;

/// About the line of a file that a block is called by, else about the file as a whole; a file may be gone.
pub(super) fn finding(code: Code, context: &Context<'_>, (path, block): (&str, &str)) -> Finding {
    match line(context, path, block) {
        Some(span) => Finding::at(code, span),
        None => Finding::of_path(code, path),
    }
}

/// The first line that begins with the words, marks of headings, lists and tables aside; else the first that holds them.
fn line(context: &Context<'_>, path: &str, words: &str) -> Option<Span> {
    let file = context.sources.file_at(path)?;
    let text = context.sources.file(file).text();
    let lines = || text.split_inclusive('\n').map(|it| it.trim_end_matches(['\n', '\r'])).filter(|it| !it.is_empty());
    let begins = |it: &&str| it.trim_start_matches(MARKS).starts_with(words);
    let found = Some(words)
        .filter(|it| !it.is_empty())
        .and_then(|_| lines().find(begins).or_else(|| lines().find(|it| it.contains(words))))?;
    let start = found.as_ptr() as usize - text.as_ptr() as usize;
    Some(Span::new(file, start..start + found.len()))
}

const MARKS: [char; 9] = ['#', '*', '-', '|', '>', '[', '"', ' ', '　'];
