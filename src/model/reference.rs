//! References: as an author wrote them, and what they turned out to point at.

use super::{Circled, Citation, ClauseRef, DocId, DrawingKind, ItemId, RegisterKind, RowId, SectionNumber, Stage};
use crate::source::Spanned;

/// What an author wrote, before anything is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawRef {
    /// `▶システム運用編 8③`: one section of one part, by the part's name as written.
    Guideline {
        /// The part's name as written: システム運用編.
        part: Spanned<Box<str>>,
        /// The section.
        section: SectionNumber,
        /// The compliance item.
        item: Option<Circled>,
    },
    /// `▶システム運用編`: a part as a whole, or a word behind ▶ that may be none.
    Part(Box<str>),
    /// `2-③`, `▶チェックリスト 2-⑤`.
    Item(ItemId),
    /// `第12条第2項`: this document first, then the rules.
    Clause(ClauseRef),
    /// `▶運用管理規程 第12条`: in the rules, wherever it is written.
    RulesClause(ClauseRef),
    /// `▶運用管理規程`: the rules as a whole.
    Rules,
    /// `▶BCP 3.2`.
    Bcp(Option<SectionNumber>),
    /// `▶台帳 SV-01`.
    Row(RowId),
    /// `▶連絡体制図`: what toji draws.
    Drawing(DrawingKind),
    /// `▶チェックリスト 2`, `▶台帳の見方`: a word that asks for a number, and what stands in its place.
    NoNumber(Numbered, Box<str>),
    /// `[[name]]`, `[[name#heading]]`: a unique stem or path, or a glossary term.
    Wiki(Fragment),
    /// The destination of a relative link; decoded, `/` as separator.
    Path(Fragment),
    /// A checked destination outside the binder: https, http, mailto, tel.
    Outside(Box<str>),
    /// `{{ facility.name }}`.
    Variable(VariablePath),
}

/// A word behind ▶ whose targets are known by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbered {
    /// チェックリスト.
    Checklist,
    /// 台帳.
    Register,
    /// BCP.
    Bcp,
}

impl Numbered {
    /// As authors write it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Checklist => "チェックリスト",
            Self::Register => "台帳",
            Self::Bcp => "BCP",
        }
    }
}

/// A name or path with an optional `#heading`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// What stands before `#`; empty for this document.
    pub path: Box<str>,
    /// What stands behind it.
    pub heading: Option<Box<str>>,
}

/// The path of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VariablePath {
    /// `facility.name`, `fiscal_year`: keys of `binder.toml`.
    Key(Vec<Box<str>>),
    /// `devices[SV-01].設置場所`.
    Cell {
        /// The register as written.
        register: Box<str>,
        /// The row.
        row: RowId,
        /// The column's header.
        column: Box<str>,
    },
}

/// A fenced block `台帳 devices`: which rows and columns of which register to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterQuery {
    /// The register's name as written.
    pub register: Spanned<Box<str>>,
    /// Columns to show, by header; all where empty.
    pub columns: Vec<Spanned<Box<str>>>,
    /// Header and text that a row must have.
    pub conditions: Vec<(Spanned<Box<str>>, Box<str>)>,
    /// Header of the column to sort by.
    pub sort: Option<Spanned<Box<str>>>,
}

/// A view of a register, with everything looked up: indices into the register's rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterView {
    /// The register.
    pub register: RegisterKind,
    /// Rows, in the order to show.
    pub rows: Vec<usize>,
    /// Columns, in the order to show.
    pub columns: Vec<usize>,
    /// The columns that the rows were chosen by.
    pub chosen_by: Vec<usize>,
    /// The column that they are sorted by; the register's own order where there is none.
    pub sorted_by: Option<usize>,
}

/// What a reference points at. Every target exists (a guideline section: in the grammar, the outline being incomplete).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// An item's page.
    Item(ItemId),
    /// A document's page.
    Document(DocId),
    /// A heading of a document, by its id.
    Heading(DocId, Box<str>),
    /// A clause or 項, in the document that holds it.
    Clause(DocId, ClauseRef),
    /// A row of a register.
    Row(RegisterKind, RowId),
    /// A register as a whole.
    Register(RegisterKind),
    /// What toji draws from the registers.
    Drawing(DrawingKind),
    /// A section of the guideline.
    Guideline(Citation),
    /// A part of the guideline.
    Part(Box<str>),
    /// An entry of the glossary, by its anchor.
    Term(Box<str>),
    /// A file below `attachments/` (or beside a document), by its path below the source folder.
    Attachment(Box<str>),
    /// A checked address outside the binder.
    Outside(Box<str>),
}

impl Target {
    /// The guideline section, if it points at one.
    pub fn citation(&self) -> Option<&Citation> {
        if let Self::Guideline(citation) = self { Some(citation) } else { None }
    }

    /// The file's path below the source folder, if it points at one.
    pub fn attachment(&self) -> Option<&str> {
        if let Self::Attachment(path) = self { Some(path) } else { None }
    }
}

impl Stage for RawRef {
    type View = RegisterQuery;
}

impl Stage for Target {
    type View = RegisterView;
}
