//! What there is to show: the files that manifests list, each byte compared with its hash before it goes out.
//!
//! A URL is looked up in a table, never made into a path. Small files are held in memory, and what is held is what was
//! verified. Large ones are hashed piece by piece when they are taken in; each piece read later is compared again. So no
//! changed byte can leave, whenever the disk changes. Writes nothing.

mod file;
mod kind;
mod library;
mod load;
mod pieces;
mod snapshot;
mod stamp;
mod url;
mod watch;

pub(super) use file::{Coding, Content, File};
pub(super) use library::Library;
pub(super) use pieces::Pieces;
pub use url::below;
pub(super) use watch::watch;
