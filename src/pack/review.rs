//! `.toji/pending/review.html`: what waits for a decision, for reading on the screen or on paper.

use super::files::Files;
use crate::model::Template;

/// Where it lies below the source folder.
pub(super) const PATH: &str = ".toji/pending/review.html";

/// The page; nothing where nothing waits.
pub(super) fn page(_: &Files, template: &Template) -> Option<Vec<u8>> {
    (!template.pending.is_empty()).then(Vec::new)
}
