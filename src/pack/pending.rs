//! What waits for a decision, and what becomes of the files when somebody decides. Pure; decides nothing by itself.

use std::collections::BTreeMap;

use super::files::Files;
use super::{approvals, edited, review, state};
use crate::merge::{self, Conflict, Merged, Sides, Three, Undecided};
use crate::model::{Date, Decision, Given, Pending, Taken, Template, TemplateFile};
use crate::source::Digest;

/// A file that waits.
#[derive(Debug, Clone)]
pub struct Waiting<'a> {
    /// Its path, the version that proposes it, since when.
    pub pending: &'a Pending,
    /// What there is to decide about.
    pub open: Open<'a>,
}

/// What there is to decide about.
#[derive(Debug, Clone)]
pub enum Open<'a> {
    /// These blocks; everything else in the file can be merged.
    Blocks(Vec<Conflict>),
    /// The whole file: the facility's, where it still has it, and the template's.
    Whole {
        /// The facility's.
        mine: Option<&'a [u8]>,
        /// The template's.
        theirs: &'a [u8],
    },
    /// The template has no such page any more, and the facility's text could not go along to the new ones.
    Gone,
    /// The proposal is no longer among the records.
    Lost,
}

/// What people call a block: the text before the first heading has no name of its own.
pub fn called(conflict: &Conflict) -> &str {
    if conflict.name.is_empty() { "はじめの部分" } else { &conflict.name }
}

/// What somebody takes.
#[derive(Debug, Clone, Copy)]
pub enum Choice<'a> {
    /// The facility's text.
    Mine,
    /// The template's.
    Theirs,
    /// A third one.
    Edited(&'a [u8]),
}

/// A decision.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The file.
    pub path: &'a str,
    /// The block, by its name or its id or a part of one that fits no other; `None` for all that waits in the file.
    pub block: Option<&'a str>,
    /// What is taken.
    pub choice: Choice<'a>,
    /// Who decided.
    pub by: &'a str,
    /// When.
    pub on: Date,
}

/// Why a decision cannot be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing waits there; these paths do.
    NotWaiting(Vec<String>),
    /// No block, or more than one, is called so; these wait.
    NoSuchBlock(Vec<String>),
    /// The proposal is no longer among the records.
    Lost,
    /// The text for one block, or for a whole page, is no UTF-8.
    NotText,
    /// There is nothing in the text.
    Empty,
    /// The text begins with another heading than the block has, which is this one.
    OtherHeading(String),
    /// The facility's file is in CP932, which has no sign for a character of the text.
    Unwritable,
}

/// What a decision leads to.
#[derive(Debug, Clone)]
pub struct Resolved {
    /// What is different then: contents by path, nothing for a file that goes.
    pub after: BTreeMap<String, Option<Vec<u8>>>,
    /// The state then.
    pub template: Template,
    /// The blocks of the file that still wait.
    pub left: Vec<String>,
    /// The `covers=` that a text written anew no longer has.
    pub lost: Vec<String>,
}

/// All that waits, by path.
pub fn waiting<'a>(files: &'a Files, template: &'a Template) -> Vec<Waiting<'a>> {
    template.pending.iter().map(|pending| Waiting { pending, open: open(files, template, pending) }).collect()
}

fn open<'a>(files: &'a Files, template: &Template, pending: &Pending) -> Open<'a> {
    let Some(theirs) = files.get(&state::proposal_path(&pending.path)) else { return Open::Lost };
    let mine = files.get(&pending.path).map(Vec::as_slice);
    if let (Some(base), Some(mine)) = (base(files, template, &pending.path), mine) {
        let three = Three { base: Some(base), mine, theirs };
        let settled = settled(template, pending);
        let conflicts = merge::settle(&pending.path, three, &ids(&settled)).conflicts().to_vec();
        if !conflicts.is_empty() && conflicts.iter().all(|it| it.sides != Sides::Files) {
            return Open::Blocks(conflicts);
        }
    } else if theirs.is_empty() {
        return Open::Gone;
    }
    Open::Whole { mine, theirs }
}

fn base<'a>(files: &'a Files, template: &Template, path: &str) -> Option<&'a [u8]> {
    let entry = template.files.iter().find(|it| it.path == path)?;
    state::base(files, &entry.base)
}

