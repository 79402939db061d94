//! One file to its model: documents with references as written, settings, standards, registers.
//!
//! Nothing here reads a file, looks anything up in another one, or stops at the first mistake: what is wrong becomes a
//! finding, and the rest is kept.

pub mod accounts;
mod aliases;
pub mod config;
pub mod consents;
mod control;
mod date;
mod document;
#[cfg(test)]
mod expect;
mod fingerprint;
pub mod form;
mod front_matter;
mod imported;
mod japanese;
pub mod markdown;
mod notes;
mod original;
pub mod pack;
mod profiles;
pub mod references;
pub mod register;
mod run;
pub mod sample;
pub mod standards;
pub mod template;
mod toml;
mod view_query;

pub use document::{Folder, Source, document};
pub use imported::{imported, is_read};
pub use notes::{cited, dead_links};
pub(crate) use references::clause_of;
