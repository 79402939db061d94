//! `.toji/undo/`: what was there before each update and each decision, newest last; and the way back.
//!
//! Gives back every file byte for byte, toji's own records too. Never over what somebody wrote since: then nothing is undone.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::files::Files;
use super::moved::{self, MovedVersion};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{self, ChangeSet};
use crate::model::{Date, Migration};
use crate::source::{Digest, is_path_below};

const FOLDER: &str = ".toji/undo";
const RECORD: &str = "record.toml";
const FORMAT: u32 = 1;
/// How an update calls itself in its record.
pub(super) const UPDATE: &str = "update ";

/// What was done, so that it can be undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    format: u32,
    /// In the words of the command that did it: `update 2026.1`.
    what: String,
    on: String,
    #[serde(default, rename = "file")]
    files: Vec<StepFile>,
    /// What an update moved, version by version.
    #[serde(default, rename = "version", skip_serializing_if = "Vec::is_empty")]
    moves: Vec<MovedVersion>,
}

/// What is about to be done.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done<'a> {
    /// In the words of the command that does it.
    pub(super) what: &'a str,
    /// When.
    pub(super) on: Date,
    /// The migrations that it applies.
    pub(super) moves: &'a [Vec<Migration>],
}

/// A file by the SHA-256 of its content, or nothing where there was no file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StepFile {
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    before: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    after: Option<String>,
}

/// What was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// In the words of the command that had done it.
    pub what: String,
    /// When it had been done.
    pub on: String,
    /// The files of the facility that are as before.
    pub paths: Vec<String>,
    /// How many steps can still be undone.
    pub left: usize,
}

/// Who made a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// An update of the template: no one's own words came in.
    Update,
    /// A decision, or nobody knows who.
    Person,
}

/// A step that can be undone, for whoever must delete what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoStep {
    /// Where it is kept, below the source folder.
    pub folder: String,
    /// Who made it.
    pub by: By,
    /// What it changed; empty where its record cannot be read.
    pub changes: Vec<UndoChange>,
    /// The migrations that it applied, version by version.
    pub moves: Vec<Vec<Migration>>,
}

/// A file that a step changed, by the SHA-256 of its content, or nothing where there was no file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndoChange {
    /// Below the source folder.
    pub path: String,
    /// What it read.
    pub before: Option<String>,
    /// What it read from then on.
    pub after: Option<String>,
}

/// The steps that can be undone, oldest first.
pub fn undo_steps(root: &Path) -> Vec<UndoStep> {
    let step = |number: u32| {
        let place = place(number, RECORD);
        let record = read(root, &place).and_then(|it| step(&it, &place)).ok();
        let by = match &record {
            Some(record) if record.what.starts_with(UPDATE) => By::Update,
            Some(_) | None => By::Person,
        };
        let moves = record.as_ref().map(|it| moved::migrations(&it.moves)).unwrap_or_default();
        let change = |it: StepFile| UndoChange { path: it.path, before: it.before, after: it.after };
        let changes = record.into_iter().flat_map(|it| it.files).map(change).collect();
        UndoStep { folder: format!("{FOLDER}/{number:04}"), by, changes, moves }
    };
    numbers(root).into_iter().map(step).collect()
}

/// Adds to changes that are about to be made what is needed to undo them.
pub(super) fn remember(root: &Path, files: &Files, changes: &mut ChangeSet, done: Done<'_>) {
    let number = numbers(root).last().map_or(1, |it| it + 1);
    let hex = |it: &[u8]| Digest::of(it).to_string();
    let of = |(path, after): (&str, Option<&[u8]>)| StepFile {
        path: path.to_owned(),
        before: files.get(path).map(|it| hex(it)),
        after: after.map(hex),
    };
    let step = Step {
        format: FORMAT,
        what: done.what.to_owned(),
        on: done.on.to_string(),
        files: changes.contents().map(of).collect(),
        moves: moved::kept(done.moves),
    };
    for file in &step.files {
        if let (Some(before), Some(bytes)) = (&file.before, files.get(&file.path)) {
            changes.create(place(number, before), bytes.as_slice());
        }
    }
    // Texts and lists of them are always TOML.
    changes.create(place(number, RECORD), toml::to_string(&step).unwrap_or_default());
}

