//! Template packs: built, signed and read safely by whoever gives one out, installed in and updated at a member's.
//!
//! A pack is data: nothing in one is ever run. What it brings goes through [`crate::edit`], whole or not at all, and never
//! over what a member wrote.

mod archive;
mod binder_toml;
mod container;
mod init;
mod limits;
mod list;
mod marks;
mod name;
mod read;
mod seed;
mod signature;
mod template;
mod trust;

pub use init::{NewFolder, init};
pub use read::{Draft, SignedPack, Trust, open, open_draft};
pub use template::{Authored, NAME, Pack, PackFile};
pub use trust::{Admitted, admit};
