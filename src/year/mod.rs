//! From one fiscal year to another: which rows an item goes back to, what may be carried over, what has changed.
//!
//! The map from edition to edition is data (`previous` of the newer edition). Nothing here reads or writes a file, makes up
//! an item, carries a date, or compares two items for having the same number.

mod carry;
mod clauses;
mod compare;
mod contents;
mod origins;
mod plan;
mod words;

pub use carry::{Carried, Proposal, Why};
pub use clauses::{ClauseChange, ClauseKind};
pub use compare::{AnswerChange, Answers, Comparison, ItemChange, ItemKind, Side, compare};
pub use contents::{ContentKind, Contents, DocumentChange, RegisterChange};
pub use origins::{Old, origins};
pub use plan::{Plan, plans};
pub use words::{Piece, words};
