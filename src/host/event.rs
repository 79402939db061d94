//! What happens while a server runs, for whoever sits at its terminal. Says nothing itself.

use std::net::IpAddr;

/// Something worth a line on the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A new build is shown from now on.
    Build {
        /// Its id.
        build: String,
        /// What it shows.
        profile: String,
    },
    /// A new build is there, but a file is not what its manifest says: the old one is shown.
    BuildUnsound {
        /// Its id.
        build: String,
        /// The first such file.
        path: String,
    },
    /// A file was changed, and is refused.
    Changed {
        /// Below the output.
        path: String,
    },
    /// It is what was built again.
    Restored {
        /// Below the output.
        path: String,
    },
    /// Somebody who is not trusted sent a user's name in a header.
    Forged {
        /// From where.
        address: IpAddr,
    },
    /// A trusted server in front named somebody without an account.
    Unknown {
        /// The name.
        name: String,
    },
    /// The record cannot be written: nothing is shown.
    NotRecorded,
}
