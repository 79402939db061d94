//! The prose of the JSON tree: blocks and inlines, as the theme's `.typ` files walk them.
//!
//! Small types of their own, so that the model may change without a theme noticing. Nothing here knows the binder.

use serde::Serialize;

/// A run of inline content.
pub(super) type Inlines = Vec<Inline>;

/// A piece of inline content: a bare string is text, an object is a [`Mark`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub(super) enum Inline {
    /// Text. Never markup.
    Text(String),
    /// Anything else.
    Mark(Mark),
}

/// An inline that is more than text, told apart by `t`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub(super) enum Mark {
    /// Emphasis.
    Em { c: Inlines },
    /// Strong emphasis.
    Strong { c: Inlines },
    /// Struck out.
    Del { c: Inlines },
    /// A code span.
    Code { s: String },
    /// A forced line end.
    Br,
    /// A reference within the binder, followed by 「→ 5-3」: `tab` is the 5, the theme counts the 3.
    Xref { id: String, tab: u8, c: Inlines },
    /// A reference without an arrow: within registers, where every cell is one.
    Goto { id: String, c: Inlines },
    /// A word of the glossary.
    Term { id: String, c: Inlines },
    /// An address outside. `print` where the address is not what is shown and a reader on paper needs it.
    Link { url: String, print: bool, c: Inlines },
    /// A footnote, at the first place that names it.
    Fn { id: String, c: Vec<Block> },
    /// A further mark of the same footnote.
    FnAgain { id: String },
    /// The box of a task list.
    Check { v: bool },
    /// A picture within a line.
    Img { src: String, alt: String },
}

/// A block with the place it was written at; `id` is a label that can be jumped to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Block {
    pub(super) pos: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    #[serde(flatten)]
    pub(super) kind: Kind,
}

/// What a block is, told apart by `t`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "t", rename_all = "kebab-case")]
pub(super) enum Kind {
    /// A paragraph; `hang` where it opens with the number of a 項.
    P { hang: bool, c: Inlines },
    /// Content of a tight list item.
    Plain { c: Inlines },
    /// A heading of level 3 to 6; `s` is its bare text.
    H { l: u8, s: String, c: Inlines },
    /// A bulleted list; `tasks` where every item opens with a box.
    Ul { tasks: bool, items: Vec<Vec<Block>> },
    /// A numbered list.
    Ol { start: u64, items: Vec<Vec<Block>> },
    /// A block quote.
    Quote { c: Vec<Block> },
    /// A callout: `k` names it, `who` the class of a limited one.
    Note {
        k: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        who: Option<&'static str>,
        c: Vec<Block>,
    },
    /// A code block.
    Code { s: String },
    /// A table.
    Table(Table),
    /// The rows of a completed form, in place of the table the author wrote.
    Form {
        /// Whether our short subjects stand in place of the official wording.
        own_subjects: bool,
        rows: Vec<FormRow>,
    },
    /// A picture on its own.
    Figure { src: String, alt: String },
    /// A thematic break.
    Hr,
    /// A definition list.
    Dl { items: Vec<Definition> },
}

/// A table. Every row has as many cells as the head; `widths` are shares of the width, one a column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Table {
    /// `l`, `c`, `r`, or `n` for as the theme likes.
    pub(super) align: Vec<&'static str>,
    pub(super) widths: Vec<u16>,
    /// Whether it is short enough to stand on one page as a whole.
    pub(super) short: bool,
    /// Whether the first column names the row.
    pub(super) row_head: bool,
    pub(super) head: Vec<Inlines>,
    pub(super) rows: Vec<Row>,
    /// What a table without rows is: `register` or `view`, where it says that it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) of: Option<&'static str>,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Row {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) id: Option<String>,
    pub(super) cells: Vec<Inlines>,
}

/// A row of a completed form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FormRow {
    pub(super) number: String,
    pub(super) subject: String,
    /// はい, いいえ or nothing.
    pub(super) first: &'static str,
    pub(super) first_date: String,
    pub(super) target: String,
    pub(super) second: &'static str,
    pub(super) second_date: String,
    pub(super) remark: Inlines,
}

/// A term and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Definition {
    pub(super) term: Inlines,
    pub(super) meanings: Vec<Vec<Block>>,
}
