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

/// The place of `words` below `span`, if they stand there as such; a name may be the value of a variable.
pub(super) fn locate(context: &Context<'_>, span: Span, words: &str) -> Span {
    let found = context.sources.slice(span).find(words);
    found.map_or(span, |start| span.within(start..start + words.len()))
}
