//! The members that workbooks go to and come from. Reads `binder.toml` of each, and nothing else.

use std::path::{Path, PathBuf};

use super::members::{folded, members};
use crate::diagnostics::{Finding, Sink};
use crate::edit::{self, Held};
use crate::model::Config;

/// A member whose folder can be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enrolled {
    /// Its id.
    pub id: String,
    /// The folder's name.
    pub folder: String,
    /// What its output is called below `members`.
    pub output: String,
    /// Where it lies.
    pub root: PathBuf,
}

/// Whether to write what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing is written.
    Show,
    /// It is written.
    Apply,
}

impl Enrolled {
    /// Ends what was cut off in the member's folder and, where it is to be written, keeps others from writing there.
    /// `None` where that failed.
    pub(super) fn hold(&self, mode: Mode, sink: &mut Sink) -> Option<Option<Held>> {
        match mode {
            Mode::Show => edit::recover(&self.root, sink).map(|_| None),
            Mode::Apply => edit::hold(&self.root, sink).map(Some),
        }
    }
}

/// The members of a fleet, by the names of their folders. Folders that cannot be used, or share an id, are left out: a
/// build names them.
///
/// # Errors
/// Where the fleet's folder cannot be listed, or nobody is in it.
pub fn enrolled(fleet: &Path) -> Result<Vec<Enrolled>, Box<Finding>> {
    let members = members(fleet, Path::new("")).map_err(Box::new)?;
    let sound = members.into_iter().filter(|it| it.faults.is_empty());
    Ok(sound
        .map(|it| Enrolled { id: it.place.id, folder: it.place.folder, output: it.place.output, root: it.root })
        .collect())
}

/// The id of a member: `member_id` in `[facility]`, else the name of its folder.
pub fn member_id(config: &Config, folder: &str) -> String {
    let fact = config.facility.facts.iter().find(|it| it.0 == "member_id").map(|it| it.1.trim().to_owned());
    fact.filter(|it| !it.is_empty()).unwrap_or_else(|| folder.to_owned())
}

/// Whether two ids are one.
pub(super) fn is_same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}
