//! PDFs of the build before, each with the digest of all that it was set from: what would come out the same is not set
//! again. Decides nothing about what a PDF contains.

use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use crate::load;

/// A PDF and what it was set from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetPdf {
    /// Its path in the output.
    pub path: String,
    /// The digest of its JSON, theme, pictures, fonts, engine and flags.
    pub from: String,
    /// The digest of its bytes.
    pub sha256: String,
}

/// The PDFs of one output: those of the build before, and those of this one.
#[derive(Debug, Default)]
pub struct Kept {
    out: PathBuf,
    before: Vec<SetPdf>,
    now: Mutex<Vec<SetPdf>>,
    runs: AtomicUsize,
}

impl Kept {
    /// Of the output at `out`, of which somebody wrote down `before`.
    pub fn new(out: PathBuf, before: Vec<SetPdf>) -> Self {
        Self { out, before, ..Self::default() }
    }

    /// What is to be written down for the next build, and how often the engine ran.
    pub fn into_parts(self) -> (Vec<SetPdf>, usize) {
        let mut now = self.now.into_inner().unwrap_or_default();
        now.sort_by(|a, b| a.path.cmp(&b.path));
        (now, self.runs.into_inner())
    }

    /// The bytes of a PDF set from the same, if they are still there as they were.
    pub(super) fn find(&self, path: &str, from: &str) -> Option<Vec<u8>> {
        let known = self.before.iter().find(|it| it.path == path && it.from == from)?;
        load::kept_bytes(&self.out.join(path), &known.sha256)
    }

    /// Remembers one for the next build.
    pub(super) fn remember(&self, pdf: SetPdf) {
        if let Ok(mut now) = self.now.lock() {
            now.push(pdf);
        }
    }

    pub(super) fn count_run(&self) {
        self.runs.fetch_add(1, Ordering::Relaxed);
    }
}
