//! A Markdown file: its front matter, its body, and the form in it if its folder says so.

use super::front_matter::{self, Front, Keys};
use super::{fingerprint, form, markdown};
use crate::diagnostics::Sink;
use crate::model::{Block, BlockKind, Column, DocId, Document, DocumentKind, Inlines, ItemId, RawRef};
use crate::source::{FileId, Span, Spanned};

/// What a document's folder makes it, or the `kind` of its front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Folder {
    /// `manual/`.
    Manual,
    /// `checklists/`.
    Checklists,
    /// `checklists/` of another year than the binder's: kept as written, without links; judged by nobody.
    FormerChecklists,
    /// `rules/`.
    Rules,
    /// `bcp/`.
    Bcp,
    /// `registers/`: imported documents alone.
    Registers,
    /// Any other.
    Other,
}

/// A file to parse.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// Its id among the texts.
    pub file: FileId,
    /// Its path below the source folder.
    pub path: &'a str,
    /// The whole text.
    pub text: &'a str,
    /// What its folder makes it.
    pub folder: Folder,
    /// The descriptor beside it, `NAME.toml`, and its whole text.
    pub descriptor: Option<(FileId, &'a str)>,
}

/// Reads a document; `columns` are those of the completed form of its year's edition, none where that is not known.
pub fn document(source: Source<'_>, id: DocId, columns: &[Column], sink: &mut Sink) -> Document<RawRef> {
    let Source { file, path, text, folder, descriptor } = source;
    let keys = match folder {
        Folder::Checklists | Folder::FormerChecklists => Keys::Form,
        Folder::Manual | Folder::Rules | Folder::Bcp | Folder::Registers | Folder::Other => Keys::Document,
    };
    let mut front = front_matter::parse(file, text, keys, sink);
    if let Some((file, text)) = descriptor {
        let descriptor = front_matter::descriptor(file, text, sink);
        front = front.join(descriptor, sink);
    }
    let Front { mut matter, title, kind, form, body, .. } = front;
    let folder = kind.unwrap_or(folder);
    let dialect = match folder {
        Folder::Rules => markdown::Dialect::Rules,
        Folder::Bcp => markdown::Dialect::Bcp,
        Folder::Manual | Folder::Checklists | Folder::FormerChecklists | Folder::Registers | Folder::Other => {
            markdown::Dialect::Plain
        }
    };
    let mut blocks = markdown::blocks(markdown::Body { file, text, start: body, dialect }, sink);
    let kind = match folder {
        Folder::Checklists => form::parse(file, (path, text), form, &blocks, columns, sink)
            .map_or(DocumentKind::Page, |it| DocumentKind::Form(Box::new(it))),
        Folder::FormerChecklists => form::former((path, text), form, &mut blocks, columns)
            .map_or(DocumentKind::Page, |it| DocumentKind::Form(Box::new(it))),
        Folder::Manual => explained(&id).map_or(DocumentKind::Manual, DocumentKind::Explanation),
        Folder::Rules => DocumentKind::Rules,
        Folder::Bcp => DocumentKind::Bcp,
        Folder::Registers | Folder::Other => DocumentKind::Page,
    };
    let print = match &kind {
        // What is written into a form is confirmed row by row.
        DocumentKind::Form(_) => None,
        DocumentKind::Explanation(_)
        | DocumentKind::Manual
        | DocumentKind::Rules
        | DocumentKind::Bcp
        | DocumentKind::Ledger
        | DocumentKind::Chart
        | DocumentKind::Page => Some(fingerprint::of(&blocks)),
    };
    let opening = take_title(title.as_ref(), &mut blocks);
    let number = opening.as_ref().and_then(|it| it.heading()?.number.clone());
    matter.covers.extend(opening.iter().filter_map(Block::heading).flat_map(|it| it.covers.clone()));
    let title = title.unwrap_or_else(|| {
        let named = opening.as_ref().or_else(|| blocks.iter().find(|it| it.heading().is_some_and(|it| it.level == 1)));
        matter.class = matter.class.max(named.and_then(|it| it.heading()?.class));
        written_title(named, &id, file)
    });
    // Whoever may not see the heading that a document is called by may not see the document.
    matter.class = matter.class.max(opening.as_ref().and_then(|it| it.heading()?.class));
    let opening = opening.map(content).unwrap_or_default();
    Document { id, file, kind, front: matter, title, opening, number, blocks, imported: None, print }
}

/// The item of `manual/2-03.md`.
fn explained(id: &DocId) -> Option<ItemId> {
    id.as_str().strip_prefix("manual/").and_then(ItemId::parse)
}

/// Takes the opening heading of level 1 out where it is the title.
fn take_title(title: Option<&Spanned<String>>, blocks: &mut Vec<Block<RawRef>>) -> Option<Block<RawRef>> {
    let heading = blocks.first()?.heading().filter(|it| it.level == 1)?;
    let is_title = title.is_none_or(|it| it.value == *heading.text);
    is_title.then(|| blocks.remove(0))
}

fn content(block: Block<RawRef>) -> Inlines<RawRef> {
    if let BlockKind::Heading(heading) = block.kind { heading.content } else { Inlines::new() }
}

fn written_title(heading: Option<&Block<RawRef>>, id: &DocId, file: FileId) -> Spanned<String> {
    match heading {
        Some(block) => {
            let text = block.heading().map(|it| it.text.to_string()).unwrap_or_default();
            Spanned::new(text, block.span)
        }
        None => Spanned::new(id.stem().to_owned(), Span::new(file, 0..0)),
    }
}
