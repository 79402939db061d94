//! Binders that were built of what is deleted already: a purge that was not told of the output leaves them there. One that
//! was built since, of what the member's folder says now, stays.

use std::path::{Path, PathBuf};

use crate::diagnostics::{Code, Finding, Sink};
use crate::emit;
use crate::fleet::desk::{Enrolled, Mode, is_same};
use crate::fleet::record::Record;
use crate::fleet::{MEMBERS, REPORTS};
use crate::load;
use crate::model::{Date, Receipt};
use crate::source::Layer;

/// A binder that was built of what is deleted.
#[derive(Debug)]
pub struct Left {
    /// Whose it is.
    pub id: String,
    /// The day on which the rest was deleted.
    pub on: Date,
    /// The binder.
    pub output: PathBuf,
    /// Whether it was deleted, or could be.
    pub is_done: bool,
}

/// Those in `out`.
pub(super) fn of(out: &Path, members: &[Enrolled], purged: &[Receipt]) -> Vec<Left> {
    let folder = out.join(MEMBERS);
    let names = load::folder_names(&folder).into_iter().filter(|it| !it.starts_with('.'));
    let left = names.filter_map(|name| {
        let on = purged.iter().filter(|it| is_same(&it.id, &name)).map(|it| it.on).max()?;
        let root = members.iter().find(|it| is_same(&it.id, &name)).map(|it| it.root.as_path());
        let output = folder.join(&name);
        is_of(out, &name, on, root).then_some(Left { id: name, on, output, is_done: true })
    });
    left.collect()
}

/// Whether the binder of `id` may hold what was deleted on that day. Of one that nothing is known of, it may.
fn is_of(out: &Path, id: &str, on: Date, root: Option<&Path>) -> bool {
    let Some(record) = Record::read(&out.join(REPORTS).join(MEMBERS), id) else { return true };
    let now = root.and_then(|it| load::content_digest(it, &Layer::default()).ok()).map(|it| it.to_string());
    Date::parse(&record.day).is_ok_and(|it| it <= on) && now.as_deref() != Some(&*record.content)
}

impl Left {
    pub(super) fn deleted(mut self, mode: Mode, sink: &mut Sink) -> Self {
        self.is_done = match mode {
            Mode::Show => true,
            Mode::Apply => remove(&self.output, &self.id, sink).is_some(),
        };
        self
    }
}

/// Deletes a binder; what else lies in its folder is told and stays.
pub(super) fn remove(output: &Path, id: &str, sink: &mut Sink) -> Option<()> {
    let foreign = emit::remove(output).map_err(|it| sink.push(*it)).ok()?;
    for path in foreign {
        let path = path.display().to_string();
        sink.push(Finding::of_path(Code::FleetPurgeForeign, &path).with("id", id).with("path", &path));
    }
    Some(())
}
