//! TOML with places: every mistake of a text becomes a finding, and what is sound is read all the same.
//!
//! [`read`] turns a text into a [`Table`], [`Reader`] asks a table for its keys. Neither ever stops at a mistake, and
//! neither knows what the keys mean.

mod convert;
mod mend;
mod origin;
mod reader;
mod syntax;
#[cfg(test)]
mod tests;
mod value;

pub(crate) use origin::Origin;
pub(crate) use reader::Reader;
pub(crate) use syntax::{KeyStyle, read};
pub(crate) use value::{Table, Toml, Value};
