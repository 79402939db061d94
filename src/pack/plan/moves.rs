//! Which declared migrations apply to a folder, version by version, and which paths its files have afterwards.
//!
//! What one version declares happens at once, so that pages can be renumbered: each takes the path that the next one
//! leaves. Nothing is ever moved over a file of the facility's own. Moves nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use super::same::same_text;
use crate::model::{Migration, Template, TemplateFile};
use crate::pack::files::Files;
use crate::pack::migrate::Versions;
use crate::pack::offer::Offer;
use crate::pack::state;

/// The migrations that apply to a folder.
#[derive(Debug, Default)]
pub(super) struct Moves<'a> {
    /// Version by version, the oldest first.
    pub(super) versions: Versions<'a>,
    /// The path of now of every file that the template brought; nothing for one that was given up, untouched, and whose
    /// place another took.
    paths: BTreeMap<String, Option<String>>,
}

impl<'a> Moves<'a> {
    pub(super) fn of(files: &Files, installed: Option<&Template>, offer: &'a Offer) -> Self {
        let Some(installed) = installed else { return Self::default() };
        let mut versions: BTreeMap<u64, Vec<&Migration>> = BTreeMap::new();
        // Another template's numbers say nothing here.
        let is_next = |since| installed.id == offer.id && installed.serial < since && since <= offer.serial;
        for step in offer.migrations.iter().filter(|it| is_next(it.since)) {
            versions.entry(step.since).or_default().push(&step.what);
        }
        let mut places = Places::of(files, &installed.files);
        let versions = versions.into_values().map(|it| places.pass(it)).collect();
        Self { versions, paths: places.now.into_iter().map(|(path, now)| (path.to_owned(), now)).collect() }
    }

    /// The migrations, for whoever outlives the version.
    pub(super) fn applied(&self) -> Vec<Vec<Migration>> {
        self.versions.iter().map(|it| it.iter().map(|it| (*it).clone()).collect()).collect()
    }

    /// The path of now of a file that the template brought.
    pub(super) fn now(&self, path: &str) -> Option<&str> {
        self.paths.get(path)?.as_deref()
    }

    /// Whether the template brought the file that has this path in the folder.
    pub(super) fn is_brought(&self, path: &str) -> bool {
        self.paths.contains_key(path)
    }

    /// The files that lie elsewhere now, with their paths before and now.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&str, &str)> {
        self.paths.iter().filter_map(|(from, to)| Some((from.as_str(), to.as_deref()?))).filter(|(from, to)| from != to)
    }

    /// The paths that the template's files have left.
    pub(super) fn left(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().filter(|(from, to)| to.as_ref() != Some(from)).map(|it| it.0.as_str())
    }
}

/// Those of these moves, all made at once, of which none lands on another or on what stays where it is.
pub(super) fn at_once<'a>(
    wanted: impl IntoIterator<Item = (&'a str, &'a str)>,
    is_free: impl Fn(&str) -> bool,
) -> BTreeMap<&'a str, &'a str> {
    let mut targets = BTreeSet::new();
    let mut moves: BTreeMap<_, _> = wanted.into_iter().filter(|(from, to)| from != to && targets.insert(*to)).collect();
    loop {
        let leaving: BTreeSet<_> = moves.keys().copied().collect();
        moves.retain(|_, to| leaving.contains(to) || is_free(to));
        if moves.len() == leaving.len() {
            return moves;
        }
    }
}

/// Where the template's files lie while version after version passes.
struct Places<'a> {
    files: &'a Files,
    entries: &'a [TemplateFile],
    now: BTreeMap<&'a str, Option<String>>,
    /// Pages that came out of others on the way: no version brought them to this folder.
    parts: BTreeSet<String>,
    given_up: BTreeSet<String>,
}

