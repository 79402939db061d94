//! The record of who looked at what. Written before an answer goes out; never read here, never changed afterwards.

use std::net::IpAddr;
use std::path::Path;

use super::who::Who;
use crate::diagnostics::Finding;

/// What is recorded.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry<'a> {
    /// A page, a PDF or an attachment was shown.
    Page {
        /// To whom.
        who: &'a Who,
        /// The file below the output, as its manifest names it.
        path: &'a str,
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

/// The record cannot be written: nothing is shown until it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct AuditFailed;

/// The record of one server.
#[derive(Debug)]
pub(super) struct Audit {}

impl Audit {
    /// The record in `state`; without a folder nothing is recorded (on this machine, without accounts). One that cannot be
    /// written is a finding: the server does not start.
    pub(super) fn open(_state: Option<&Path>) -> Result<Self, Finding> {
        Ok(Self {}) // files come here
    }

    /// Records `entry`, on behalf of `address` where somebody asked. After a failure every answer is 503 until it succeeds.
    pub(super) fn record(&self, _entry: Entry<'_>, _address: Option<IpAddr>) -> Result<(), AuditFailed> {
        Ok(())
    }

    /// Whether the last record could not be written. Tried again by the next page, so what needs no record asks here.
    pub(super) fn has_failed(&self) -> bool {
        false
    }
}
