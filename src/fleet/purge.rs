//! What may no longer be kept is deleted: the files that workbooks wrote, of members without consent from the day after
//! their receipt on, of others from the day after the one they named. What stood there before a workbook is put back. The
//! status per item stays, and a receipt without content. A file that somebody changed since is told, and goes only where
//! that was asked for. What an update of the template made of a file is no such change: what is put back is as that update
//! would have left it, and what waits for a decision is shown without what was received. What the member's folder keeps to
//! undo updates goes with it. Never touches what no workbook wrote.

mod fate;
mod left;
mod steps;

use std::path::{Path, PathBuf};

use self::fate::{After, Case, Fate};
pub use self::left::Left;
use self::steps::Steps;
use super::consents::ConsentFile;
use super::desk::{Enrolled, Mode, enrolled, is_same};
use super::holding::{self, ReceivedFile, Record};
use super::{MEMBERS, status};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::{self, ChangeSet};
use crate::load;
use crate::model::Date;
use crate::pipeline;
use crate::source::Sources;

/// What is no longer to be kept of a member.
#[derive(Debug, Clone)]
pub struct Overdue {
    /// Whose it is.
    pub member: Enrolled,
    /// Why.
    pub why: Why,
    /// The first day on which it should be gone.
    pub since: Date,
    /// The files, below the member's folder.
    pub paths: Vec<String>,
    held: String,
}

/// Why something is no longer to be kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The member did not agree.
    NoConsent,
    /// The day that it named is over.
    DayOver,
}

/// What becomes of a file that somebody changed since it was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Altered {
    /// It stays, and is told.
    Kept,
    /// It goes as well.
    Deleted,
}

/// What was deleted of a member, or would be.
#[derive(Debug)]
pub struct Purged {
    /// What was overdue.
    pub overdue: Overdue,
    /// The files that are gone.
    pub deleted: Vec<String>,
    /// The files that read again what they read before the workbook.
    pub restored: Vec<String>,
    /// What was kept to undo updates and decisions, and is gone: folders below the member's.
    pub steps: Vec<String>,
    /// The member's binder, where it was built and is gone, or would be.
    pub output: Option<PathBuf>,
    /// Where the status per item is kept, below the fleet's folder; `None` where the folder cannot be read.
    pub status: Option<String>,
    /// Whether it was done, or could be.
    pub is_done: bool,
}

impl Why {
    /// As the receipt has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoConsent => "no-consent",
            Self::DayOver => "delete-by",
        }
    }
}

/// What should be gone on `today`. A record without its member is told.
pub fn overdue(
    fleet: &Path,
    members: &[Enrolled],
    consents: &ConsentFile,
    today: Date,
    sink: &mut Sink,
) -> Vec<Overdue> {
    let mut all = Vec::new();
    for held in holding::folders(fleet) {
        let Ok(Some((record, _))) = Record::read(fleet, &held, sink) else { continue };
        let by_id = || members.iter().find(|it| is_same(&it.id, &record.member));
        let Some(member) = members.iter().find(|it| it.folder == held).or_else(by_id) else {
            sink.push(Finding::of_path(Code::FleetMemberUnknown, fleet_path(&held)).with("id", &record.member));
            continue;
        };
        // A record whose day cannot be read is older than any.
        let until = Date::parse(&record.received).ok().map(|it| consents.until(&member.id, it));
        let since = until.and_then(|it| it.plus_days(1)).unwrap_or(today);
        if today >= since && !record.files.is_empty() {
            let agreed = consents.member(&member.id).is_some_and(|it| it.agreed);
            let why = if agreed { Why::DayOver } else { Why::NoConsent };
            let paths = record.files.iter().map(|it| it.path.clone()).collect();
            all.push(Overdue { member: member.clone(), why, since, paths, held });
        }
    }
    all
}

fn fleet_path(held: &str) -> String {
    holding::path(held)
}

/// Tells what should be gone on `today`, for whoever builds or looks at a fleet. What is wrong with `fleet.toml` is told
/// with its places in `sources`.
pub fn tell_overdue(fleet: &Path, today: Date, sources: &mut Sources, sink: &mut Sink) {
    let Ok(members) = enrolled(fleet) else { return };
    let Some(consents) = ConsentFile::read(fleet, sources, sink) else { return };
    for it in overdue(fleet, &members, &consents, today, sink) {
        sink.push(it.finding());
    }
}

impl Overdue {
    /// That it is overdue.
    pub fn finding(&self) -> Finding {
        let finding = Finding::of_path(Code::FleetOverdue, &self.member.folder).with("id", &self.member.id);
        finding.with("since", self.since.japanese()).with("count", self.paths.len())
    }
}

/// What was deleted, or would be.
#[derive(Debug)]
pub struct Purge {
    /// What came in workbooks, member by member.
    pub members: Vec<Purged>,
    /// Binders that were built of what is deleted already.
    pub left: Vec<Left>,
}

