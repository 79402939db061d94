//! A page that became several: what the facility wrote in its blocks goes with them. Where a page of the facility's own
//! stands in the way, its text stays where it is, and somebody is to look.

use std::collections::BTreeMap;

use super::moves::{self, Moves};
use super::same::same_text;
use super::sheet::Sheet;
use super::{Before, Plan, What};
use crate::merge;
use crate::model::{Date, TemplateFile};
use crate::pack::migrate;

/// What is to be told of pages that became several.
#[derive(Debug, Default)]
pub(super) struct Splits {
    done: Vec<(String, Vec<String>)>,
    /// Pages whose text could not go along.
    stuck: Vec<String>,
}

/// Gives the new pages their part of the facility's text.
pub(super) fn travel(sheets: &mut BTreeMap<String, Sheet>, moves: &Moves<'_>) -> Splits {
    let mut splits = Splits::default();
    for (at, version) in moves.versions.iter().enumerate() {
        for (from, into) in version.iter().filter_map(|it| moves::split(it)) {
            // Later versions may have renamed them.
            let from = migrate::path(from, &moves.versions[at..]);
            let into: Vec<_> = into.iter().map(|it| migrate::path(it, &moves.versions[at + 1..])).collect();
            split(sheets, &from, &into, &mut splits);
            leave(sheets, &from, &into, &splits);
        }
    }
    splits
}

/// A page that is divided whole leaves its path; what the template brings there now is another page.
fn leave(sheets: &mut BTreeMap<String, Sheet>, from: &str, into: &[String], splits: &Splits) {
    let is_whole = !into.iter().any(|it| it == from) && !splits.stuck.iter().any(|it| it == from);
    if let Some(sheet) = sheets.get_mut(from).filter(|it| is_whole && it.theirs.is_some()) {
        (sheet.entry, sheet.base, sheet.mine) = (None, None, None);
    }
}

fn split(sheets: &mut BTreeMap<String, Sheet>, from: &str, into: &[String], splits: &mut Splits) {
    let Some(old) = sheets.get(from).cloned() else { return };
    let others = || into.iter().filter(|it| *it != from);
    match (&old.base, &old.mine) {
        (_, None) => others().for_each(|it| delete(sheets, it, old.entry.as_ref())),
        (Some(base), Some(mine)) if !same_text(base, mine) => {
            let is_new = |it: &Sheet| it.theirs.is_some() && it.mine.is_none() && it.entry.is_none();
            if others().all(|it| sheets.get(it).is_some_and(is_new)) {
                divide(sheets, &old, into, (base, mine));
                splits.done.push((from.to_owned(), into.to_vec()));
            } else {
                splits.stuck.push(from.to_owned());
            }
        }
        (Some(_), Some(_)) => splits.done.push((from.to_owned(), into.to_vec())),
        (None, Some(_)) => splits.stuck.push(from.to_owned()),
    }
}

/// Who deleted a page has deleted what became of it.
fn delete(sheets: &mut BTreeMap<String, Sheet>, path: &str, entry: Option<&TemplateFile>) {
    if let Some(sheet) = sheets.get_mut(path).filter(|it| it.mine.is_none() && it.entry.is_none()) {
        sheet.entry = entry.cloned();
    }
}

fn divide(sheets: &mut BTreeMap<String, Sheet>, old: &Sheet, into: &[String], (base, mine): (&[u8], &[u8])) {
    let theirs: Vec<Vec<u8>> = into
        .iter()
        .map(|it| sheets.get(it).and_then(|it| it.theirs.as_ref()).map(|it| it.bytes.clone()).unwrap_or_default())
        .collect();
    let pages: Vec<&[u8]> = theirs.iter().map(Vec::as_slice).collect();
    let portions = merge::portions(&old.path, base, mine, &pages);
    for (path, portion) in into.iter().zip(portions) {
        if let Some(sheet) = sheets.get_mut(path) {
            sheet.entry = old.entry.clone();
            sheet.base = Some(portion.base);
            sheet.mine = Some(portion.mine);
        }
    }
    // All of it went along: what is left of the page reads as it was brought.
    if let Some(sheet) = sheets.get_mut(&old.path).filter(|it| it.theirs.is_none()) {
        sheet.mine.clone_from(&sheet.base);
    }
}

impl Splits {
    pub(super) fn told(self, plan: &mut Plan, (_, installed): Before<'_>, today: Date) {
        for (from, into) in self.done {
            if plan.files.get(&from) == Some(&What::Removed) {
                plan.files.insert(from, What::Split { into });
            }
        }
        for path in self.stuck {
            if plan.files.get(&path) == Some(&What::NowYours) {
                // An empty proposal: the template has no such page any more.
                plan.propose(&path, Vec::new(), Vec::new(), installed, today);
                plan.files.insert(path, What::Conflict { blocks: Vec::new() });
            }
        }
    }
}
