//! What an update does to a source folder: thought out in memory, whole, before anything is written.
//!
//! Pure: contents and the installed state in, the new contents, the new state and an outcome for every file out. A file that
//! reads as the template brought it is replaced; an edited one is merged by block; where both sides changed one place, the
//! facility's file stays as it was and the proposal waits. Nothing that only the facility has is ever dropped: it is in its
//! file, or the file is left alone. Planning twice with one version plans nothing the second time.

mod decide;
mod moves;
mod own;
mod same;
mod sheet;
mod split;

use std::collections::BTreeMap;

use super::approvals;
use super::files::{self, Files};
use super::offer::Offer;
use super::state;
use crate::edit::ChangeSet;
use crate::model::{Date, Migration, Pending, Template, TemplateFile};
use crate::source::Digest;
use decide::Decided;
use moves::Moves;

/// What an update does.
#[derive(Debug, Clone)]
pub struct Plan {
    /// What becomes of each file that the template speaks of or that is touched, by path.
    pub files: BTreeMap<String, What>,
    /// The state once it is done.
    pub template: Template,
    /// What is different then: contents by path, nothing for a file that goes.
    pub after: BTreeMap<String, Option<Vec<u8>>>,
    /// The migrations that apply to the folder, version by version.
    pub moves: Vec<Vec<Migration>>,
}

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// It reads as it should already, or the facility alone changed it.
    Unchanged,
    /// The facility had not touched it: the new text takes its place.
    Replaced,
    /// Both changed it, in different places: both changes are in it.
    Merged,
    /// Both changed these places (none: the whole file). It stays as it was; the proposal waits.
    Conflict {
        /// The blocks, as people call them.
        blocks: Vec<String>,
    },
    /// New in this version.
    Added,
    /// No longer in the template, and never touched: it goes.
    Removed,
    /// No longer in the template, but the facility changed it: it stays, and is the facility's own from now on.
    NowYours,
    /// The facility deleted it: it is not made again.
    DeletedByYou {
        /// Since when that is known.
        since: Date,
    },
    /// It has another path now, with what the facility wrote in it.
    Renamed {
        /// The path before.
        from: String,
    },
    /// Its text stands in these files now, with what the facility wrote in it.
    Split {
        /// Where.
        into: Vec<String>,
    },
    /// The facility's own text names a page, a variable or a value that moved: the name is put right, nothing else.
    Adjusted,
    /// The facility's own register; the template's has columns that it lacks. It is left alone.
    NewColumns {
        /// Their headings.
        columns: Vec<String>,
    },
}

impl Plan {
    /// What is to be written to a folder that holds `files`.
    pub fn changes(&self, files: &Files) -> ChangeSet {
        files::changes(files, &self.after)
    }

    /// How many files this becomes of.
    pub fn count(&self, wanted: impl Fn(&What) -> bool) -> usize {
        self.files.values().filter(|it| wanted(it)).count()
    }
}

/// The folder's files and the installed state, before.
type Before<'a> = (&'a Files, Option<&'a Template>);

/// Thinks out an update of a folder that holds `files` and in which `installed` is installed, if anything is, to `offer`.
///
/// `files` are the folder's texts, the files at the paths that the template speaks of, and `.toji/template.toml`,
/// `.toji/base/*` and `.toji/pending/*`. Where nothing is installed, files that read as the offered ones are taken for the
/// template's, and others wait as proposals.
pub fn plan(files: &Files, installed: Option<&Template>, offer: &Offer, today: Date) -> Plan {
    let moves = Moves::of(files, installed, offer);
    let (template, applied) = (begun(installed, offer, today), moves.applied());
    let mut plan = Plan { files: BTreeMap::new(), template, after: BTreeMap::new(), moves: applied };
    plan.after.extend(moves.left().map(|it| (it.to_owned(), None)));
    plan.follow(&moves);
    let mut sheets = sheet::sheets(files, installed, offer, &moves);
    let splits = split::travel(&mut sheets, &moves);
    for sheet in sheets.into_values() {
        let (path, decided) = (sheet.path.clone(), decide::decide(sheet, today));
        plan.take(path, decided, (files, installed), today);
    }
    own::adjust(&mut plan, files, &moves);
    splits.told(&mut plan, (files, installed), today);
    plan.keep_waiting(files, installed);
    approvals::renew(&mut plan, files, today);
    plan.close(files);
    plan
}

