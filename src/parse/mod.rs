//! One file of the source folder -> one document with references as written.
//!
//! Never reads a file, never looks anything up, never fails: what is wrong becomes a finding, the rest is kept.

mod japanese;
pub mod markdown;
mod references;
mod run;
mod view_query;
