//! Puts a build on the disk, checks one, and runs typst: the only writer of output and the only process spawner.
//!
//! A build is made in a folder beside the output and swapped in by renaming, so that a reader finds the old output or
//! the new one, whole. Nothing here decides what a file contains, follows a link, or removes a file that no manifest of
//! ours lists.

mod duplicate;
mod intact;
mod manifest;
mod old;
mod pack_pdf;
mod page;
mod place;
mod profiles;
mod remove;
mod signature;
mod stage;
pub mod typst;
mod verify;
mod write;

pub use duplicate::{Duplicate, duplicate};
pub use intact::{is_intact, stamp, sweep};
pub use manifest::{BuildIdentity, Built, Listed, NAME as MANIFEST, listed};
pub use pack_pdf::{PackedPdf, pack_pdf};
pub use page::{new_file, page, pages};
pub use profiles::profiles;
pub use remove::remove;
pub use signature::{NAME as SIGNATURE, put_signature, signature};
pub use verify::{FROZEN, KIT, verify};
pub use write::{Written, write, write_swept};
