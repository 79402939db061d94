//! Applies a [`ChangeSet`], and brings one that was cut off to an end: forward where every file is still as it was or
//! already as it shall be, else back. What somebody wrote in the meantime is touched by neither.

use std::fs::File;
use std::iter;
use std::path::Path;

use super::change::ChangeSet;
use super::check::{check, current};
use super::record::{Entry, Journal, Record, sync_folder};
use crate::diagnostics::{Code, Finding, Sink};
use crate::disk::{Disk, DiskError, Step};

/// What became of changes that were cut off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovered {
    /// There were none, or they had not been decided, or all was done but for tidying up.
    Nothing,
    /// They were decided, and are made now.
    Finished,
}

/// Makes all changes or none; `None` where none, with findings. Changes that were cut off earlier are ended first.
pub fn apply(root: &Path, changes: &ChangeSet, sink: &mut Sink) -> Option<()> {
    apply_on(&Disk::default(), root, changes).map_err(|it| sink.extend(it)).ok()
}

/// Ends changes that were cut off; to be called before a source folder is read. `None` where that failed.
pub fn recover(root: &Path, sink: &mut Sink) -> Option<Recovered> {
    recover_on(&Disk::default(), root).map_err(|it| sink.extend(it)).ok()
}

/// A source folder that nobody else writes to while this is there.
#[derive(Debug)]
pub struct Held {
    _lock: File,
}

/// Ends changes that were cut off, and keeps others from writing: for changes of a folder that are made from above it.
/// `None` where that failed.
pub fn hold(root: &Path, sink: &mut Sink) -> Option<Held> {
    hold_on(&Disk::default(), root).map_err(|it| sink.extend(it)).ok()
}

fn hold_on(disk: &Disk, root: &Path) -> Result<Held, Vec<Finding>> {
    let held = Held { _lock: lock(disk, root)? };
    let journal = Journal::of(root);
    if journal.exists() {
        end(disk, root, &journal)?;
    }
    Ok(held)
}

pub(crate) fn apply_on(disk: &Disk, root: &Path, changes: &ChangeSet) -> Result<(), Vec<Finding>> {
    recover_on(disk, root)?;
    let findings = check(root, changes);
    if !findings.is_empty() {
        return Err(findings);
    }
    let _lock = lock(disk, root)?;
    let journal = Journal::of(root);
    if let Err(error) = journal.begin(disk, root, changes) {
        // Nothing is decided yet: what was staged goes, as far as it can.
        let _ = journal.remove(disk);
        return Err(vec![error.finding()]);
    }
    end(disk, root, &journal).map(|_| ())
}

pub(crate) fn recover_on(disk: &Disk, root: &Path) -> Result<Recovered, Vec<Finding>> {
    let journal = Journal::of(root);
    if !journal.exists() {
        return Ok(Recovered::Nothing);
    }
    let _lock = lock(disk, root)?;
    end(disk, root, &journal)
}

/// Two programs must not write one folder at a time. Where a share knows no locks, the hashes still guard the files.
fn lock(disk: &Disk, root: &Path) -> Result<File, Vec<Finding>> {
    let path = root.join(".toji").join("lock");
    let failed = |it: DiskError| vec![it.finding()];
    disk.create_folders(&root.join(".toji")).map_err(failed)?;
    let file = disk.step(&path, || File::create(&path)).map_err(failed)?;
    match file.try_lock() {
        Ok(()) | Err(std::fs::TryLockError::Error(_)) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(vec![busy(&path)]),
    }
}

fn busy(path: &Path) -> Finding {
    let path = path.display();
    Finding::of_path(Code::WriteFailed, path.to_string()).with("path", path).with("reason", "another toji is writing")
}

/// How far one file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// As before, and the new content is staged.
    Waiting,
    Done,
    /// As nobody expected, or the new content is gone.
    Lost,
}

fn end(disk: &Disk, root: &Path, journal: &Journal) -> Result<Recovered, Vec<Finding>> {
    let failed = |it: DiskError| vec![it.finding()];
    let Some(record) = journal.record().map_err(|it| vec![it])? else {
        return journal.remove(disk).map(|()| Recovered::Nothing).map_err(failed);
    };
    let lost: Vec<Finding> = states(root, journal, &record)
        .filter(|it| it.2 == State::Lost)
        .map(|(_, entry, _)| Finding::of_path(Code::ChangedMeanwhile, &entry.path).with("path", &entry.path))
        .collect();
    if !lost.is_empty() {
        back(disk, root, journal, &record).map_err(failed)?;
        return Err(lost);
    }
    if let Err(error) = forward(disk, root, journal, &record) {
        let undone = back(disk, root, journal, &record);
        return Err(iter::once(error).chain(undone.err()).map(|it| it.finding()).collect());
    }
    journal.remove(disk).map(|()| Recovered::Finished).map_err(failed)
}

fn states<'a>(
    root: &'a Path,
    journal: &'a Journal,
    record: &'a Record,
) -> impl Iterator<Item = (usize, &'a Entry, State)> {
    record.entries.iter().enumerate().map(move |(number, entry)| {
        let now = current(&root.join(&entry.path)).map(|it| it.map(|it| it.to_string()));
        let state = match now {
            Ok(now) if now == entry.after => State::Done,
            Ok(now) if now == entry.before && is_staged(journal, number, entry) => State::Waiting,
            Ok(_) | Err(_) => State::Lost,
        };
        (number, entry, state)
    })
}

fn is_staged(journal: &Journal, number: usize, entry: &Entry) -> bool {
    entry.after.is_none() || journal.new_content(number).exists()
}

fn forward(disk: &Disk, root: &Path, journal: &Journal, record: &Record) -> Step<()> {
    for (number, entry, _) in states(root, journal, record).filter(|it| it.2 == State::Waiting) {
        let place = root.join(&entry.path);
        let parent = place.parent().unwrap_or(root);
        match &entry.after {
            Some(_) => {
                disk.create_folders(parent)?;
                disk.rename(&journal.new_content(number), &place)?;
            }
            None => disk.remove_file(&place)?,
        }
        sync_folder(disk, parent)?;
        if entry.after.is_none() {
            tidy(disk, root, &entry.path);
        }
    }
    Ok(())
}

/// Takes folders of our own away that became empty. An author's folder stays, and a failure does no harm.
fn tidy(disk: &Disk, root: &Path, path: &str) {
    // A fleet's change may be in a member's folder.
    let ours = if path.starts_with(".toji/") { Some(0) } else { path.find("/.toji/").map(|it| it + 1) };
    if let Some(ours) = ours {
        let ends: Vec<usize> = path.match_indices('/').map(|it| it.0).filter(|it| *it > ours).skip(1).collect();
        let _ = ends.iter().rev().try_for_each(|end| disk.remove_folder(&root.join(&path[..*end])));
    }
}

/// Undoes what is done, and ends the journal.
fn back(disk: &Disk, root: &Path, journal: &Journal, record: &Record) -> Step<()> {
    for (number, entry, _) in states(root, journal, record).filter(|it| it.2 == State::Done) {
        let place = root.join(&entry.path);
        match &entry.before {
            before if *before == entry.after => {}
            Some(_) => {
                disk.create_folders(place.parent().unwrap_or(root))?;
                disk.rename(&journal.old_content(number), &place)?;
            }
            None => disk.remove_file(&place)?,
        }
    }
    journal.remove(disk)
}

#[cfg(test)]
#[path = "journal_tests.rs"]
mod tests;
