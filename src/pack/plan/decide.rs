//! What becomes of one file. Never gives a content in which something is missing that only the facility has.

use super::What;
use super::same::same_text;
use super::sheet::Sheet;
use crate::merge::{self, Merged, Sides, Three};
use crate::model::{Date, Given};
use crate::pack::pending::called;

/// What becomes of a file.
#[derive(Debug)]
pub(super) struct Decided {
    /// `None` where there is nothing to tell.
    pub(super) what: Option<What>,
    /// What it reads then; nothing where there is no such file.
    pub(super) after: Option<Vec<u8>>,
    /// Whether it is the template's, with the text to compare with next time, and since when it is deleted.
    pub(super) entry: Option<(Given, Vec<u8>, Option<Date>)>,
    /// The template's file, where somebody is to decide.
    pub(super) proposal: Option<Vec<u8>>,
}

pub(super) fn decide(sheet: Sheet, today: Date) -> Decided {
    let from = sheet.from.clone();
    let decided = match sheet.theirs.as_ref().map(|it| it.given) {
        None => gone(sheet),
        Some(Given::Seed) => seed(sheet),
        Some(Given::Managed) => managed(sheet, today),
    };
    match (from, &decided.what) {
        (Some(from), Some(What::Unchanged | What::Replaced | What::Merged)) => {
            Decided { what: Some(What::Renamed { from }), ..decided }
        }
        _ => decided,
    }
}

/// A file that the template no longer has.
fn gone(sheet: Sheet) -> Decided {
    let is_seed = sheet.entry.is_some_and(|it| it.kind == Given::Seed);
    let (what, after) = match (sheet.mine, sheet.base) {
        (None, _) => (None, None),
        (Some(mine), _) if is_seed => (None, Some(mine)),
        (Some(mine), Some(base)) if same_text(&mine, &base) => (Some(What::Removed), None),
        (Some(mine), _) => (Some(What::NowYours), Some(mine)),
    };
    Decided { what, after, entry: None, proposal: None }
}

/// Given once: never touched again.
fn seed(sheet: Sheet) -> Decided {
    let Sheet { entry, base, mine, theirs, .. } = sheet;
    let theirs = theirs.map(|it| it.bytes).unwrap_or_default();
    let (what, after) = match (mine, entry) {
        (None, Some(_)) => (None, None),
        (None, None) => (Some(What::Added), Some(theirs.clone())),
        (Some(mine), _) => {
            let columns = new_columns(&mine, base.as_deref(), &theirs);
            let what = if columns.is_empty() { What::Unchanged } else { What::NewColumns { columns } };
            (Some(what), Some(mine))
        }
    };
    Decided { what, after, entry: Some((Given::Seed, theirs, None)), proposal: None }
}

/// Headings that are new in the template's first line.
fn new_columns(mine: &[u8], base: Option<&[u8]>, theirs: &[u8]) -> Vec<String> {
    let heads = |bytes: &[u8]| -> Vec<String> {
        let text = String::from_utf8_lossy(bytes);
        let line = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default().to_owned();
        line.split(',').map(|it| it.trim().trim_matches('"').to_owned()).collect()
    };
    let Some(base) = base.map(heads) else { return Vec::new() };
    let mine = heads(mine);
    heads(theirs).into_iter().filter(|it| !mine.contains(it) && !base.contains(it)).collect()
}

fn managed(sheet: Sheet, today: Date) -> Decided {
    let Sheet { path, entry, base, mine, theirs, decided, .. } = sheet;
    let theirs = theirs.map(|it| it.bytes).unwrap_or_default();
    match (mine, entry) {
        (None, None) => settled(What::Added, theirs.clone(), theirs),
        (None, Some(entry)) => {
            let since = entry.deleted.unwrap_or(today);
            let base = base.unwrap_or(theirs);
            let entry = Some((Given::Managed, base, Some(since)));
            Decided { what: Some(What::DeletedByYou { since }), after: None, entry, proposal: None }
        }
        (Some(mine), None) => beside(mine, theirs),
        (Some(mine), Some(_)) => match base {
            // Nobody knows what was brought: it may all be the facility's.
            None => beside(mine, theirs),
            Some(base) => changed(&path, base, mine, theirs, &decided),
        },
    }
}

/// A file of the facility where the template brings one.
fn beside(mine: Vec<u8>, theirs: Vec<u8>) -> Decided {
    if same_text(&mine, &theirs) {
        return settled(What::Unchanged, mine, theirs);
    }
    let what = What::Conflict { blocks: Vec::new() };
    Decided { what: Some(what), after: Some(mine), entry: None, proposal: Some(theirs) }
}

fn changed(path: &str, base: Vec<u8>, mine: Vec<u8>, theirs: Vec<u8>, decided: &[String]) -> Decided {
    if mine == theirs {
        return settled(What::Unchanged, mine, theirs);
    }
    if mine == base {
        return settled(What::Replaced, theirs.clone(), theirs);
    }
    let three = Three { base: Some(&base), mine: &mine, theirs: &theirs };
    let ids: Vec<&str> = decided.iter().map(String::as_str).collect();
    match merge::settle(path, three, &ids) {
        Merged::Unchanged => settled(What::Unchanged, mine, theirs),
        Merged::Replaced(bytes) => settled(What::Replaced, bytes, theirs),
        Merged::Merged(bytes) => {
            let what = if same_text(&mine, &base) { What::Replaced } else { What::Merged };
            settled(what, bytes, theirs)
        }
        Merged::Clash(clash) => {
            let blocks = clash.conflicts().iter().filter(|it| it.sides != Sides::Files);
            let blocks = blocks.map(|it| called(it).to_owned()).collect();
            let entry = Some((Given::Managed, base, None));
            Decided { what: Some(What::Conflict { blocks }), after: Some(mine), entry, proposal: Some(theirs) }
        }
    }
}

fn settled(what: What, after: Vec<u8>, theirs: Vec<u8>) -> Decided {
    Decided { what: Some(what), after: Some(after), entry: Some((Given::Managed, theirs, None)), proposal: None }
}
