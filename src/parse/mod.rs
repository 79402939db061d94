//! One file to its model. Nothing here reads a file, looks anything up in another one, or stops at the first mistake.

mod config;
#[cfg(test)]
mod expect;
mod form;
mod front_matter;
mod register;
pub mod standards;
mod toml;
mod view_query;

pub use config::parse as config;
pub use register::parse as register;