fn begun(installed: Option<&Template>, offer: &Offer, today: Date) -> Template {
    let same = installed.filter(|it| (&it.id, it.serial, &it.version) == (&offer.id, offer.serial, &offer.version));
    Template {
        format: Template::FORMAT,
        id: offer.id.clone(),
        version: offer.version.clone(),
        serial: offer.serial,
        kind: offer.kind,
        installed: same.map_or(today, |it| it.installed),
        expires: offer.expires,
        key: offer.key.clone(),
        next_key: offer.next_key.clone(),
        list: offer.list.clone(),
        files: Vec::new(),
        pending: Vec::new(),
        approvals: installed.map(|it| it.approvals.clone()).unwrap_or_default(),
        decisions: installed.map(|it| it.decisions.clone()).unwrap_or_default(),
    }
}

impl Plan {
    fn take(&mut self, path: String, decided: Decided, before: Before<'_>, today: Date) {
        let Decided { what, after, entry, proposal } = decided;
        let is_put_right = what == Some(What::Unchanged) && before.0.get(&path) != after.as_ref();
        let what = if is_put_right { Some(What::Adjusted) } else { what };
        if let Some((given, base, deleted)) = entry {
            let hex = Digest::of(&base).to_string();
            self.after.insert(state::base_path(&hex), Some(base));
            self.template.files.push(TemplateFile { path: path.clone(), base: hex, kind: given, deleted });
        }
        if let Some(bytes) = proposal {
            let blocks = match &what {
                Some(What::Conflict { blocks }) => blocks.clone(),
                Some(_) | None => Vec::new(),
            };
            self.propose(&path, blocks, bytes, before.1, today);
        }
        self.after.insert(path.clone(), after);
        if let Some(what) = what {
            self.files.insert(path, what);
        }
    }

    /// What is to be approved again is so under its path of now.
    fn follow(&mut self, moves: &Moves<'_>) {
        for approval in &mut self.template.approvals {
            if let Some(now) = moves.now(&approval.path) {
                approval.path = now.to_owned();
            }
        }
    }

    /// Leaves a proposal to be decided about; what waited before waits since then.
    fn propose(&mut self, path: &str, blocks: Vec<String>, bytes: Vec<u8>, installed: Option<&Template>, today: Date) {
        let before = installed.and_then(|it| it.pending.iter().find(|it| it.path == path));
        self.after.insert(state::proposal_path(path), Some(bytes));
        self.template.pending.push(Pending {
            path: path.to_owned(),
            blocks,
            version: self.template.version.clone(),
            serial: self.template.serial,
            since: before.map_or(today, |it| it.since),
        });
    }

    /// A page that could not be divided still waits, though no version speaks of it any more.
    fn keep_waiting(&mut self, files: &Files, installed: Option<&Template>) {
        for pending in installed.iter().flat_map(|it| &it.pending) {
            let is_to_go = files.get(&state::proposal_path(&pending.path)).is_some_and(Vec::is_empty);
            if is_to_go && files.contains_key(&pending.path) && !self.files.contains_key(&pending.path) {
                self.template.pending.push(pending.clone());
                self.files.insert(pending.path.clone(), What::Conflict { blocks: Vec::new() });
            }
        }
    }

    /// Sorts the state, and lets go of what nothing speaks of any more.
    fn close(&mut self, files: &Files) {
        self.template.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.template.pending.sort_by(|a, b| a.path.cmp(&b.path));
        state::close(files, &self.template, &mut self.after);
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