/// Deletes what is overdue, one member after the other. `None` where nobody can tell what that is.
pub fn purge(
    fleet: &Path,
    today: Date,
    (mode, altered, out): (Mode, Altered, Option<&Path>),
    sources: &mut Sources,
    sink: &mut Sink,
) -> Option<Purge> {
    let members = enrolled(fleet).map_err(|it| sink.push(*it)).ok()?;
    let consents = ConsentFile::read(fleet, sources, sink)?;
    if members.is_empty() && !consents.is_there() {
        let shown = fleet.display().to_string();
        sink.push(Finding::of_path(Code::FleetEmpty, &shown).with("path", shown));
        return None;
    }
    let left = out.map(|it| left::of(it, &members, &consents.consents.purged)).unwrap_or_default();
    let mut all = Vec::new();
    for it in overdue(fleet, &members, &consents, today, sink) {
        // Each deletion writes a receipt, so that the file is another one for the next.
        let consents = ConsentFile::read(fleet, sources, &mut Sink::default())?;
        let purging = Purging { fleet, today, mode, altered, out, consents: &consents };
        all.push(purging.one(it, sink));
    }
    let is_told = |left: &Left| all.iter().any(|it: &Purged| it.output.as_ref() == Some(&left.output));
    let left = left.into_iter().filter(|it| !is_told(it)).map(|it| it.deleted(mode, sink)).collect();
    Some(Purge { members: all, left })
}

struct Purging<'a> {
    fleet: &'a Path,
    today: Date,
    mode: Mode,
    altered: Altered,
    out: Option<&'a Path>,
    consents: &'a ConsentFile,
}

impl Purging<'_> {
    fn one(&self, overdue: Overdue, sink: &mut Sink) -> Purged {
        let (deleted, restored, steps) = (Vec::new(), Vec::new(), Vec::new());
        let mut purged = Purged { overdue, deleted, restored, steps, output: None, status: None, is_done: false };
        purged.is_done = self.try_one(&mut purged, sink).is_some();
        purged
    }

    fn try_one(&self, purged: &mut Purged, sink: &mut Sink) -> Option<()> {
        let Overdue { member, held, .. } = purged.overdue.clone();
        let _held = member.hold(self.mode, sink)?;
        let (mut record, before) = Record::read(self.fleet, &held, sink).ok()??;
        let mut changes = ChangeSet::default();
        let steps = Steps::of(&member.root);
        let case = Case { member: &member, held: &held, steps: &steps };
        let (mut kept, mut gone, mut after) = (Vec::new(), Vec::new(), After::new());
        for file in std::mem::take(&mut record.files) {
            let path = steps.path(&member, &file);
            match self.fate(case, (&file, &path), sink) {
                Fate::Gone => purged.deleted.push(path),
                Fate::Delete => {
                    after.insert(path.clone(), None);
                    purged.deleted.push(path);
                }
                Fate::Restore(earlier) => {
                    after.insert(path.clone(), Some(earlier));
                    purged.restored.push(path);
                }
                Fate::Keep => {
                    kept.push(file);
                    continue;
                }
            }
            gone.push(file);
        }
        if purged.deleted.is_empty() && purged.restored.is_empty() {
            return Some(());
        }
        after.extend(fate::waiting(&member, &after, sink)?);
        purged.steps = steps.drop_with((&gone, &fate::records(&after)), &member, &mut changes, sink);
        fate::put(&member, after, &mut changes, sink);
        if !purged.steps.is_empty() {
            kept = kept.into_iter().map(|it| self.carried(case, it, &mut changes, sink)).collect();
        }
        purged.status = self.keep_status(purged, &mut changes);
        self.drop_kept(&held, &kept, &mut changes, sink);
        record.files = kept;
        match record.files.is_empty() {
            true => changes.remove(holding::path(&held), &before),
            false => record.put(&held, Some(&before), &mut changes),
        }
        let files: Vec<String> = purged.deleted.iter().chain(&purged.restored).cloned().collect();
        let text = self.consents.with_receipt(&member.id, self.today, purged.overdue.why.as_str(), &files);
        self.consents.put(&text, &mut changes);
        let output = self.out.map(|it| it.join(MEMBERS).join(&member.output));
        purged.output = output.filter(|it| it.symlink_metadata().is_ok());
        match self.mode {
            Mode::Show => Some(()),
            Mode::Apply => {
                // The binder first: while the record is there, what is left of it is still told as overdue.
                self.remove_output(purged, sink)?;
                edit::apply(self.fleet, &changes, sink)
            }
        }
    }

    fn remove_output(&self, purged: &Purged, sink: &mut Sink) -> Option<()> {
        purged.output.as_ref().map_or(Some(()), |it| left::remove(it, &purged.overdue.member.id, sink))
    }

    /// The status per item, as it stands before anything is deleted. Once the answers are gone it stays as it is.
    fn keep_status(&self, purged: &Purged, changes: &mut ChangeSet) -> Option<String> {
        let member = &purged.overdue.member;
        let path = format!("{}/{}.json", status::FOLDER, member.id);
        let there = load::lying(&self.fleet.join(&path), &mut Sink::default()).bytes();
        let mut going = purged.deleted.iter().chain(&purged.restored);
        if there.is_some() && !going.any(|it| it.starts_with("checklists/")) {
            return Some(path);
        }
        let whole = pipeline::compile(&member.root, self.today).outcome.ok()?;
        let text = status::json(&whole, &member.id);
        match there {
            Some(before) => changes.replace(&path, &before, text),
            None => changes.create(&path, text),
        }
        Some(path)
    }

    /// What stood in the places of files is needed no longer, once these are gone.
    fn drop_kept(&self, held: &str, kept: &[ReceivedFile], changes: &mut ChangeSet, sink: &mut Sink) {
        let folder = holding::kept(held, "");
        for name in load::file_names(&self.fleet.join(&folder)) {
            let is_needed = kept.iter().any(|it| it.before.as_deref() == Some(&*name));
            let path = format!("{folder}{name}");
            let bytes = load::lying(&self.fleet.join(&path), sink).bytes().filter(|_| !is_needed);
            if let Some(bytes) = bytes {
                changes.remove(path, &bytes);
            }
        }
    }
}
