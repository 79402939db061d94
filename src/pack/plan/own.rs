//! The facility's own files: names in them that moved are put right, and nothing else is touched.

use super::{Plan, What};
use crate::model::Migration;
use crate::pack::files::Files;
use crate::pack::migrate;

/// The files that the template does not speak of.
pub(super) fn adjust(plan: &mut Plan, files: &Files, moves: &[&Migration]) {
    if moves.is_empty() {
        return;
    }
    for migration in moves {
        match migration {
            Migration::RenamePage { from, to } => take_along(plan, files, from, to),
            Migration::SplitPage { .. }
            | Migration::RenameVariable { .. }
            | Migration::MapValue { .. }
            | Migration::RetirePage { .. } => (),
        }
    }
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with(super::state::FOLDER)) {
        if plan.after.contains_key(path) {
            continue;
        }
        let after = migrate::text(path, bytes, moves);
        if after != *bytes {
            plan.after.insert(path.clone(), Some(after));
            plan.files.insert(path.clone(), What::Adjusted);
        }
    }
}

/// The descriptor beside a page (文書管理) goes where the page goes.
fn take_along(plan: &mut Plan, files: &Files, from: &str, to: &str) {
    let beside = |it: &str| it.strip_suffix(".md").map(|it| format!("{it}.toml"));
    let (Some(from), Some(to)) = (beside(from), beside(to)) else { return };
    let is_free = |path: &String| !plan.after.contains_key(path);
    let Some(bytes) = files.get(&from).filter(|_| is_free(&from) && is_free(&to) && !files.contains_key(&to)) else {
        return;
    };
    plan.after.insert(from.clone(), None);
    plan.after.insert(to.clone(), Some(bytes.clone()));
    plan.files.insert(to, What::Renamed { from });
}