/// Undoes the newest step; `Ok(None)` where there is nothing to undo, `None` with findings where that cannot be.
pub fn undo(root: &Path, sink: &mut Sink) -> Option<Option<Undone>> {
    edit::recover(root, sink)?;
    let numbers = numbers(root);
    let Some(number) = numbers.last().copied() else { return Some(None) };
    match back(root, number) {
        Ok((step, changes)) => {
            edit::apply(root, &changes, sink)?;
            let paths = step.files.into_iter().map(|it| it.path).filter(|it| !it.starts_with(".toji/")).collect();
            Some(Some(Undone { what: step.what, on: step.on, paths, left: numbers.len() - 1 }))
        }
        Err(findings) => {
            sink.extend(findings);
            None
        }
    }
}

/// The steps that can be undone, oldest first.
fn numbers(root: &Path) -> Vec<u32> {
    let entries = fs::read_dir(root.join(FOLDER)).into_iter().flatten().filter_map(Result::ok);
    // An empty one is what is left of a step that was undone or deleted.
    let is_step = |it: &fs::DirEntry| fs::read_dir(it.path()).is_ok_and(|mut it| it.next().is_some());
    let mut numbers: Vec<u32> =
        entries.filter(is_step).filter_map(|it| it.file_name().to_str()?.parse().ok()).collect();
    numbers.sort_unstable();
    numbers
}

fn place(number: u32, name: &str) -> String {
    format!("{FOLDER}/{number:04}/{name}")
}

fn back(root: &Path, number: u32) -> Result<(Step, ChangeSet), Vec<Finding>> {
    let record = read(root, &place(number, RECORD)).map_err(|it| vec![it])?;
    let step = step(&record, &place(number, RECORD)).map_err(|it| vec![it])?;
    let mut changes = ChangeSet::default();
    let mut findings = Vec::new();
    for file in &step.files {
        if let Err(finding) = restore(root, number, file, &mut changes) {
            findings.push(finding);
        }
    }
    changes.remove(place(number, RECORD), &record);
    if findings.is_empty() { Ok((step, changes)) } else { Err(findings) }
}

fn step(record: &[u8], path: &str) -> Result<Step, Finding> {
    let step: Option<Step> = toml::from_slice(record).ok();
    let is_sound = |it: &Step| it.format == FORMAT && it.files.iter().all(|it| is_path_below(&it.path));
    step.filter(is_sound)
        .ok_or_else(|| Finding::of_path(Code::UnsupportedFormat, path).with("found", "?").with("supported", FORMAT))
}

fn restore(root: &Path, number: u32, file: &StepFile, changes: &mut ChangeSet) -> Result<(), Finding> {
    let changed = || Finding::of_path(Code::UndoFileChanged, &file.path).with("path", &file.path);
    let place_now = root.join(&file.path);
    let now = match fs::read(&place_now) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(unreadable(&file.path, &error)),
    };
    if now.as_deref().map(|it| Digest::of(it).to_string()) != file.after {
        return Err(changed());
    }
    let Some(hex) = &file.before else {
        if let Some(now) = now {
            changes.remove(&file.path, &now);
        }
        return Ok(());
    };
    let kept = place(number, hex);
    let before = read(root, &kept)?;
    if Digest::of(&before).to_string() != *hex {
        return Err(Finding::of_path(Code::UnsupportedFormat, kept).with("found", "?").with("supported", FORMAT));
    }
    changes.remove(kept, &before);
    match now {
        Some(now) => changes.replace(&file.path, &now, before),
        None => changes.create(&file.path, before),
    }
    Ok(())
}

fn read(root: &Path, path: &str) -> Result<Vec<u8>, Finding> {
    fs::read(root.join(path)).map_err(|it| unreadable(path, &it))
}

fn unreadable(path: &str, reason: &std::io::Error) -> Finding {
    Finding::of_path(Code::UnreadableFile, path).with("path", path).with("reason", reason)
}
