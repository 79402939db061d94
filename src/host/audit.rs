//! The record of who looked at what. Written before an answer goes out; never changed afterwards.
//!
//! One line of JSON an entry, one file a day (of this machine's time) in `log` of the state folder. A file that has grown to
//! `file::FULL` is followed by `2026-11-23.2.jsonl` and so on; after `file::MOST` of one day nothing is shown any more,
//! like on a full disk. Lines about logins are on the disk before their answer goes out; pages a few seconds later at most.

mod file;
mod line;
mod read;

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use self::file::Files;
pub use self::read::{Read, Recorded, Unread, read, shown};
use super::who::Who;
use crate::diagnostics::Finding;
use crate::disk::DiskError;
use crate::model::AccountName;

/// The folder of the records in the state folder.
pub const LOG: &str = "log";

/// What is recorded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    /// A page, a PDF or an attachment was shown.
    Page {
        /// To whom.
        who: &'a Who,
        /// The file below the output, as its manifest names it.
        path: &'a str,
        /// What was answered: all of it, a part, or that the browser has it already.
        status: u16,
    },
    /// Somebody logged in.
    Login {
        /// Who.
        who: &'a Who,
    },
    /// Somebody logged out.
    Logout {
        /// Who.
        who: &'a Who,
    },
    /// A login failed.
    Failure {
        /// On which account. Nothing where there is no such account: people type their password there by mistake.
        account: Option<&'a AccountName>,
        /// Why.
        why: Failure,
    },
    /// A file is no longer what was built, and is refused.
    Changed {
        /// The file below the output.
        path: &'a str,
    },
    /// A user's name in a header of somebody who is not trusted; it was ignored.
    Forged {
        /// The name that was claimed.
        name: &'a str,
    },
    /// A trusted server in front named somebody without an account.
    Unknown {
        /// The name.
        name: &'a str,
    },
    /// A new build is shown from now on.
    Build {
        /// Its id.
        build: &'a str,
    },
}

/// Why a login failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// The password is another, or there is no such account.
    Password,
    /// Too many wrong ones before; nothing was checked.
    Waiting,
    /// Sent by a page of somebody else, or without a form of ours.
    NotFromHere,
}

impl Failure {
    fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Waiting => "waiting",
            Self::NotFromHere => "not-from-here",
        }
    }
}

/// The record cannot be written: nothing is shown until it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AuditFailed;

/// The record of one server; a clone is the same.
#[derive(Debug, Clone, Default)]
pub(super) struct Audit {
    files: Option<Arc<Mutex<Files>>>,
    failed: Arc<AtomicBool>,
}

impl Audit {
    /// The record in `state`; without a folder nothing is recorded (on this machine, without accounts). One that cannot be
    /// written is a finding: the server does not start.
    pub(super) fn open(state: Option<&Path>) -> Result<Self, Finding> {
        let Some(state) = state else { return Ok(Self::default()) };
        let folder = state.join(LOG);
        let files = Files::open(&folder, &now()).map_err(|it| DiskError::on(&folder)(it).finding())?;
        Ok(Self { files: Some(Arc::new(Mutex::new(files))), failed: Arc::default() })
    }

    /// Records `entry`, on behalf of `address` where somebody asked. After a failure every answer is 503 until it succeeds.
    pub(super) fn record(&self, entry: Entry<'_>, address: Option<IpAddr>) -> Result<(), AuditFailed> {
        let Some(files) = &self.files else { return Ok(()) };
        let now = now();
        let line = line::of(&entry, address, &now);
        let mut files = files.lock().unwrap_or_else(PoisonError::into_inner);
        self.known(files.append(&line, &now).is_ok())?;
        let due = files.sync_is_due();
        drop(files);
        if due {
            self.sync_meanwhile();
        }
        Ok(())
    }

    /// Records `entry` and waits until it is on the disk.
    pub(super) async fn record_for_good(&self, entry: Entry<'_>, address: IpAddr) -> Result<(), AuditFailed> {
        self.record(entry, Some(address))?;
        let audit = self.clone();
        tokio::task::spawn_blocking(move || audit.sync()).await.unwrap_or(Err(AuditFailed))
    }

    /// Whether the last record could not be written. Tried again by the next page, so what needs no record asks here.
    pub(super) fn has_failed(&self) -> bool {
        self.failed.load(Ordering::Acquire)
    }

    fn sync(&self) -> Result<(), AuditFailed> {
        let Some(files) = &self.files else { return Ok(()) };
        let file = files.lock().unwrap_or_else(PoisonError::into_inner).unsynced();
        self.known(file.is_none_or(|it| it.sync_data().is_ok()))
    }

    /// Pages do not wait for the disk. Outside a runtime (nobody asked) there is nothing to wait in, either.
    fn sync_meanwhile(&self) {
        let audit = self.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn_blocking(move || audit.sync());
        }
    }

    fn known(&self, went_well: bool) -> Result<(), AuditFailed> {
        self.failed.store(!went_well, Ordering::Release);
        if went_well { Ok(()) } else { Err(AuditFailed) }
    }
}

/// This machine's time, as people here read the clock.
fn now() -> jiff::Zoned {
    jiff::Zoned::now()
}
