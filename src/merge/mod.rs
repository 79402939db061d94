//! Three texts of one file (base, the member's, the template's) to one: by block, not by line. Pure.

mod join;
mod node;
mod order;
mod outcome;
mod pair;
mod portions;
mod settle;
mod split;
mod text;
mod three;

use std::ops::Range;

pub use outcome::{Choice, Clash, Conflict, Merged, Sides, Undecided};
pub use portions::{Portion, portions};
pub use settle::{decide, settle};

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
pub fn blocks(path: &str, text: &str) -> Vec<Block> {
    let block = |it: &node::Node| Block { id: it.id.clone(), name: it.name.clone(), range: it.range.clone() };
    let nodes = split::Format::of(path).map(|it| it.split(text));
    let whole = || if text.is_empty() { Vec::new() } else { vec![node::Node::new(node::Kind::Whole, 0..text.len())] };
    nodes.unwrap_or_else(whole).iter().flat_map(node::Node::leaves).map(block).collect()
}

/// Merges what the template changed since `base` into the member's file.
pub fn merge(path: &str, base: Option<&[u8]>, mine: &[u8], theirs: &[u8]) -> Merged {
    settle(path, Three { base, mine, theirs }, &[])
}

#[cfg(test)]
mod tests;
