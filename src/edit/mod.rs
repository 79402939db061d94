//! Changes a source folder: the only writer of one.
//!
//! Every change is a [`ChangeSet`] that goes through a journal, so that a kill at any point leaves all of the old or all of
//! the new, and a file that somebody changed in the meantime is never overwritten or removed. What is to go is said by name and
//! content; nothing but the journal is written outside a [`ChangeSet`].

mod change;
mod check;
mod form;
mod import;
mod journal;
mod record;
mod registers;
mod revision;
mod settings;
mod transcript;
mod year;

pub use change::{Before, ChangeSet};
pub use form::{Given, NewForm, blank, escaped, filled, new_form, path as form_path};
pub use import::import;
pub use journal::{Held, Recovered, apply, hold, recover};
#[cfg(test)]
pub(crate) use journal::{apply_on, recover_on};
pub use registers::{RegisterEdit, registers};
pub use revision::{NewRevision, RevisionPlace, new_revision};
pub use settings::{Place, set};
pub use transcript::{InPlace, transcribe};
pub use year::{NewYear, Turned, new_year};
