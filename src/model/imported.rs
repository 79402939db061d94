//! An imported document: a paper that exists as PDF, Word, picture or on paper alone, with the table of which clause
//! or page answers which item. Never holds the content of the file.

use super::{ClauseRef, DocId, ItemId, SectionNumber, Target};
use crate::source::{Span, Spanned};

/// What a descriptor says of a file that is no Markdown.
#[derive(Debug, Clone)]
pub struct Imported {
    /// The file, by its path below the source folder; `None` for what there is on paper alone.
    pub file: Option<Spanned<Box<str>>>,
    /// Its clauses and pages, as written; those of one name are one.
    pub entries: Vec<Entry>,
}

/// A clause, section or page of the file.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it was written.
    pub span: Span,
    /// As a reader knows it: 第12条（媒体の管理）, 3.2 初動対応; empty where only the page is known.
    pub title: Box<str>,
    /// Its anchor, unique in the document: `a12` for a clause.
    pub anchor: Box<str>,
    /// The clause that its name begins with.
    pub clause: Option<ClauseRef>,
    /// The literal number that its name begins with.
    pub number: Option<SectionNumber>,
    /// The pages of the file on which it stands, from 1.
    pub pages: Vec<Spanned<u32>>,
    /// What it answers.
    pub items: Vec<Spanned<ItemId>>,
}

impl Imported {
    /// The ending of the file, in small letters.
    pub fn ending(&self) -> Option<String> {
        let (_, ending) = self.file.as_ref()?.value.rsplit_once('.')?;
        Some(ending.to_ascii_lowercase())
    }
}

impl Entry {
    /// What points at it.
    pub fn target(&self, document: &DocId) -> Target {
        Target::Heading(document.clone(), self.anchor.clone())
    }

    /// As a reader finds it in the file: 第12条（4ページ）.
    pub fn shown(&self) -> String {
        let pages = self.pages_shown();
        match (self.title.is_empty(), pages.is_empty()) {
            (true, _) => pages,
            (false, true) => self.title.to_string(),
            (false, false) => format!("{}（{pages}）", self.title),
        }
    }

    /// Its pages: 4・5ページ; empty where none is known.
    pub fn pages_shown(&self) -> String {
        let numbers: Vec<_> = self.pages.iter().map(|it| it.value.to_string()).collect();
        if numbers.is_empty() { String::new() } else { format!("{}ページ", numbers.join("・")) }
    }
}
