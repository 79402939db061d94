//! What is to become of one file that a workbook wrote, and of what waits for a decision in it. Deletes nothing itself.

use std::collections::{BTreeMap, BTreeSet};

use super::steps::Steps;
use super::{Altered, Purging};
use crate::diagnostics::{Code, Finding, Sink};
use crate::edit::ChangeSet;
use crate::fleet::desk::Enrolled;
use crate::fleet::holding::{self, ReceivedFile};
use crate::load::{self, Lying};
use crate::pack;
use crate::source::Digest;

/// What is to become of a file.
pub(super) enum Fate {
    /// It is not there any more.
    Gone,
    /// It goes.
    Delete,
    /// It reads this again.
    Restore(Vec<u8>),
    /// It stays, and was told.
    Keep,
}

/// Whose files these are, and what was done to them since.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) member: &'a Enrolled,
    pub(super) held: &'a str,
    pub(super) steps: &'a Steps,
}

impl Purging<'_> {
    /// Of the file that lies at `path` now.
    pub(super) fn fate(&self, case: Case<'_>, (file, path): (&ReceivedFile, &str), sink: &mut Sink) -> Fate {
        let Case { member, steps, .. } = case;
        let bytes = match load::lying(&member.root.join(path), sink) {
            Lying::Nothing => return Fate::Gone,
            Lying::Unread => return Fate::Keep,
            Lying::Bytes(bytes) => bytes,
        };
        let is_ours = !file.edited && steps.versions(file).contains(&Digest::of(&bytes).to_string());
        if !is_ours && self.altered == Altered::Kept {
            let place = format!("{}/{path}", member.folder);
            let finding = Finding::of_path(Code::FleetPurgeChanged, &place).with("id", &member.id);
            sink.push(finding.with("path", path));
            return Fate::Keep;
        }
        let Some(digest) = &file.before else { return Fate::Delete };
        match self.kept(case, digest, sink) {
            Some(before) => {
                let earlier = steps.as_of_now((member, file), &before, is_ours.then_some(&*bytes), sink);
                Fate::Restore(earlier)
            }
            None => Fate::Keep,
        }
    }

    /// What stood in a file's place; `None`, and told, where it is not there any more.
    fn kept(&self, case: Case<'_>, digest: &str, sink: &mut Sink) -> Option<Vec<u8>> {
        let place = holding::kept(case.held, digest);
        let earlier = load::lying(&self.fleet.join(&place), sink).bytes();
        let earlier = earlier.filter(|it| Digest::of(it).to_string() == digest);
        if earlier.is_none() {
            let finding = Finding::of_path(Code::MemberFileUnsound, &place).with("path", &place);
            sink.push(finding.with("reason", "SHA-256"));
        }
        earlier
    }

    /// A file that stays, once the steps that say what became of it are gone: it goes on from what they made of it.
    pub(super) fn carried(
        &self,
        case: Case<'_>,
        mut file: ReceivedFile,
        changes: &mut ChangeSet,
        sink: &mut Sink,
    ) -> ReceivedFile {
        let before = file.before.as_ref().and_then(|it| self.kept(case, it, sink));
        if let Some(before) = before {
            let now = case.steps.as_of_now((case.member, &file), &before, None, sink);
            let digest = Digest::of(&now).to_string();
            let place = holding::kept(case.held, &digest);
            if !self.fleet.join(&place).exists() {
                changes.create(place, now);
            }
            file.before = Some(digest);
        }
        file.path = case.steps.path(case.member, &file);
        file
    }
}

/// New contents below a member's folder; nothing for a file that goes.
pub(super) type After = BTreeMap<String, Option<Vec<u8>>>;

/// What else changes in the member's folder with `after`: what waits for a decision shows what was received. `None` where
/// that cannot be read, which is told.
pub(super) fn waiting(member: &Enrolled, after: &After, sink: &mut Sink) -> Option<After> {
    if !member.root.join(pack::REVIEW).exists() || after.is_empty() {
        return Some(After::new());
    }
    let folder = pack::Folder::read(&member.root, []).map_err(|it| sink.extend(it)).ok()?;
    pack::reopened(&folder.files, after).map_err(|it| sink.push(it)).ok()
}

/// Adds what is different below the member's folder.
pub(super) fn put(member: &Enrolled, after: After, changes: &mut ChangeSet, sink: &mut Sink) {
    for (path, after) in after {
        let before = load::lying(&member.root.join(&path), sink).bytes();
        let path = format!("{}/{path}", member.folder);
        match (before, after) {
            (Some(before), Some(after)) if before == after => (),
            (Some(before), Some(after)) => changes.replace(path, &before, after),
            (Some(before), None) => changes.remove(path, &before),
            (None, Some(after)) => changes.create(path, after),
            (None, None) => (),
        }
    }
}

/// The paths of toji's own records among these.
pub(super) fn records(after: &After) -> BTreeSet<String> {
    after.keys().filter(|it| it.starts_with(".toji/")).cloned().collect()
}
