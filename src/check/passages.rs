//! The prose of a document in pieces that stand alone: a paragraph, a heading, a row of a table. What a variable stands for
//! is in them; code and views of registers are not. Nothing here makes a finding.

use super::context::Context;
use crate::model::{Block, BlockKind, Document, Inlines, Target, plain_text};
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
    let mut passages = vec![single(document.title.span, document.title.value.clone())];
    blocks(&document.blocks, &mut passages);
    passages
}

fn single(span: Span, text: String) -> Passage {
    Passage { span, heads: Vec::new(), cells: vec![text] }
}

fn blocks(from: &[Block<Target>], to: &mut Vec<Passage>) {
    from.iter().for_each(|it| block(it, to));
}

fn block(block: &Block<Target>, to: &mut Vec<Passage>) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => to.push(single(block.span, plain_text(content))),
        BlockKind::Heading(heading) => to.push(single(block.span, heading.text.to_string())),
        BlockKind::List { items, .. } => items.iter().for_each(|it| blocks(it, to)),
        BlockKind::Quote(inner)
        | BlockKind::Callout { blocks: inner, .. }
        | BlockKind::Footnote { blocks: inner, .. } => {
            blocks(inner, to);
        }
        BlockKind::Table(table) => {
            let heads = texts(&table.head);
            to.push(Passage { span: block.span, heads: Vec::new(), cells: heads.clone() });
            let rows = table.rows.iter();
            to.extend(rows.map(|(span, cells)| Passage { span: *span, heads: heads.clone(), cells: texts(cells) }));
        }
        BlockKind::Definitions(definitions) => {
            for definition in definitions {
                to.push(single(definition.span, plain_text(&definition.term)));
                definition.meanings.iter().for_each(|it| blocks(it, to));
            }
        }
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::View(_) => (),
    }
}

fn texts(cells: &[Inlines<Target>]) -> Vec<String> {
    cells.iter().map(|it| plain_text(it)).collect()
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
