//! What a resolved document names, and under which heading: the walk of resolving once more, over what is left of a
//! document. Looks nothing up.

use super::Mention;
use crate::model::{
    Block, BlockKind, ClauseRef, Definition, DocId, Document, Inline, ItemId, Reference, Table, Target,
};

/// Everything that `document` names. `explains` says which item a document explains.
pub(super) fn named(
    document: &Document<Target>,
    explains: &dyn Fn(&DocId) -> Option<ItemId>,
) -> Vec<(Target, Mention)> {
    let mut walk = Walk { here: &document.id, explains, heading: None, found: Vec::new() };
    document.front.covers.iter().for_each(|it| walk.mention(Target::Item(it.value)));
    let original = document.form().and_then(|it| it.original.as_ref()?.file.as_ref());
    original.into_iter().for_each(|it| walk.mention(Target::Attachment(it.value.clone())));
    walk.inlines(&document.opening);
    walk.blocks(&document.blocks);
    if let Some(imported) = &document.imported {
        imported.file.iter().for_each(|it| walk.mention(Target::Attachment(it.value.clone())));
        for entry in &imported.entries {
            walk.heading = Some(entry.anchor.clone());
            entry.items.iter().for_each(|it| walk.mention(Target::Item(it.value)));
        }
    }
    walk.found
}

struct Walk<'a> {
    here: &'a DocId,
    explains: &'a dyn Fn(&DocId) -> Option<ItemId>,
    heading: Option<Box<str>>,
    found: Vec<(Target, Mention)>,
}

impl Walk<'_> {
    fn mention(&mut self, target: Target) {
        let also = self.filed_also(&target);
        let mention = Mention::Document(self.here.clone(), self.heading.clone());
        self.found.extend([Some(target), also].into_iter().flatten().map(|it| (it, mention.clone())));
    }

    /// As where references are looked up: the clause of a 項, the item of its explanation's heading.
    fn filed_also(&self, target: &Target) -> Option<Target> {
        match target {
            Target::Clause(document, clause) => {
                let whole = ClauseRef { clause: clause.clause, paragraph: None };
                clause.paragraph.map(|_| Target::Clause(document.clone(), whole))
            }
            Target::Heading(document, _) => (self.explains)(document).map(Target::Item),
            Target::Item(_)
            | Target::Document(_)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_)
            | Target::Attachment(_)
            | Target::Outside(_) => None,
        }
    }

    fn blocks(&mut self, blocks: &[Block<Target>]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    fn block(&mut self, block: &Block<Target>) {
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.inlines(content),
            BlockKind::Heading(heading) => {
                self.heading = Some(heading.id.clone());
                self.inlines(&heading.content);
                heading.covers.iter().for_each(|it| self.mention(Target::Item(it.value)));
            }
            BlockKind::List { items, .. } => items.iter().for_each(|it| self.blocks(it)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                self.blocks(blocks);
            }
            BlockKind::Table(table) => self.table(table),
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|it| self.definition(it)),
            BlockKind::View(view) => self.mention(Target::Register(view.register)),
            BlockKind::Code { .. } | BlockKind::Rule => (),
        }
    }

    fn table(&mut self, table: &Table<Target>) {
        let cells = table.rows.iter().flat_map(|it| &it.1);
        table.head.iter().chain(cells).for_each(|it| self.inlines(it));
    }

    fn definition(&mut self, definition: &Definition<Target>) {
        self.inlines(&definition.term);
        definition.meanings.iter().for_each(|it| self.blocks(it));
    }

    fn inlines(&mut self, inlines: &[Inline<Target>]) {
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => self.inlines(inner),
                Inline::Value(value) => self.inlines(&value.shown),
                Inline::Ref(reference) => self.reference(reference),
                Inline::Image(image) => self.mention(image.source.clone()),
                Inline::Text(_)
                | Inline::Code(_)
                | Inline::HardBreak
                | Inline::FootnoteRef(_)
                | Inline::Checkbox(_) => (),
            }
        }
    }

    fn reference(&mut self, reference: &Reference<Target>) {
        self.inlines(&reference.shown);
        self.mention(reference.to.clone());
    }
}
