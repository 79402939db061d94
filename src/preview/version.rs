//! One version of a binder, and the pages of it that somebody asked for: each is made once. Never changes.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::model::Profile;
use crate::pipeline::{self, Compiled, Dress};
use crate::render::Artifact;
use crate::render::html::One;
use crate::source::Digest;

/// So many pages are kept: more than anybody looks at between two changes.
const KEPT: usize = 256;

/// A version.
#[derive(Debug)]
pub struct Version {
    compiled: Compiled,
    profile: Profile,
    dress: Arc<Dress>,
    files: Mutex<HashMap<String, Arc<OnceLock<Shown>>>>,
    made: AtomicUsize,
}

/// What a version has at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// A file that was made, and what tells it from others.
    Made(Arc<[u8]>, Digest),
    /// A file of the source folder, to be copied.
    Copied(PathBuf),
    /// Nothing.
    Nothing,
    /// It could not be made: what the theme says.
    Failed(String),
}

impl Version {
    pub(super) fn new(compiled: Compiled, profile: Profile, dress: Arc<Dress>) -> Self {
        Self { compiled, profile, dress, files: Mutex::default(), made: AtomicUsize::new(0) }
    }

    /// What it was made from.
    pub fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    /// For whom its pages are.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// How many pages were made so far.
    pub fn pages_made(&self) -> usize {
        self.made.load(Ordering::Relaxed)
    }

    /// The file at `path` below the website.
    pub fn file(&self, path: &str) -> Shown {
        let place = self.place(path);
        place.get_or_init(|| self.make(path)).clone()
    }

    fn place(&self, path: &str) -> Arc<OnceLock<Shown>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if files.len() >= KEPT && !files.contains_key(path) {
            files.clear();
        }
        Arc::clone(files.entry(path.to_owned()).or_default())
    }

    fn make(&self, path: &str) -> Shown {
        let Ok(whole) = &self.compiled.outcome else { return Shown::Nothing };
        match pipeline::one((&self.compiled, whole), &self.profile, &self.dress, path) {
            Ok(Some(One { artifact, pages })) => {
                self.made.fetch_add(pages, Ordering::Relaxed);
                shown(artifact)
            }
            Ok(None) => Shown::Nothing,
            Err(error) => Shown::Failed(error.to_string()),
        }
    }
}

fn shown(artifact: Artifact) -> Shown {
    let bytes = match artifact {
        Artifact::Bytes(bytes) => bytes,
        Artifact::Pieces(pieces) => pieces.concat().into_bytes(),
        Artifact::CopyOf(location) => return Shown::Copied(location),
    };
    let digest = Digest::of(&bytes);
    Shown::Made(bytes.into(), digest)
}
