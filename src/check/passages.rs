//! The prose of a document in pieces that stand alone: a paragraph, a heading, a row of a table. What a variable stands for
//! is in them; code and views of registers are not. Nothing here makes a finding.

use super::context::Context;
use super::prose;
use crate::model::{Document, Inlines, Target, plain_text_without_code};
use crate::source::Span;

/// A piece of prose.
#[derive(Debug)]
pub(super) struct Passage {
    /// Where it was written.
    pub(super) span: Span,
    /// The heads of a table's columns; none for anything else.
    pub(super) heads: Vec<String>,
    /// A row's cells; one for anything else.
    pub(super) cells: Vec<String>,
}

/// All passages of a document, in order.
pub(super) fn of(document: &Document<Target>) -> Vec<Passage> {
    let title = Passage { span: document.title.span, heads: Vec::new(), cells: vec![document.title.value.clone()] };
    let mut passages = vec![title];
    prose::each_piece(document, &mut |it| {
        passages.push(Passage { span: it.span, heads: texts(it.heads), cells: texts(it.runs) });
    });
    passages
}

fn texts(runs: &[Inlines<Target>]) -> Vec<String> {
    runs.iter().map(|it| plain_text_without_code(it)).collect()
}

/// The place of `words` below `span`, however they are spaced; `span` where they do not stand there as such, since a name
/// may be the value of a variable.
pub(super) fn locate(context: &Context<'_>, span: Span, words: &str) -> Span {
    let text = context.sources.slice(span);
    let mut starts = text.char_indices().map(|it| it.0);
    let found = starts.find_map(|start| Some(start..start + length_of(&text[start..], words)?));
    found.map_or(span, |it| span.within(it))
}

/// How many bytes of `text` are `words`, blanks in either left aside; `None` where it begins with something else.
fn length_of(text: &str, words: &str) -> Option<usize> {
    let mut wanted = words.chars().filter(|it| !it.is_whitespace()).peekable();
    for (at, c) in text.char_indices() {
        match wanted.peek() {
            None => return Some(at),
            Some(next) if *next == c => {
                wanted.next();
            }
            Some(_) if at > 0 && c.is_whitespace() => (),
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(text.len())
}
