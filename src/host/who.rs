//! Who somebody turned out to be. Made by the gate alone; never by what a request says of itself.

/// An account that may look, and what it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Who {
    /// Nobody was asked: without accounts, on this machine alone.
    Anybody,
    /// Somebody who logged in, or whom a trusted server in front named.
    Account {
        /// The account's name, as it stands in the accounts file.
        name: String,
        /// The profile it is shown.
        profile: String,
    },
}
