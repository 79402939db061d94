//! The pictures that documents show, each with the first place that shows it.

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Inline, Target};
use crate::resolve::Binder;
use crate::source::Span;

/// By path below the source folder.
pub fn pictures(binder: &Binder) -> BTreeMap<&str, Span> {
    let mut found = BTreeMap::new();
    for document in binder.documents() {
        in_blocks(&document.blocks, &mut found);
    }
    found
}

fn in_blocks<'a>(blocks: &'a [Block<Target>], found: &mut BTreeMap<&'a str, Span>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => in_inlines(content, found),
            BlockKind::Heading(heading) => in_inlines(&heading.content, found),
            BlockKind::List { items, .. } => items.iter().for_each(|it| in_blocks(it, found)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                in_blocks(blocks, found);
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|(_, cells)| cells);
                table.head.iter().chain(cells).for_each(|it| in_inlines(it, found));
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    in_inlines(&definition.term, found);
                    definition.meanings.iter().for_each(|it| in_blocks(it, found));
                }
            }
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::View(_) => (),
        }
    }
}

fn in_inlines<'a>(inlines: &'a [Inline<Target>], found: &mut BTreeMap<&'a str, Span>) {
    for inline in inlines {
        match inline {
            Inline::Image(image) => {
                if let Some(path) = image.source.attachment() {
                    found.entry(path).or_insert(image.span);
                }
            }
            Inline::Ref(reference) => in_inlines(&reference.shown, found),
            Inline::Value(value) => in_inlines(&value.shown, found),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => in_inlines(inner, found),
            Inline::Text(_) | Inline::Code(_) | Inline::HardBreak | Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
        }
    }
}
