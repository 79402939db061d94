//! Every run of inline content of a document: a paragraph, a heading, a cell. Never changes a tree, and makes no finding.

use crate::model::{Block, BlockKind, Document, Inlines, Target};

/// Calls `see` for every run of inline content, in reading order.
pub(super) fn each_run<'a>(document: &'a Document<Target>, see: &mut impl FnMut(&'a Inlines<Target>)) {
    see(&document.opening);
    blocks(&document.blocks, see);
}

fn blocks<'a>(list: &'a [Block<Target>], see: &mut impl FnMut(&'a Inlines<Target>)) {
    for block in list {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => see(content),
            BlockKind::Heading(heading) => see(&heading.content),
            BlockKind::List { items, .. } => items.iter().for_each(|it| blocks(it, see)),
            BlockKind::Quote(inner) => blocks(inner, see),
            BlockKind::Callout { blocks: inner, .. } | BlockKind::Footnote { blocks: inner, .. } => blocks(inner, see),
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|(_, cells)| cells);
                table.head.iter().chain(cells).for_each(&mut *see);
            }
            BlockKind::Definitions(definitions) => {
                for it in definitions {
                    see(&it.term);
                    it.meanings.iter().for_each(|it| blocks(it, see));
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::View(_) => (),
        }
    }
}
