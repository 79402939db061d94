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

    /// The digests of what was received and of what updates made of it: nobody's own words are in these.
    pub(super) fn versions(&self, file: &ReceivedFile) -> BTreeSet<String> {
        let mut versions = BTreeSet::from([file.sha256.clone()]);
        let updates = self.0.iter().filter(|it| it.by == By::Update);
        for it in updates.flat_map(|it| &it.changes).filter(|it| it.path == file.path) {
            if it.before.as_ref().is_some_and(|it| versions.contains(it)) {
                versions.extend(it.after.clone());
            }
        }
        versions
    }

    /// Drops the newest step that holds any version of these files, and those before it: past a step that is gone, none
    /// can be undone. Says which.
    pub(super) fn drop_with(
        &self,
        gone: &[ReceivedFile],
        member: &Enrolled,
        changes: &mut ChangeSet,
        sink: &mut Sink,
    ) -> Vec<String> {
        let held: Vec<Vec<(String, Vec<u8>)>> = self.0.iter().map(|it| files(member, &it.folder, sink)).collect();
        let holds = |(step, held): (&UndoStep, &Vec<(String, Vec<u8>)>)| {
            gone.iter().any(|file| step.changes.iter().any(|it| it.path == file.path) || holds_copy(held, file))
        };
        let count = self.0.iter().zip(&held).rposition(holds).map_or(0, |it| it + 1);
        for (path, bytes) in held.into_iter().take(count).flatten() {
            changes.remove(format!("{}/{path}", member.folder), &bytes);
        }
        self.0.iter().take(count).map(|it| it.folder.clone()).collect()
    }
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
