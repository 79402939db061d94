//! Every run of inline content of a document: a paragraph, a heading, a row of a table. The one walk of `check` over the
//! blocks; never changes a tree, and makes no finding.

use std::slice;

use crate::model::{Block, BlockKind, Document, Inlines, Target};
use crate::source::Span;

/// Runs that belong together: the cells of a row, or one run of anything else.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// Where it was written.
    pub(super) span: Span,
    /// The heads of a table's columns, for its rows; none for anything else.
    pub(super) heads: &'a [Inlines<Target>],
    pub(super) runs: &'a [Inlines<Target>],
}

/// Calls `see` for every run of inline content, in reading order.
pub(super) fn each_run<'a>(document: &'a Document<Target>, see: &mut impl FnMut(&'a Inlines<Target>)) {
    see(&document.opening);
    each_piece(document, &mut |it| it.runs.iter().for_each(&mut *see));
}

/// Calls `see` for every piece below the document's opening, in reading order. Code blocks and views of registers are none.
pub(super) fn each_piece<'a>(document: &'a Document<Target>, see: &mut impl FnMut(Piece<'a>)) {
    blocks(&document.blocks, see);
}

fn blocks<'a>(list: &'a [Block<Target>], see: &mut impl FnMut(Piece<'a>)) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => see(single(block.span, content)),
            BlockKind::Heading(heading) => see(single(block.span, &heading.content)),
            BlockKind::List { items, .. } => items.iter().for_each(|it| blocks(it, see)),
            BlockKind::Quote(inner)
            | BlockKind::Callout { blocks: inner, .. }
            | BlockKind::Footnote { blocks: inner, .. } => blocks(inner, see),
            BlockKind::Table(table) => {
                see(Piece { span: block.span, heads: &[], runs: &table.head });
                table.rows.iter().for_each(|(span, cells)| see(Piece { span: *span, heads: &table.head, runs: cells }));
            }
            BlockKind::Definitions(definitions) => {
                for it in definitions {
                    see(single(it.span, &it.term));
                    it.meanings.iter().for_each(|it| blocks(it, see));
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::View(_) => (),
        }
    }
}

fn single(span: Span, run: &Inlines<Target>) -> Piece<'_> {
    Piece { span, heads: &[], runs: slice::from_ref(run) }
}
