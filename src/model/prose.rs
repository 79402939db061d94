//! The prose tree that HTML and PDF walk. Blocks and inlines carry references of one stage: as written ([`super::RawRef`])
//! or resolved ([`super::Target`]).

use super::{Class, Clause, ItemId, RegisterKind, RowId, SectionNumber};
use crate::source::{Span, Spanned};

/// A stage of the pipeline, named by its references.
pub trait Stage {
    /// What a view of a register is at this stage.
    type View: std::fmt::Debug + Clone;
}

/// A run of inline content.
pub type Inlines<R> = Vec<Inline<R>>;

/// A block with its place.
#[derive(Debug, Clone)]
pub struct Block<R: Stage> {
    /// Where it was written.
    pub span: Span,
    /// An anchor in the page, unique in the document (a 項: `a12.p2`).
    pub anchor: Option<Box<str>>,
    /// What it is.
    pub kind: BlockKind<R>,
}

impl<R: Stage> Block<R> {
    /// The heading, if it is one.
    pub fn heading(&self) -> Option<&Heading<R>> {
        if let BlockKind::Heading(heading) = &self.kind { Some(heading) } else { None }
    }
}

/// The kinds of block. What is large and rare is boxed: a document is mostly paragraphs.
#[derive(Debug, Clone)]
pub enum BlockKind<R: Stage> {
    /// A paragraph.
    Paragraph(Inlines<R>),
    /// Inline content of a tight list item, without the space of a paragraph.
    Plain(Inlines<R>),
    /// A heading.
    Heading(Box<Heading<R>>),
    /// A list; `start` is the first number of an ordered one.
    List {
        /// First number, if ordered.
        start: Option<u64>,
        /// The items.
        items: Vec<Vec<Block<R>>>,
    },
    /// A block quote.
    Quote(Vec<Block<R>>),
    /// `> [!注意]` and its kin.
    Callout {
        /// Which.
        callout: Callout,
        /// Its content.
        blocks: Vec<Block<R>>,
    },
    /// A code block: info string and text.
    Code {
        /// The info string.
        info: Box<str>,
        /// The text, with its last line end.
        text: Box<str>,
    },
    /// A table.
    Table(Box<Table<R>>),
    /// A thematic break.
    Rule,
    /// A definition list.
    Definitions(Vec<Definition<R>>),
    /// The text of a footnote.
    Footnote {
        /// Its label.
        label: Box<str>,
        /// Its content.
        blocks: Vec<Block<R>>,
    },
    /// A view of a register.
    View(Box<R::View>),
}

/// A heading.
#[derive(Debug, Clone)]
pub struct Heading<R> {
    /// 1 to 6.
    pub level: u8,
    /// `{#id}` or a slug of the text, unique in the document; `a12` for a clause.
    pub id: Box<str>,
    /// Its content.
    pub content: Inlines<R>,
    /// The content as plain text.
    pub text: Box<str>,
    /// The clause that it opens, in rules.
    pub clause: Option<Clause>,
    /// The literal number it begins with, in a BCP.
    pub number: Option<SectionNumber>,
    /// `{covers=2-03,2-04}`.
    pub covers: Vec<Spanned<ItemId>>,
    /// `{class=manager}`.
    pub class: Option<Class>,
}

/// A table. Every row has as many cells as the head.
#[derive(Debug, Clone)]
pub struct Table<R> {
    /// One alignment a column.
    pub aligns: Vec<Align>,
    /// The head's cells.
    pub head: Vec<Inlines<R>>,
    /// The body's rows, each with its place.
    pub rows: Vec<(Span, Vec<Inlines<R>>)>,
}

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As the theme likes.
    None,
    /// `:--`
    Left,
    /// `:-:`
    Center,
    /// `--:`
    Right,
}

/// Terms and what they mean.
#[derive(Debug, Clone)]
pub struct Definition<R: Stage> {
    /// The term.
    pub term: Inlines<R>,
    /// Its place.
    pub span: Span,
    /// One or more explanations.
    pub meanings: Vec<Vec<Block<R>>>,
}

/// A marked quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callout {
    /// `[!NOTE]`, 参考.
    Note,
    /// `[!TIP]`.
    Tip,
    /// `[!IMPORTANT]`.
    Important,
    /// `[!WARNING]`, 注意.
    Warning,
    /// `[!CAUTION]`.
    Caution,
    /// 補足.
    Supplement,
    /// 用語: its definition lists make the glossary.
    Terms,
    /// 例.
    Example,
    /// 参考.
    Reference,
    /// `[!限定 manager]`.
    Limited(Class),
}

/// Inline content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline<R> {
    /// Text. A line end between Japanese characters is gone, any other is a space.
    Text(Box<str>),
    /// A code span.
    Code(Box<str>),
    /// Emphasis.
    Emphasis(Inlines<R>),
    /// Strong emphasis.
    Strong(Inlines<R>),
    /// Struck out.
    Strikethrough(Inlines<R>),
    /// A forced line end.
    HardBreak,
    /// A link or note: what it points at, its place, and what it shows.
    Ref(Box<Reference<R>>),
    /// An image.
    Image(Box<Image<R>>),
    /// What a variable brought out of a register.
    Value(Box<Value<R>>),
    /// A reference to a footnote, by label.
    FootnoteRef(Box<str>),
    /// The box of a task list.
    Checkbox(bool),
}

/// A link or note within text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference<R> {
    /// What it points at.
    pub to: R,
    /// Where it was written.
    pub span: Span,
    /// A link's title, if any.
    pub title: Option<Box<str>>,
    /// What the reader sees.
    pub shown: Inlines<R>,
}

impl<R> Reference<R> {
    /// A note or link found in text, without a title of its own.
    pub fn note(to: R, span: Span, shown: Inlines<R>) -> Self {
        Self { to, span, title: None, shown }
    }
}

/// An image with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image<R> {
    /// The picture.
    pub source: R,
    /// Where it was written.
    pub span: Span,
    /// Its text, for those who cannot see it.
    pub alt: Box<str>,
    /// Its title, if any.
    pub title: Option<Box<str>>,
}

/// A cell of a register as a variable brought it into text. Where it came from stays known, since a profile may mask it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value<R> {
    /// The register.
    pub register: RegisterKind,
    /// The row.
    pub row: RowId,
    /// The column's header.
    pub column: Box<str>,
    /// Where the variable was written.
    pub span: Span,
    /// The cell's text.
    pub shown: Inlines<R>,
}

/// The text of inline content, without marks; a line break is a space.
pub fn plain_text<R>(inlines: &[Inline<R>]) -> String {
    let mut text = String::new();
    push_plain(inlines, CodeSpans::Shown, &mut text);
    text
}

/// The same with a blank for every code span, which quotes what nobody says.
pub fn plain_text_without_code<R>(inlines: &[Inline<R>]) -> String {
    let mut text = String::new();
    push_plain(inlines, CodeSpans::Blank, &mut text);
    text
}

/// What becomes of a code span in plain text.
#[derive(Clone, Copy)]
enum CodeSpans {
    Shown,
    Blank,
}

fn push_plain<R>(inlines: &[Inline<R>], code: CodeSpans, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Code(text) => match code {
                CodeSpans::Shown => out.push_str(text),
                CodeSpans::Blank => out.push(' '),
            },
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_plain(inner, code, out);
            }
            Inline::Ref(it) => push_plain(&it.shown, code, out),
            Inline::Image(it) => out.push_str(&it.alt),
            Inline::Value(it) => push_plain(&it.shown, code, out),
            Inline::HardBreak => out.push(' '),
            Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
        }
    }
}
