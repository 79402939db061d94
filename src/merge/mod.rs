//! Three texts of one file to one, by block and not by line: what the template brought (*base*), what the member has made of
//! it (*mine*), and the new template (*theirs*).
//!
//! # Why by block
//!
//! A clause is what people decide about. A diff3 of lines tells a conflict where the template changed 第3条 and the member
//! added 第4条 behind it, since the changed lines touch; and it merges without a word where both changed two lines of one
//! clause, which may then contradict itself. So a file is split into blocks, and a block is merged as one:
//!
//! | file | blocks |
//! |---|---|
//! | `.md` | each key of the settings between `+++`; a heading with the text up to the next one; each row of a table, and the text behind it |
//! | `.toml` | each key with the comment above it; a comment by itself; the line of a table |
//! | `.csv` | the header; each row, by its id |
//! | other | the file |
//!
//! # The way of a merge
//!
//! ```text
//! bytes --text--> text --split--> tree of nodes --pair--> triples --three--> pieces --join--> text --text--> bytes
//!                                                                    order                     |
//!                                                                              split again, and compared with the pieces
//! ```
//!
//! - `text`: encoding, mark, line ends; `normal` is the form in which blocks are compared (LF, NFC, no blank lines
//!   around), and nothing else is ever done with it.
//! - `split`: one file a format. What a heading or a table is the Markdown parser says, so `## ` within a block of code is
//!   none. Lossless for any text: the blocks one behind the other *are* the text.
//! - `pair`: which block is which. By an author's `{#id}`, then number and title, title, number; so a clause that an
//!   inserted one renumbered, or that moved, is still itself.
//! - `three`: what becomes of each block, as the table below says; groups (a section with a table, a TOML table) block by
//!   block.
//! - `order`: as in the template; what the member moved or added stays behind the block that it stands behind.
//! - `join`: blocks as they stand in their file, and between two what stands between them there.
//! - `settle`: the steps in order. What came out is split once more: if it does not read as the blocks that were put
//!   together (somebody left a code fence open), nothing is merged, and the file is left to people as a whole.
//! - `loss`: the net below all that: a merge that lacks a line of the member's is a mistake of ours, and left to people too.
//!
//! # What becomes of a block
//!
//! | member | template | outcome |
//! |---|---|---|
//! | as it was | changed, added, moved, took out | the template's |
//! | changed, added, moved, took out | as it was | the member's |
//! | changed | changed alike | the member's, which says the same |
//! | changed | changed otherwise | [`Sides::BothChanged`] |
//! | added | added otherwise, with its number or id | [`Sides::BothAdded`] |
//! | took out | changed | [`Sides::Deleted`]: never made again by itself |
//! | changed, or added something below it | took out | [`Sides::Retired`]: never lost |
//!
//! Two things within a block go apart from each other: the line of a heading (its number, its attributes) and the text below,
//! unless the title reads otherwise; the comment above a key and its value. A table whose head changed on one side is a block
//! as a whole, since its rows have other columns then; a register that got a column is laid out anew (`columns`).
//!
//! # What holds
//!
//! If one block of a file is in conflict the member's file stays as it was, to the byte, and everything waits in
//! [`Clash::proposal`]: a file is never half updated, and no marker is ever written into it. A block that is not taken from the
//! template keeps its bytes; one that is takes the line ends of the member's file. `tests/properties.rs` says the rest, for any
//! texts: `merge(b, m, b)` changes nothing, `merge(b, b, t)` is `t`, no line that only the member has is ever gone.
//!
//! Pure: reads no file, knows no pack, no date and no member.

mod columns;
mod join;
mod loss;
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

/// The blocks of the file with this path, in order; their ranges one behind the other are the whole text.
pub fn blocks(path: &str, text: &str) -> Vec<Block> {
    let block = |it: &node::Node| Block { id: it.id.clone(), name: it.name.clone(), range: it.range.clone() };
    let nodes = split::Format::of(path).map(|it| it.split(text));
    let whole = || if text.is_empty() { Vec::new() } else { vec![node::Node::new(node::Kind::Whole, 0..text.len())] };
    nodes.unwrap_or_else(whole).iter().flat_map(node::Node::leaves).map(block).collect()
}

/// Merges what the template changed since `base` into the member's file.
///
/// ```
/// use toji::merge::{Merged, merge};
///
/// let base = b"## A\n\na\n";
/// let mine = b"## A\n\na\n\n## Ours\n\nours\n";
/// let theirs = b"## A\n\na, at last\n";
/// let both = b"## A\n\na, at last\n\n## Ours\n\nours\n";
/// assert_eq!(merge("rules/a.md", Some(base), mine, theirs), Merged::Merged(both.to_vec()));
/// ```
pub fn merge(path: &str, base: Option<&[u8]>, mine: &[u8], theirs: &[u8]) -> Merged {
    settle(path, Three { base, mine, theirs }, &[])
}

#[cfg(test)]
mod tests;
