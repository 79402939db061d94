//! What a profile withholds, text by text, with the place of each: what must then stand nowhere in its output. Removes
//! nothing.

use crate::model::{Profile, RegisterKind};
use crate::resolve::Binder;
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

/// The cells that the profile masks, in the order of the registers.
pub(super) fn cells(binder: &Binder, profile: &Profile) -> Vec<Withheld> {
    let mut found = Vec::new();
    for register in binder.registers() {
        let masked: Vec<bool> = register.columns.iter().map(|it| profile.masks(register.kind, &it.value)).collect();
        for row in &register.rows {
            for (cell, _) in row.cells.iter().zip(&masked).filter(|(cell, masked)| **masked && !cell.value.is_empty()) {
                let kind = WithheldKind::Cell(register.kind);
                found.push(Withheld { kind, text: cell.value.clone(), at: cell.span });
            }
        }
    }
    found
}
