//! The facility's own files: names in them that moved are put right, and nothing else is touched.

use super::moves::{Moves, at_once};
use super::{Plan, What};
use crate::pack::files::Files;
use crate::pack::migrate;

/// The files that the template does not speak of.
pub(super) fn adjust(plan: &mut Plan, files: &Files, moves: &Moves<'_>) {
    if moves.versions.is_empty() {
        return;
    }
    take_along(plan, files, moves);
    for (path, bytes) in files.iter().filter(|(path, _)| !path.starts_with(super::state::FOLDER)) {
        if plan.after.contains_key(path) {
            continue;
        }
        let after = migrate::text(path, bytes, &moves.versions);
        if after != *bytes {
            plan.after.insert(path.clone(), Some(after));
            plan.files.insert(path.clone(), What::Adjusted);
        }
    }
}

/// The descriptor beside a page (文書管理) goes where the page goes.
fn take_along(plan: &mut Plan, files: &Files, moves: &Moves<'_>) {
    let beside = |it: &str| it.strip_suffix(".md").map(|it| format!("{it}.toml"));
    let wanted: Vec<(String, String)> = moves.moved().filter_map(|(from, to)| beside(from).zip(beside(to))).collect();
    let wanted = wanted.iter().filter(|(from, _)| files.contains_key(from) && !plan.after.contains_key(from));
    let is_free = |path: &str| !plan.after.contains_key(path) && !files.contains_key(path);
    let moved = at_once(wanted.map(|(from, to)| (from.as_str(), to.as_str())), is_free);
    plan.after.extend(moved.keys().map(|it| ((*it).to_owned(), None)));
    for (from, to) in moved {
        plan.after.insert(to.to_owned(), files.get(from).map(|it| migrate::text(from, it, &moves.versions)));
        plan.files.insert(to.to_owned(), What::Renamed { from: from.to_owned() });
    }
}
