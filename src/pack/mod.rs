//! Template packs: built, signed and read safely by whoever gives one out, installed in and updated at a member's.
//!
//! A pack is data: nothing in one is ever run. What it brings goes through [`crate::edit`], whole or not at all, and never
//! over what a member wrote.

mod binder_toml;
mod init;
mod marks;
mod seed;
mod template;

pub use init::{NewFolder, init};
pub use template::{Authored, NAME, Pack, PackFile};
