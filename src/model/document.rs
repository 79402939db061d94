//! A document: one Markdown file, or an imported file with its descriptor.

use super::{
    Block, Class, Control, DocId, EvidenceKind, Fingerprint, Form, Heading, Imported, Inlines, ItemId, SectionNumber,
    Stage,
};
use crate::source::{FileId, Spanned};

/// One Markdown file, or one imported file. `Document<RawRef>` holds references as written, `Document<Target>` resolved ones.
#[derive(Debug, Clone)]
pub struct Document<R: Stage> {
    /// Its id: the path without the ending.
    pub id: DocId,
    /// The file: the Markdown, or the descriptor of an imported file.
    pub file: FileId,
    /// What it is.
    pub kind: DocumentKind,
    /// What its front matter and its descriptor say.
    pub front: FrontMatter,
    /// Its title: of the front matter, else the first heading of level 1, else the file's name.
    pub title: Spanned<String>,
    /// The content of the heading that the title was taken from, if it was: it may hold variables.
    pub opening: Inlines<R>,
    /// The literal number that its title begins with, in a BCP.
    pub number: Option<SectionNumber>,
    /// Its content. An opening heading of level 1 that is the title is left out.
    pub blocks: Vec<Block<R>>,
    /// What there is in place of content, if it is an imported file.
    pub imported: Option<Box<Imported>>,
    /// Of its text; `None` for a form, and for what there is on paper alone.
    pub print: Option<Fingerprint>,
}

impl<R: Stage> Document<R> {
    /// The headings outside quotes and lists, in order.
    pub fn headings(&self) -> impl Iterator<Item = &Heading<R>> {
        self.blocks.iter().filter_map(Block::heading)
    }

    /// The completed form, if it is one.
    pub fn form(&self) -> Option<&Form> {
        if let DocumentKind::Form(form) = &self.kind { Some(form) } else { None }
    }

    /// The item it explains, if it does.
    pub fn explains(&self) -> Option<ItemId> {
        if let DocumentKind::Explanation(item) = self.kind { Some(item) } else { None }
    }

    /// Whether it is, or is part of, this paper that is looked at in the flesh.
    pub fn is_paper(&self, kind: EvidenceKind) -> bool {
        match (&self.kind, kind) {
            (DocumentKind::Rules, EvidenceKind::Rules)
            | (DocumentKind::Bcp, EvidenceKind::Bcp)
            | (DocumentKind::Ledger, EvidenceKind::Devices)
            | (DocumentKind::Chart, EvidenceKind::ContactChart) => true,
            (
                DocumentKind::Rules
                | DocumentKind::Bcp
                | DocumentKind::Ledger
                | DocumentKind::Chart
                | DocumentKind::Explanation(_)
                | DocumentKind::Manual
                | DocumentKind::Form(_)
                | DocumentKind::Page,
                EvidenceKind::Rules | EvidenceKind::Bcp | EvidenceKind::Devices | EvidenceKind::ContactChart,
            ) => false,
        }
    }

    /// Whether there is something to read in it or behind it.
    pub fn has_content(&self) -> bool {
        !self.blocks.is_empty() || self.imported.is_some()
    }
}

/// What a document is, from its folder.
#[derive(Debug, Clone)]
pub enum DocumentKind {
    /// `manual/2-03.md`: shown on the item's page.
    Explanation(ItemId),
    /// Any other page of `manual/`.
    Manual,
    /// A completed form.
    Form(Box<Form>),
    /// 運用管理規程.
    Rules,
    /// A phase of the BCP.
    Bcp,
    /// 機器台帳, imported.
    Ledger,
    /// 連絡体制図, imported.
    Chart,
    /// Any other page.
    Page,
}

/// What stands between the `+++` lines, or in the descriptor.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// Who may see the document.
    pub class: Option<Class>,
    /// The edition whose numbers it uses; `None` for those of the binder's, whichever that is.
    pub edition: Option<Spanned<String>>,
    /// Items that the document covers.
    pub covers: Vec<Spanned<ItemId>>,
    /// 文書管理.
    pub control: Control,
}
