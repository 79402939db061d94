//! One file to its model. Nothing here reads a file, looks anything up in another one, or stops at the first mistake.

mod config;
mod date;
#[cfg(test)]
mod expect;
#[allow(dead_code, reason = "its caller, the reading of documents, comes with the merge")]
mod form;
#[allow(dead_code, reason = "its caller, the reading of documents, comes with the merge")]
mod front_matter;
mod register;
pub mod standards;
mod toml;
#[allow(dead_code, reason = "its caller, the reading of documents, comes with the merge")]
mod view_query;

pub use config::parse as config;
pub use register::parse as register;
