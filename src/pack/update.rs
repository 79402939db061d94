//! `toji update`: reads a source folder, thinks the update out, and applies it whole or not at all.

use std::collections::BTreeSet;
use std::path::Path;

use super::files::{self, Files};
use super::offer::Offer;
use super::plan::{Plan, plan};
use super::{review, state, undo};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit;
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
        let records = files::records(root)?;
        let installed = state::template(&records).map_err(|it| vec![it])?;
        let known = installed.iter().flat_map(|it| &it.files).map(|it| it.path.clone());
        let others: BTreeSet<String> = known.chain(offered.into_iter().map(str::to_owned)).collect();
        let files = files::read(root, &others)?;
        Ok(Self { files, installed })
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
        let written = written().unwrap_or_default();
        FacilityKind::parse(&written).ok_or_else(|| {
            let finding = Finding::of_path(Code::BadValue, SETTINGS).with("key", "kind").with("value", written);
            finding.with("expected", FacilityKind::ALL.map(FacilityKind::as_str).join(", "))
        })
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
        let after = files::applied(self.files.clone(), &plan.changes(&self.files));
        plan.after.insert(review::PATH.to_owned(), review::page(&after, &plan.template));
        plan
    }
}

/// Applies a plan made of this folder; `None` with findings where nothing was written. `Some(0)`: there was nothing to do.
pub fn apply(root: &Path, folder: &Folder, plan: &Plan, today: Date, sink: &mut Sink) -> Option<usize> {
    write(root, folder, plan.changes(&folder.files), &format!("update {}", plan.template.version), today, sink)
}

/// Writes changes so that they can be undone, and says how many files they touch.
pub(super) fn write(
    root: &Path,
    folder: &Folder,
    mut changes: edit::ChangeSet,
    what: &str,
    on: Date,
    sink: &mut Sink,
) -> Option<usize> {
    let count = changes.paths().count();
    if count > 0 {
        undo::remember(root, &folder.files, &mut changes, what, on);
        edit::apply(root, &changes, sink)?;
    }
    Some(count)
}

const SETTINGS: &str = "binder.toml";
