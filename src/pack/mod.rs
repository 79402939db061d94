//! Template packs: built, signed and read safely by whoever gives one out, installed in and updated at a member's.
//!
//! A pack is data: nothing in one is ever run. What it brings goes through [`crate::edit`], whole or not at all, and never
//! over what a member wrote.

mod approvals;
mod archive;
mod binder_toml;
mod build;
mod container;
mod declared;
mod edited;
pub mod files;
mod folder;
mod init;
mod limits;
mod list;
mod marks;
mod migrate;
mod missing;
mod moved;
mod name;
mod offer;
mod pending;
pub mod plan;
pub mod publish;
mod read;
mod readable;
mod replay;
mod review;
mod seed;
mod sign;
mod signature;
pub mod state;
mod template;
mod trust;
mod undo;
mod update;

pub use binder_toml::lacking;
pub use build::unsigned;
pub use declared::{missing_pages, nothing_managed};
pub use files::Files;
pub use folder::author;
pub use init::{NewFolder, Origin, init};
pub use offer::{Offer, Offered};
pub use pending::{Asked, Choice, Open, Refused, Resolved, Waiting, called, resolve, waiting};
pub use plan::{Plan, What, plan};
pub use read::{Draft, SignedPack, Trust, open, open_draft};
pub use replay::{moved_path, reopened, replayed};
pub use review::PATH as REVIEW;
pub use sign::{Naming, NewKey, SigningKey, new_key, sign};
pub use template::{Authored, NAME, Pack, PackFile};
pub use trust::{Admitted, admit, could_admit, expired};
pub use undo::{By, UndoChange, UndoStep, Undone, undo, undo_steps};
pub use update::{Folder, apply, apply_decision};
