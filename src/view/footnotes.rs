//! Which footnotes of a document go with the text that named them. A footnote that stands in a withheld section goes with
//! it, whoever names it. Removes nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Block, BlockKind, Inline, Target};

/// Who names which footnote, and where they stand.
#[derive(Debug, Default)]
pub(super) struct Footnotes<'a> {
    /// Named by text that stays.
    named: BTreeSet<&'a str>,
    /// Named by text that goes.
    named_by_gone: BTreeSet<&'a str>,
    /// Standing in what goes.
    gone: BTreeSet<&'a str>,
    /// Standing in what stays, with what each of them names.
    notes: BTreeMap<&'a str, (&'a Block<Target>, BTreeSet<&'a str>)>,
}

impl<'a> Footnotes<'a> {
    /// A block that goes, with all in it.
    pub(super) fn goes(&mut self, block: &'a Block<Target>) {
        in_block(block, &mut self.named_by_gone);
        labels(block, &mut self.gone);
    }

    /// A block that stays. What stands in it is told on its own, but for what is in a footnote.
    pub(super) fn stays(&mut self, block: &'a Block<Target>) {
        if let BlockKind::Footnote { label, .. } = &block.kind {
            let mut within = BTreeSet::new();
            in_block(block, &mut within);
            self.notes.insert(label, (block, within));
        } else {
            own(block, &mut self.named);
        }
    }

    /// Those that go; each with its block where that stands in what stays.
    pub(super) fn lost(&self) -> Vec<(&'a str, Option<&'a Block<Target>>)> {
        let kept = self.reached(&self.named, &BTreeSet::new());
        let lost = self.reached(&self.named_by_gone, &kept);
        let standing = self.notes.iter().filter(|(label, _)| lost.contains(*label) && !kept.contains(*label));
        let standing = standing.map(|(label, (block, _))| (*label, Some(*block)));
        self.gone.iter().map(|it| (*it, None)).chain(standing).collect()
    }

    /// The footnotes that are named by these, or by one another, but for the `others`.
    fn reached(&self, first: &BTreeSet<&'a str>, others: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut next: Vec<&str> = first.iter().copied().collect();
        while let Some(label) = next.pop() {
            if !others.contains(label) && reached.insert(label) {
                next.extend(self.notes.get(label).into_iter().flat_map(|it| it.1.iter().copied()));
            }
        }
        reached
    }
}

fn labels<'a>(block: &'a Block<Target>, out: &mut BTreeSet<&'a str>) {
    if let BlockKind::Footnote { label, .. } = &block.kind {
        out.insert(label);
    }
    below(block).for_each(|it| labels(it, out));
}

/// What a block names with all in it.
fn in_block<'a>(block: &'a Block<Target>, out: &mut BTreeSet<&'a str>) {
    own(block, out);
    below(block).for_each(|it| in_block(it, out));
}

/// The blocks in a block.
fn below(block: &Block<Target>) -> Box<dyn Iterator<Item = &Block<Target>> + '_> {
    match &block.kind {
        BlockKind::List { items, .. } => Box::new(items.iter().flatten()),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
            Box::new(blocks.iter())
        }
        BlockKind::Definitions(definitions) => Box::new(definitions.iter().flat_map(|it| &it.meanings).flatten()),
        BlockKind::Paragraph(_)
        | BlockKind::Plain(_)
        | BlockKind::Heading(_)
        | BlockKind::Code { .. }
        | BlockKind::Table(_)
        | BlockKind::Rule
        | BlockKind::View(_) => Box::new(std::iter::empty()),
    }
}

/// What a block names without the blocks in it.
fn own<'a>(block: &'a Block<Target>, out: &mut BTreeSet<&'a str>) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => in_inlines(content, out),
        BlockKind::Heading(heading) => in_inlines(&heading.content, out),
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|it| &it.1);
            table.head.iter().chain(cells).for_each(|it| in_inlines(it, out));
        }
        BlockKind::Definitions(definitions) => definitions.iter().for_each(|it| in_inlines(&it.term, out)),
        BlockKind::List { .. }
        | BlockKind::Quote(_)
        | BlockKind::Callout { .. }
        | BlockKind::Footnote { .. }
        | BlockKind::Code { .. }
        | BlockKind::Rule
        | BlockKind::View(_) => (),
    }
}

fn in_inlines<'a>(inlines: &'a [Inline<Target>], out: &mut BTreeSet<&'a str>) {
    for inline in inlines {
        match inline {
            Inline::FootnoteRef(label) => {
                out.insert(label);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => in_inlines(inner, out),
            Inline::Ref(it) => in_inlines(&it.shown, out),
            Inline::Value(it) => in_inlines(&it.shown, out),
            Inline::Text(_) | Inline::Code(_) | Inline::HardBreak | Inline::Image(_) | Inline::Checkbox(_) => (),
        }
    }
}
