//! What a profile withholds, text by text, with the place of each: what must then stand nowhere in its output. Removes
//! nothing.

use crate::model::{Cell, Profile, Register, RegisterKind, Row};
use crate::source::Span;

/// A text that the profile withholds. The same text may stand elsewhere, where it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Withheld {
    /// What it was.
    pub kind: WithheldKind,
    /// The text as a reader would have seen it, or as it was written where that is something else: an address, a name of a
    /// file. Never empty.
    pub text: Box<str>,
    /// Where it was written; of something within a block, the block.
    pub at: Span,
}

/// What a withheld text was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WithheldKind {
    /// The title of a document, or of a section.
    Title,
    /// The path of a document, which its address and its file are called by, or the anchor of a heading.
    Address,
    /// A paragraph, a cell of a table in prose, a term, code, the text beside a picture.
    Prose,
    /// Where a link led: an address outside, a file.
    Link,
    /// The path of a file that is not copied.
    File,
    /// A cell of this register.
    Cell(RegisterKind),
}

/// The cells of these rows that the profile masks.
pub(super) fn cells<'a>(register: &Register, rows: impl Iterator<Item = &'a Row>, profile: &Profile) -> Vec<Withheld> {
    let masked: Vec<bool> = register.columns.iter().map(|it| profile.masks(register.kind, &it.value)).collect();
    if !masked.contains(&true) {
        return Vec::new();
    }
    let is_masked = |(cell, masked): &(&Cell, &bool)| **masked && !cell.value.trim().is_empty();
    let cells = rows.flat_map(|row| row.cells.iter().zip(&masked).filter(is_masked));
    let kind = WithheldKind::Cell(register.kind);
    cells.map(|(cell, _)| Withheld { kind, text: cell.value.clone(), at: cell.span }).collect()
}