/// The blocks of which it was decided that the template's text is not taken.
pub(super) fn settled(template: &Template, pending: &Pending) -> Vec<String> {
    let of_it = |it: &&Decision| it.path == pending.path && it.serial == pending.serial && !it.block.is_empty();
    let decisions = template.decisions.iter().filter(of_it);
    decisions.filter(|it| matches!(it.taken, Taken::Mine | Taken::Edited)).map(|it| it.block.clone()).collect()
}

fn ids(settled: &[String]) -> Vec<&str> {
    settled.iter().map(String::as_str).collect()
}

/// Decides.
///
/// # Errors
/// Where that is not what waits.
pub fn resolve(files: &Files, template: &Template, asked: &Asked<'_>) -> Result<Resolved, Refused> {
    let Some(pending) = template.pending.iter().find(|it| it.path == asked.path) else {
        return Err(Refused::NotWaiting(template.pending.iter().map(|it| it.path.clone()).collect()));
    };
    if let Choice::Edited(bytes) = asked.choice {
        edited::sound(asked.path, bytes)?;
    }
    let outcome = match (open(files, template, pending), asked.block) {
        (Open::Lost, _) => return Err(Refused::Lost),
        (Open::Blocks(conflicts), Some(block)) => one(files, template, pending, &conflicts, block, asked)?,
        (Open::Blocks(_), None) => all(files, template, pending, asked),
        (Open::Whole { .. } | Open::Gone, Some(_)) => return Err(Refused::NoSuchBlock(Vec::new())),
        (Open::Whole { mine, theirs }, None) => whole(mine, theirs, asked.choice),
        (Open::Gone, None) => gone(files.get(asked.path), asked.choice),
    };
    Ok(close(files, template, pending, asked, outcome))
}

/// What a decision makes of a file.
struct Outcome {
    /// What the file reads then.
    file: Option<Vec<u8>>,
    /// The template's text, if that is what the file is compared with from now on: nothing waits any more.
    base: Next,
    block: String,
    left: Vec<String>,
}

enum Next {
    /// Other blocks wait.
    Waits,
    /// The file is the template's, with this text to compare with.
    Base(Vec<u8>),
    /// The file is the facility's own.
    Own,
}

fn one(
    files: &Files,
    template: &Template,
    pending: &Pending,
    conflicts: &[Conflict],
    block: &str,
    asked: &Asked<'_>,
) -> Result<Outcome, Refused> {
    let names = || conflicts.iter().map(|it| called(it).to_owned()).collect::<Vec<_>>();
    let conflict = find(conflicts, block).ok_or_else(|| Refused::NoSuchBlock(names()))?;
    let path = asked.path;
    let (Some(mine), Some(theirs)) = (files.get(path), files.get(&state::proposal_path(path))) else {
        return Err(Refused::Lost);
    };
    let base = base(files, template, path);
    let text = match asked.choice {
        Choice::Edited(bytes) => std::str::from_utf8(bytes).map_err(|_| Refused::NotText)?.replace("\r\n", "\n"),
        Choice::Mine | Choice::Theirs => String::new(),
    };
    if matches!(asked.choice, Choice::Edited(_)) {
        edited::same_heading(&conflict.sides, &text)?;
    }
    let mut settled = settled(template, pending);
    let choice = match asked.choice {
        Choice::Mine => merge::Choice::Mine,
        Choice::Theirs => merge::Choice::Theirs,
        Choice::Edited(_) => merge::Choice::Edited(text.trim_start_matches('\u{feff}')),
    };
    let decided = merge::decide(path, Three { base, mine, theirs }, &conflict.id, choice).map_err(|it| match it {
        Undecided::NoSuchBlock => Refused::NoSuchBlock(names()),
        Undecided::Unwritable => Refused::Unwritable,
    })?;
    if !matches!(asked.choice, Choice::Theirs) {
        settled.push(conflict.id.clone());
    }
    let merged = merge::settle(path, Three { base, mine: &decided, theirs }, &ids(&settled));
    // What is left may be a file that can only be decided whole: then no block is named.
    let by_block = merged.conflicts().iter().filter(|it| it.sides != Sides::Files);
    let left: Vec<String> = by_block.map(|it| called(it).to_owned()).collect();
    let next = if merged.conflicts().is_empty() { Next::Base(theirs.clone()) } else { Next::Waits };
    let file = merged.bytes().map_or(decided, <[u8]>::to_vec);
    Ok(Outcome { file: Some(file), base: next, block: conflict.id.clone(), left })
}

