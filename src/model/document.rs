//! A document: one Markdown file.

use super::{Block, Class, Date, DocId, Form, Heading, Inlines, ItemId, SectionNumber, Stage};
use crate::source::{FileId, Spanned};

/// One Markdown file. `Document<RawRef>` holds references as written, `Document<Target>` resolved ones.
#[derive(Debug, Clone)]
pub struct Document<R: Stage> {
    /// Its id: the path without the ending.
    pub id: DocId,
    /// The file.
    pub file: FileId,
    /// What it is.
    pub kind: DocumentKind,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its title: of the front matter, else the first heading of level 1, else the file's name.
    pub title: Spanned<String>,
    /// The content of the heading that the title was taken from, if it was: it may hold variables.
    pub opening: Inlines<R>,
    /// The literal number that its title begins with, in a BCP.
    pub number: Option<SectionNumber>,
    /// Its content. An opening heading of level 1 that is the title is left out.
    pub blocks: Vec<Block<R>>,
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
    /// Any other page.
    Page,
}

/// What stands between the `+++` lines.
#[derive(Debug, Clone, Default)]
pub struct FrontMatter {
    /// Who may see the document.
    pub class: Option<Class>,
    /// The edition whose numbers it uses; `None` for those of the binder's, whichever that is.
    pub edition: Option<Spanned<String>>,
    /// Items that the document covers.
    pub covers: Vec<Spanned<ItemId>>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_on: Option<Date>,
    /// What changed when.
    pub revisions: Vec<Revision>,
}

/// One row of 改訂履歴.
#[derive(Debug, Clone)]
pub struct Revision {
    /// When.
    pub date: Date,
    /// What changed and why.
    pub reason: String,
    /// Who approved it.
    pub approver: Option<String>,
}
