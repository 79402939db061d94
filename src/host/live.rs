//! The accounts as they are now: looked at again whenever the file has changed. A file that cannot be relied on lets nobody in.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use super::accounts::{self, ACCOUNTS};
use crate::diagnostics::Sink;
use crate::model::Accounts;
use crate::source::Sources;

/// The accounts of one state folder.
#[derive(Debug)]
pub(super) struct Live {
    state: PathBuf,
    seen: Mutex<Seen>,
}

/// What was read, and how the file looked just before.
#[derive(Debug, Clone)]
struct Seen {
    look: Option<Look>,
    /// `None` where the file cannot be relied on.
    accounts: Option<Arc<Accounts>>,
}

/// By which a file is told from the one that took its place. A program that replaces it gives it another number, one that
/// writes into it another time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    size: u64,
    changed: Option<SystemTime>,
    number: u64,
}

impl Look {
    fn of(path: &Path) -> Option<Self> {
        let metadata = path.symlink_metadata().ok()?;
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(&metadata);
        #[cfg(not(unix))]
        let number = 0;
        Some(Self { size: metadata.len(), changed: metadata.modified().ok(), number })
    }
}

impl Live {
    /// Those in `state` from now on; `accounts` are what was read of it a moment ago.
    pub(super) fn new(state: &Path, accounts: Accounts) -> Self {
        // No look is like the first one: it is read once more, and so nothing that changed in between is missed.
        let seen =
            Seen { look: Some(Look { size: u64::MAX, changed: None, number: 0 }), accounts: Some(Arc::new(accounts)) };
        Self { state: state.to_owned(), seen: Mutex::new(seen) }
    }

    /// The accounts; `None` as long as the file cannot be relied on.
    pub(super) fn now(&self) -> Option<Arc<Accounts>> {
        let look = Look::of(&self.state.join(ACCOUNTS));
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.look != look {
            let read = accounts::read(&self.state, &mut Sources::default(), &mut Sink::default());
            *seen = Seen { look, accounts: read.map(Arc::new) };
        }
        seen.accounts.clone()
    }
}
