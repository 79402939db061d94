//! Another text of a file that updates went through: what they did to the file is done to that text as well. And what waits
//! for a decision, once texts under it are other ones. Pure: reads nothing, writes nothing.

use std::collections::BTreeMap;

use super::files::{self, Files};
use super::undo::{By, UndoStep};
use super::{migrate, pending, review, state};
use crate::diagnostics::Finding;
use crate::merge::{self, Three};
use crate::model::{Given, Migration, Pending, Template, TemplateFile};
use crate::source::Digest;

/// The path that a file has after these steps.
pub fn moved_path(steps: &[UndoStep], path: &str) -> String {
    moves(steps).iter().fold(path.to_owned(), |path, it| migrate::path(&path, std::slice::from_ref(it)))
}

/// What updates would have made of `mine`, a text of the file at `path`: names that moved are put right, and where the
/// template changed its text between `base` and `theirs`, that is taken over. What both changed stays as it is in `mine`.
pub fn replayed(steps: &[UndoStep], path: &str, mine: &[u8], brought: Option<(&[u8], &[u8])>) -> Vec<u8> {
    let moves = moves(steps);
    let mine = migrate::text(path, mine, &moves);
    let Some((base, theirs)) = brought else { return mine };
    let base = migrate::text(path, base, &moves);
    merged(&moved_path(steps, path), Three { base: Some(&base), mine: &mine, theirs }).unwrap_or(mine)
}

/// The merge of the three; what both changed stays as it is in `mine`.
fn merged(path: &str, three: Three<'_>) -> Option<Vec<u8>> {
    let open = merge::settle(path, three, &[]);
    let ids: Vec<&str> = open.conflicts().iter().map(|it| it.id.as_str()).collect();
    merge::settle(path, three, &ids).bytes().map(<[u8]>::to_vec)
}

fn moves(steps: &[UndoStep]) -> migrate::Versions<'_> {
    let updates = steps.iter().filter(|it| it.by == By::Update);
    updates.flat_map(|it| &it.moves).map(|it| it.iter().collect::<Vec<&Migration>>()).collect()
}

/// What is different in toji's own records, and in files that wait, once `changed` is: the page that shows what waits is
/// written anew, and what both sides have no longer changed in one place is merged and waits no more.
///
/// # Errors
/// Where the record of the template cannot be read.
pub fn reopened(
    files: &Files,
    changed: &BTreeMap<String, Option<Vec<u8>>>,
) -> Result<BTreeMap<String, Option<Vec<u8>>>, Finding> {
    let mut after = BTreeMap::new();
    let Some(template) = state::template(files)?.filter(|it| !it.pending.is_empty()) else { return Ok(after) };
    let then = files::with(files, changed);
    let mut next = template.clone();
    for waiting in template.pending.iter().filter(|it| changed.contains_key(&it.path)) {
        let path = &waiting.path;
        if let Some((bytes, entry)) = settled(&then, &template, waiting) {
            after.insert(state::base_path(&entry.base), then.get(&state::proposal_path(path)).cloned());
            after.insert(path.clone(), Some(bytes));
            next.pending.retain(|it| it.path != *path);
            next.files.iter_mut().filter(|it| it.path == *path).for_each(|it| *it = entry.clone());
        }
    }
    if next != template {
        state::close(&then, &next, &mut after);
    }
    let page = review::page(&files::with(&then, &after), &next);
    after.insert(review::PATH.to_owned(), page);
    Ok(after)
}

/// What the file reads and is compared with, where nothing of it is left to decide.
fn settled(files: &Files, template: &Template, waiting: &Pending) -> Option<(Vec<u8>, TemplateFile)> {
    let path = &waiting.path;
    let entry = template.files.iter().find(|it| it.path == *path)?;
    let (base, theirs) = (state::base(files, &entry.base)?, files.get(&state::proposal_path(path))?);
    let decided = pending::settled(template, waiting);
    let decided: Vec<&str> = decided.iter().map(String::as_str).collect();
    let merged = merge::settle(path, Three { base: Some(base), mine: files.get(path)?, theirs }, &decided);
    let bytes = merged.bytes().filter(|_| !theirs.is_empty())?.to_vec();
    let base = Digest::of(theirs).to_string();
    Some((bytes, TemplateFile { path: path.clone(), base, kind: Given::Managed, deleted: None }))
}
