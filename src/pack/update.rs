//! `toji update`: reads a source folder, thinks the update out, and applies it whole or not at all.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{self, Files};
use super::offer::Offer;
use super::pending::{Asked, Resolved};
use super::plan::{Plan, plan};
use super::template::Pack;
use super::undo::{self, Done};
use super::{review, state};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{self, ChangeSet};
use crate::model::{Date, FacilityKind, Template};

/// What is known of a source folder before an update.
#[derive(Debug, Clone)]
pub struct Folder {
    /// Its texts and toji's records.
    pub files: Files,
    /// The installed template; `None` where nothing says that there is one.
    pub installed: Option<Template>,
}

impl Folder {
    /// Reads it; `offered` are the paths that the new version brings. Changes that were cut off are to be ended before.
    ///
    /// # Errors
    /// Findings for what cannot be read: nothing may then be changed.
    pub fn read<'a>(root: &Path, offered: impl IntoIterator<Item = &'a str>) -> Result<Self, Vec<Finding>> {
        is_source(root).map_err(|it| vec![it])?;
        let installed = Self::installed(root)?;
        let known = installed.iter().flat_map(|it| &it.files).map(|it| it.path.clone());
        let others: BTreeSet<String> = known.chain(offered.into_iter().map(str::to_owned)).collect();
        let files = files::read(root, &others)?;
        Ok(Self { files, installed })
    }

    /// The template that is installed, before anything else is read.
    ///
    /// # Errors
    /// Where its record cannot be read.
    pub fn installed(root: &Path) -> Result<Option<Template>, Vec<Finding>> {
        state::template(&files::records(root)?).map_err(|it| vec![it])
    }

    /// The kind of facility: of the installed template, else of `binder.toml`.
    ///
    /// # Errors
    /// Where neither says one.
    pub fn kind(&self) -> Result<FacilityKind, Finding> {
        let written = || -> Option<String> {
            let text = std::str::from_utf8(self.files.get(SETTINGS)?).ok()?;
            let table: toml::Table = text.trim_start_matches('\u{feff}').parse().ok()?;
            Some(table.get("facility")?.get("kind")?.as_str()?.to_owned())
        };
        if let Some(installed) = &self.installed {
            return Ok(installed.kind);
        }
        let said = written().unwrap_or_default();
        FacilityKind::parse(&said).ok_or_else(|| wrong_kind(&said, &FacilityKind::ALL))
    }

    /// The kind of facility, if the pack is for it.
    ///
    /// # Errors
    /// Where it is not, or nothing says a kind.
    pub fn kind_for(&self, pack: &Pack) -> Result<FacilityKind, Finding> {
        let kind = self.kind()?;
        let kinds = &pack.head.kinds;
        if kinds.contains(&kind) { Ok(kind) } else { Err(wrong_kind(kind.as_str(), kinds)) }
    }

    /// What is odd about it, though an update can go on.
    pub fn oddities(&self) -> Vec<Finding> {
        match &self.installed {
            Some(installed) => state::missing_bases(&self.files, installed),
            None => vec![Finding::of_path(Code::TemplateStateMissing, Template::PATH).with("path", SETTINGS)],
        }
    }

    /// The whole plan, the page to look at with it.
    pub fn plan(&self, offer: &Offer, today: Date) -> Plan {
        let mut plan = plan(&self.files, self.installed.as_ref(), offer, today);
        let after = files::with(&self.files, &plan.after);
        plan.after.insert(review::PATH.to_owned(), review::page(&after, &plan.template));
        plan
    }
}

/// Applies a plan made of this folder; `None` with findings where nothing was written. `Some(0)`: there was nothing to do.
pub fn apply(root: &Path, folder: &Folder, plan: &Plan, today: Date, sink: &mut Sink) -> Option<usize> {
    let what = Done { what: &format!("{}{}", undo::UPDATE, plan.template.version), on: today, moves: &plan.moves };
    write(root, folder, plan.changes(&folder.files), what, sink)
}

/// Writes what a decision leads to; `None` with findings where nothing was written.
pub fn apply_decision(
    root: &Path,
    folder: &Folder,
    asked: &Asked<'_>,
    resolved: &Resolved,
    sink: &mut Sink,
) -> Option<()> {
    let changes = files::changes(&folder.files, &resolved.after);
    let what = Done { what: &format!("resolve {}", asked.path), on: asked.on, moves: &[] };
    write(root, folder, changes, what, sink).map(|_| ())
}

/// Writes changes so that they can be undone, and says how many files they touch.
fn write(root: &Path, folder: &Folder, changes: ChangeSet, what: Done<'_>, sink: &mut Sink) -> Option<usize> {
    let count = changes.paths().count();
    if count > 0 {
        edit::apply(root, &undoable(root, folder, changes, what), sink)?;
    }
    Some(count)
}

fn undoable(root: &Path, folder: &Folder, mut changes: ChangeSet, what: Done<'_>) -> ChangeSet {
    undo::remember(root, &folder.files, &mut changes, what);
    changes
}

fn is_source(root: &Path) -> Result<(), Finding> {
    let shown = root.display().to_string();
    let found = |code| Err(Finding::of_path(code, &shown).with("path", &shown));
    match (root.is_dir(), root.join(SETTINGS).is_file()) {
        (false, _) => found(Code::NoSuchFolder),
        (true, false) => found(Code::NoBinderToml),
        (true, true) => Ok(()),
    }
}

fn wrong_kind(said: &str, kinds: &[FacilityKind]) -> Finding {
    let expected: Vec<&str> = kinds.iter().map(|it| it.as_str()).collect();
    let finding = Finding::of_path(Code::BadValue, SETTINGS).with("key", "kind").with("value", said);
    finding.with("expected", expected.join(", "))
}

const SETTINGS: &str = "binder.toml";

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;
