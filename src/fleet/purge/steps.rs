//! What a member's folder keeps to undo updates and decisions, as far as it holds what was received. Deletes nothing itself.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostics::Sink;
use crate::edit::ChangeSet;
use crate::fleet::desk::Enrolled;
use crate::fleet::holding::ReceivedFile;
use crate::load::{self, Lying};
use crate::pack::{self, By, UndoStep};
use crate::source::Digest;

/// The steps of one member's folder, oldest first.
pub(super) struct Steps(Vec<UndoStep>);

impl Steps {
    pub(super) fn of(root: &Path) -> Self {
        Self(pack::undo_steps(root))
    }

    /// The path at which what was received lies now: an update may have given it another.
    pub(super) fn path(&self, member: &Enrolled, file: &ReceivedFile) -> String {
        let now = pack::moved_path(&self.0, &file.path);
        let is_there = |it: &str| member.root.join(it).symlink_metadata().is_ok();
        if is_there(&now) && self.0.iter().any(|it| left(it, &file.path)) { now } else { file.path.clone() }
    }

    /// The digests of what was received and of what updates made of it: nobody's own words are in these.
    pub(super) fn versions(&self, file: &ReceivedFile) -> BTreeSet<String> {
        let mut versions = BTreeSet::from([file.sha256.clone()]);
        let mut path = file.path.clone();
        for step in self.0.iter().filter(|it| it.by == By::Update) {
            let change = |path: &str| step.changes.iter().find(|it| it.path == path);
            let is_known = |it: &String| versions.contains(it);
            if change(&path).is_none_or(|it| !it.before.as_ref().is_some_and(is_known)) {
                continue;
            }
            path = pack::moved_path(std::slice::from_ref(step), &path);
            versions.extend(change(&path).and_then(|it| it.after.clone()));
        }
        versions
    }

    /// What stood in a file's place before it was received, as it would read now: names that updates moved are put
    /// right, and what the template changed since is in it. `now` is what updates made of what was received; `None` where
    /// somebody wrote in it.
    pub(super) fn as_of_now(
        &self,
        (member, file): (&Enrolled, &ReceivedFile),
        before: &[u8],
        now: Option<&[u8]>,
        sink: &mut Sink,
    ) -> Vec<u8> {
        let is_received = |it: &(String, Vec<u8>)| Digest::of(&it.1).to_string() == file.sha256;
        let mut held = self.0.iter().flat_map(|it| files(member, &it.folder, sink));
        let received = held.find(is_received).map(|it| it.1);
        pack::replayed(&self.0, &file.path, before, received.as_deref().zip(now))
    }

    /// Drops the newest step that holds any version of these files or shows what waits in them, and those before it: past
    /// a step that is gone, none can be undone. Says which.
    pub(super) fn drop_with(
        &self,
        (gone, also): (&[ReceivedFile], &BTreeSet<String>),
        member: &Enrolled,
        changes: &mut ChangeSet,
        sink: &mut Sink,
    ) -> Vec<String> {
        let held: Vec<Vec<(String, Vec<u8>)>> = self.0.iter().map(|it| files(member, &it.folder, sink)).collect();
        let holds = |(step, held): (&UndoStep, &Vec<(String, Vec<u8>)>)| {
            let is_changed = |path: &str| step.changes.iter().any(|it| it.path == path);
            let shows = step.changes.iter().any(|it| it.path == pack::REVIEW && it.before.is_some());
            let is_old = gone.iter().any(|it| is_changed(&it.path) || holds_copy(held, it));
            is_old || shows || also.iter().any(|it| is_changed(it))
        };
        let count = self.0.iter().zip(&held).rposition(holds).map_or(0, |it| it + 1);
        for (path, bytes) in held.into_iter().take(count).flatten() {
            changes.remove(format!("{}/{path}", member.folder), &bytes);
        }
        self.0.iter().take(count).map(|it| it.folder.clone()).collect()
    }
}

/// Whether the step took the file away from this path.
fn left(step: &UndoStep, path: &str) -> bool {
    step.by == By::Update && step.changes.iter().any(|it| it.path == path && it.after.is_none())
}

fn holds_copy(held: &[(String, Vec<u8>)], file: &ReceivedFile) -> bool {
    held.iter().any(|(_, bytes)| {
        let digest = Digest::of(bytes).to_string();
        digest == file.sha256 || file.earlier.contains(&digest)
    })
}

fn files(member: &Enrolled, folder: &str, sink: &mut Sink) -> Vec<(String, Vec<u8>)> {
    let paths = load::all_files(&member.root.join(folder)).into_iter().map(|it| format!("{folder}/{it}"));
    let read = |path: String| match load::lying(&member.root.join(&path), sink) {
        Lying::Bytes(bytes) => Some((path, bytes)),
        Lying::Nothing | Lying::Unread => None,
    };
    paths.filter_map(read).collect()
}
