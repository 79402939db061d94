//! The registers as one workbook, and what came back of it: which cells and rows differ from the folder, and which of
//! the differences may be made there.
//!
//! Bytes and registers go in, bytes, changes and findings come out. A workbook carries on a hidden sheet what it was made
//! from, so that three texts are known of every cell: the one that was handed out, the one that came back, and the one in
//! the folder today. What changed in the folder alone stays, what changed in the workbook alone is taken over, and what
//! changed in both is told and left. Nothing here reads or writes a file, or removes what it did not hand out.

pub(super) mod base;
mod columns;
mod compare;
pub(super) mod cover;
mod format;
pub(super) mod incoming;
pub(super) mod layout;
pub(super) mod merge;
mod patch;
pub(super) mod read;
mod rules;
pub(super) mod sheet;
mod table;
pub(super) mod write;

pub use columns::Aliases;
pub use compare::{Added, CellChange, Changed, Changes};
pub use merge::{Folder, merge};
pub use patch::{new_text, splices};
pub use read::{Book, read};
pub use table::{Table, TableRow, too_long};
pub use write::{Handout, workbook};
