//! Template packs: built, signed and read safely by whoever gives one out, installed in and updated at a member's.
//!
//! A pack is data: nothing in one is ever run. What it brings goes through [`crate::edit`], whole or not at all, and never
//! over what a member wrote.

mod approvals;
mod binder_toml;
pub mod files;
mod init;
mod marks;
mod migrate;
mod offer;
pub mod plan;
mod review;
mod seed;
pub mod state;
mod template;
mod undo;
mod update;

pub use files::Files;
pub use init::{NewFolder, init};
pub use offer::{Offer, Offered};
pub use plan::{Plan, What, plan};
pub use template::{Authored, NAME, Pack, PackFile};
pub use undo::{Undone, undo};
pub use update::{Folder, apply};
