//! One file's search: each text that a format gives is looked through as it is and with its writing undone. Remembers what
//! was found, never where.

use std::collections::BTreeSet;

use super::decode;
use super::normal::Normal;
use super::search::{Search, Strung};

/// Writings within writings, files within files: so deep and no deeper.
const DEEPEST: usize = 4;

/// What has been found in a file so far.
#[derive(Debug)]
pub(super) struct Reader<'s> {
    search: &'s Search,
    found: BTreeSet<usize>,
    depth: usize,
}

impl<'s> Reader<'s> {
    pub(super) fn new(search: &'s Search) -> Self {
        Self { search, found: BTreeSet::new(), depth: 0 }
    }

    /// The values that were found, by index.
    pub(super) fn into_found(self) -> BTreeSet<usize> {
        self.found
    }

    /// Looks through a text.
    pub(super) fn text(&mut self, text: &str, strung: Strung) {
        self.plain(text, strung);
        for undo in [decode::entities, decode::percent, decode::escapes] {
            if let Some(undone) = undo(text) {
                self.deeper(|it| it.text(&undone, strung));
            }
        }
    }

    /// Looks through a text in which nothing is written otherwise than it reads.
    pub(super) fn plain(&mut self, text: &str, strung: Strung) {
        let found = &mut self.found;
        self.search.scan(&Normal::of(text), strung, &mut |it| {
            found.insert(it);
        });
    }

    /// Does something a level deeper, unless that is too deep.
    pub(super) fn deeper(&mut self, read: impl FnOnce(&mut Self)) {
        if self.depth < DEEPEST {
            self.depth += 1;
            read(self);
            self.depth -= 1;
        }
    }
}
