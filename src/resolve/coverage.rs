//! Which clause says how an item is carried out: the matrix item x clause (4-①).

use std::collections::BTreeMap;

use crate::model::{Block, BlockKind, Document, DocumentKind, Entry, Heading, Inline, ItemId, Target};

/// A place that covers an item, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covering {
    /// The clause, or the section of a BCP, or the document.
    pub target: Target,
    /// As a reader knows it: 第12条（外部記録媒体の管理）.
    pub title: Box<str>,
}

/// By item. A clause covers the items of its `{covers=...}`, else those that its text names; any other document those of
/// its front matter and of its headings' attributes.
pub(super) fn collect(documents: &[Document<Target>]) -> BTreeMap<ItemId, Vec<Covering>> {
    let mut coverage: BTreeMap<ItemId, Vec<Covering>> = BTreeMap::new();
    for document in documents {
        for item in &document.front.covers {
            let target = Target::Document(document.id.clone());
            add(&mut coverage, item.value, target, &document.title.value);
        }
        for entry in document.imported.iter().flat_map(|it| &it.entries) {
            for item in &entry.items {
                add(&mut coverage, item.value, entry.target(&document.id), &in_file(document, entry));
            }
        }
        match document.kind {
            DocumentKind::Rules => clauses(document, &mut coverage),
            DocumentKind::Bcp | DocumentKind::Page | DocumentKind::Manual => sections(document, &mut coverage),
            DocumentKind::Form(_) | DocumentKind::Explanation(_) | DocumentKind::Ledger | DocumentKind::Chart => (),
        }
    }
    coverage
}

/// A clause as a reader finds it; a page says nothing without the name of its document.
fn in_file(document: &Document<Target>, entry: &Entry) -> String {
    match entry.clause {
        Some(_) => entry.shown(),
        None => format!("{} {}", document.title.value, entry.shown()),
    }
}

fn add(coverage: &mut BTreeMap<ItemId, Vec<Covering>>, item: ItemId, target: Target, title: &str) {
    let coverings = coverage.entry(item).or_default();
    if coverings.iter().all(|it| it.target != target) {
        coverings.push(Covering { target, title: title.into() });
    }
}

fn sections(document: &Document<Target>, coverage: &mut BTreeMap<ItemId, Vec<Covering>>) {
    for block in &document.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            for item in &heading.covers {
                add(coverage, item.value, Target::Heading(document.id.clone(), heading.id.clone()), &heading.text);
            }
        }
    }
}

fn clauses(document: &Document<Target>, coverage: &mut BTreeMap<ItemId, Vec<Covering>>) {
    let mut current: Option<&Heading<Target>> = None;
    for block in &document.blocks {
        if let BlockKind::Heading(heading) = &block.kind {
            current = heading.clause.is_some().then_some(heading);
            if heading.clause.is_none() {
                continue;
            }
        }
        let Some(heading) = current else { continue };
        let target = || Target::Heading(document.id.clone(), heading.id.clone());
        let items: Vec<ItemId> = if heading.covers.is_empty() {
            let mut named = Vec::new();
            items_of_block(block, &mut named);
            named
        } else {
            heading.covers.iter().map(|it| it.value).collect()
        };
        for item in items {
            add(coverage, item, target(), &heading.text);
        }
    }
}

fn items_of_block(block: &Block<Target>, items: &mut Vec<ItemId>) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => items_of_inlines(content, items),
        BlockKind::List { items: inner, .. } => inner.iter().flatten().for_each(|it| items_of_block(it, items)),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
            blocks.iter().for_each(|it| items_of_block(it, items));
        }
        BlockKind::Table(table) => {
            table.rows.iter().flat_map(|(_, cells)| cells).for_each(|it| items_of_inlines(it, items));
        }
        BlockKind::Heading(heading) => items_of_inlines(&heading.content, items),
        BlockKind::Code { .. } | BlockKind::Rule | BlockKind::Definitions(_) | BlockKind::View(_) => (),
    }
}

fn items_of_inlines(inlines: &[Inline<Target>], items: &mut Vec<ItemId>) {
    for inline in inlines {
        match inline {
            Inline::Ref(reference) => match reference.to {
                Target::Item(item) => items.push(item),
                Target::Document(_)
                | Target::Heading(..)
                | Target::Clause(..)
                | Target::Row(..)
                | Target::Register(_)
                | Target::Drawing(_)
                | Target::Guideline(_)
                | Target::Part(_)
                | Target::Term(_)
                | Target::Attachment(_)
                | Target::Outside(_) => items_of_inlines(&reference.shown, items),
            },
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                items_of_inlines(inner, items)
            }
            Inline::Value(it) => items_of_inlines(&it.shown, items),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::HardBreak
            | Inline::Image(_)
            | Inline::FootnoteRef(_)
            | Inline::Checkbox(_) => (),
        }
    }
}
