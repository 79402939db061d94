//! Whether what a pack declares to have moved may lie where it says. Looks at paths only.

use std::collections::BTreeMap;

use super::name;
use super::template::{NAME, Pack};
use crate::diagnostics::{Code, Finding};
use crate::model::{Migration, PackHead, Share};

/// Everything that is wrong with the paths of its migrations; `files` are the pack's own.
pub(super) fn problems<'a>(head: &'a PackHead, files: impl IntoIterator<Item = &'a str>) -> Vec<Finding> {
    let mut seen: BTreeMap<String, &str> = files.into_iter().map(|it| (name::folded(it), it)).collect();
    let mut findings = Vec::new();
    for path in head.migrations.iter().flat_map(|it| paths(&it.what)) {
        if let Some(reason) = name::problem(path) {
            findings.push(Finding::of_path(Code::PackBadPath, path).with("path", path).with("reason", reason));
            continue;
        }
        let other = *seen.entry(name::folded(path)).or_insert(path);
        if other != path {
            findings.push(Finding::of_path(Code::PackPathTwice, path).with("path", path).with("other", other));
        }
    }
    findings
}

/// Pages to which this version moves something, and which it does not bring.
pub fn missing_pages(pack: &Pack) -> Vec<Finding> {
    missing(&pack.head, |path| pack.file(path).is_some_and(|it| it.share == Share::Managed))
}

/// A pack that keeps nothing up to date would take every page of the version before from its members.
pub fn nothing_managed(pack: &Pack) -> Option<Finding> {
    let finding = || Finding::of_path(Code::PackNothingManaged, NAME).with("path", NAME);
    pack.managed().next().is_none().then(finding)
}

pub(super) fn missing(head: &PackHead, is_managed: impl Fn(&str) -> bool) -> Vec<Finding> {
    let targets = head.migrations.iter().filter(|it| it.since == head.serial).flat_map(|it| ends(&it.what).1);
    let finding = |path| Finding::of_path(Code::PackMigrationForNothing, path).with("path", path);
    targets.filter(|it| !is_managed(it)).map(finding).collect()
}

fn paths(migration: &Migration) -> Vec<&str> {
    let (from, targets) = ends(migration);
    from.into_iter().chain(targets).collect()
}

/// Where a page was, and where it is.
fn ends(migration: &Migration) -> (Option<&str>, Vec<&str>) {
    match migration {
        Migration::RenamePage { from, to } => (Some(from), vec![to]),
        Migration::SplitPage { from, into } => (Some(from), into.iter().map(String::as_str).collect()),
        Migration::RetirePage { path } => (Some(path), Vec::new()),
        Migration::RenameVariable { .. } | Migration::MapValue { .. } => (None, Vec::new()),
    }
}
