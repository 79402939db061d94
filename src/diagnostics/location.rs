//! Where a finding is, as all printers but the human one say it: a path, and lines and columns where there are any.
//! Nothing here reads a file.

use super::{At, Finding};
use crate::source::{Place, Sources};

/// A file, and the place in it where the finding is about one.
pub(super) struct Location {
    pub(super) path: String,
    pub(super) place: Option<Place>,
}

impl Location {
    /// Its path, seen from where `folder` leads to the source folder: `content/a.md`. Empty, it leads nowhere else.
    pub(super) fn path_below(&self, folder: &str) -> String {
        if folder.is_empty() { self.path.clone() } else { format!("{folder}/{}", self.path) }
    }
}

/// `None` where the finding is about no file.
pub(super) fn location(finding: &Finding, sources: &Sources) -> Option<Location> {
    match &finding.at {
        At::Span(span) => {
            let place = sources.place(*span);
            Some(Location { path: place.path.to_string(), place: Some(place) })
        }
        At::Path(path) => Some(Location { path: path.clone(), place: None }),
        At::Nowhere => None,
    }
}
