//! What a publisher forgot in a new version. Every finding says where, and all come in one run. Changes nothing.

mod facts;
mod fresh;
mod since;
mod variables;

pub use facts::{Facts, facts};
pub use fresh::{Fresh, fresh};
pub use since::since;

use crate::model::Share;
use crate::pack::Pack;
use crate::source::{FileId, Sources};

/// The managed texts of a pack, so that findings can point into them. A file that is no text is left out.
fn texts(pack: &Pack, sources: &mut Sources) -> Vec<FileId> {
    let mut files = Vec::new();
    for (path, bytes) in pack.of(Share::Managed) {
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let known = sources.file_at(path);
        files.push(known.unwrap_or_else(|| sources.add(path, text.trim_start_matches('\u{feff}'))));
    }
    files
}