/// The block that is called so, or the only one whose name holds it.
fn find<'a>(conflicts: &'a [Conflict], block: &str) -> Option<&'a Conflict> {
    let block = block.trim();
    if let Some(found) = conflicts.iter().find(|it| called(it) == block || it.id == block) {
        return Some(found);
    }
    let mut like = conflicts.iter().filter(|it| !block.is_empty() && called(it).contains(block));
    like.next().filter(|_| like.next().is_none())
}

fn all(files: &Files, template: &Template, pending: &Pending, asked: &Asked<'_>) -> Outcome {
    let path = asked.path;
    let (mine, theirs) = (&files[path], &files[&state::proposal_path(path)]);
    let three = Three { base: base(files, template, path), mine, theirs };
    let mut settled = settled(template, pending);
    let merged = merge::settle(path, three, &ids(&settled));
    let file = match asked.choice {
        Choice::Edited(bytes) => bytes.to_vec(),
        Choice::Theirs => match &merged {
            Merged::Clash(clash) => clash.proposal().to_vec(),
            Merged::Unchanged | Merged::Replaced(_) | Merged::Merged(_) => theirs.clone(),
        },
        Choice::Mine => {
            settled.extend(merged.conflicts().iter().map(|it| it.id.clone()));
            merge::settle(path, three, &ids(&settled)).bytes().unwrap_or(mine).to_vec()
        }
    };
    Outcome { file: Some(file), base: Next::Base(theirs.clone()), block: String::new(), left: Vec::new() }
}

fn whole(mine: Option<&[u8]>, theirs: &[u8], choice: Choice<'_>) -> Outcome {
    let file = match choice {
        Choice::Mine => mine,
        Choice::Theirs => Some(theirs),
        Choice::Edited(bytes) => Some(bytes),
    };
    let base = Next::Base(theirs.to_vec());
    Outcome { file: file.map(<[u8]>::to_vec), base, block: String::new(), left: Vec::new() }
}

fn gone(mine: Option<&Vec<u8>>, choice: Choice<'_>) -> Outcome {
    let file = match choice {
        Choice::Mine => mine.cloned(),
        Choice::Theirs => None,
        Choice::Edited(bytes) => Some(bytes.to_vec()),
    };
    Outcome { file, base: Next::Own, block: String::new(), left: Vec::new() }
}

fn close(files: &Files, template: &Template, pending: &Pending, asked: &Asked<'_>, outcome: Outcome) -> Resolved {
    let Outcome { file, base, block, left } = outcome;
    let (path, mut template, mut after) = (asked.path, template.clone(), BTreeMap::new());
    template.decisions.push(Decision {
        path: path.to_owned(),
        block,
        version: pending.version.clone(),
        serial: pending.serial,
        taken: match asked.choice {
            Choice::Mine => Taken::Mine,
            Choice::Theirs => Taken::Theirs,
            Choice::Edited(_) => Taken::Edited,
        },
        by: asked.by.to_owned(),
        on: asked.on,
    });
    match base {
        Next::Waits => {
            let waits = template.pending.iter_mut().filter(|it| it.path == path);
            waits.for_each(|it| it.blocks.clone_from(&left));
        }
        Next::Own => template.pending.retain(|it| it.path != path),
        Next::Base(base) => {
            template.pending.retain(|it| it.path != path);
            template.files.retain(|it| it.path != path);
            let hex = Digest::of(&base).to_string();
            after.insert(state::base_path(&hex), Some(base));
            let deleted = file.is_none().then_some(asked.on);
            let entry = TemplateFile { path: path.to_owned(), base: hex, kind: Given::Managed, deleted };
            template.files.push(entry);
            template.files.sort_by(|a, b| a.path.cmp(&b.path));
        }
    }
    let lost = match (asked.choice, files.get(path), &file) {
        (Choice::Edited(_), Some(old), Some(new)) => edited::lost(old, new),
        (Choice::Edited(_) | Choice::Mine | Choice::Theirs, _, _) => Vec::new(),
    };
    if let (Some(old), Some(new)) = (files.get(path), &file) {
        approvals::after_decision(&mut template, path, (old, new), files, asked.on);
    }
    approvals::drop_settled(&mut template, files);
    after.insert(path.to_owned(), file);
    state::close(files, &template, &mut after);
    let then = super::files::with(files, &after);
    after.insert(review::PATH.to_owned(), review::page(&then, &template));
    Resolved { after, template, left, lost }
}

#[cfg(test)]
#[path = "pending_tests.rs"]
mod tests;