impl<'a> Places<'a> {
    fn of(files: &'a Files, entries: &'a [TemplateFile]) -> Self {
        let now = entries.iter().map(|it| (it.path.as_str(), Some(it.path.clone()))).collect();
        Self { files, entries, now, parts: BTreeSet::new(), given_up: BTreeSet::new() }
    }

    /// The migrations of one version that apply.
    fn pass<'m>(&mut self, version: Vec<&'m Migration>) -> Vec<&'m Migration> {
        for migration in &version {
            if let Migration::RetirePage { path } = migration {
                self.given_up.insert(path.clone());
            }
        }
        let renames = version.iter().filter_map(|it| rename(it)).filter(|(from, _)| self.has(from));
        let renames = at_once(renames, |it| self.is_free(it));
        let before = |it: &str| self.has(it);
        let splits: Vec<_> = version.iter().map(|it| split(it).is_some_and(|it| before(it.0))).collect();
        self.rename(&renames);
        let mut applied = Vec::new();
        for (migration, was_there) in version.into_iter().zip(splits) {
            let applies = match migration {
                Migration::RenamePage { from, to } => renames.get(from.as_str()) == Some(&to.as_str()),
                Migration::SplitPage { from, into } => {
                    let applies = was_there || self.has(from);
                    if applies {
                        self.divide(from, into);
                    }
                    applies
                }
                Migration::RenameVariable { .. } | Migration::MapValue { .. } | Migration::RetirePage { .. } => true,
            };
            applied.extend(applies.then_some(migration));
        }
        applied
    }

    fn has(&self, path: &str) -> bool {
        self.parts.contains(path) || self.at(path).is_some()
    }

    fn at(&self, path: &str) -> Option<&'a str> {
        self.now.iter().find(|it| it.1.as_deref() == Some(path)).map(|it| *it.0)
    }

    fn is_free(&self, path: &str) -> bool {
        match self.at(path) {
            Some(before) => self.given_up.contains(path) && self.is_untouched(before),
            None => !self.parts.contains(path) && (self.now.contains_key(path) || !self.files.contains_key(path)),
        }
    }

    fn is_untouched(&self, path: &str) -> bool {
        let entry = self.entries.iter().find(|it| it.path == path);
        let base = entry.and_then(|it| state::base(self.files, &it.base));
        self.files.get(path).is_none_or(|mine| base.is_some_and(|it| same_text(it, mine)))
    }

    fn rename(&mut self, renames: &BTreeMap<&str, &str>) {
        for now in self.now.values_mut() {
            let there = now.as_deref().unwrap_or_default();
            match renames.get(there) {
                Some(to) => *now = Some((*to).to_owned()),
                None if renames.values().any(|it| *it == there) => *now = None,
                None => (),
            }
        }
        let moved = |it: &String| renames.get(it.as_str()).map_or_else(|| it.clone(), |it| (*it).to_owned());
        self.parts = self.parts.iter().map(moved).collect();
        self.given_up.retain(|it| !renames.values().any(|to| to == it));
    }

    fn divide(&mut self, from: &str, into: &[String]) {
        self.parts.extend(into.iter().filter(|it| *it != from).cloned());
        if !into.iter().any(|it| it == from) {
            self.parts.remove(from);
            self.given_up.insert(from.to_owned());
        }
    }
}

fn rename(migration: &Migration) -> Option<(&str, &str)> {
    match migration {
        Migration::RenamePage { from, to } => Some((from, to)),
        Migration::SplitPage { .. }
        | Migration::RenameVariable { .. }
        | Migration::MapValue { .. }
        | Migration::RetirePage { .. } => None,
    }
}

/// A page that becomes several, and those.
pub(super) fn split(migration: &Migration) -> Option<(&str, &[String])> {
    match migration {
        Migration::SplitPage { from, into } => Some((from, into)),
        Migration::RenamePage { .. }
        | Migration::RenameVariable { .. }
        | Migration::MapValue { .. }
        | Migration::RetirePage { .. } => None,
    }
}
