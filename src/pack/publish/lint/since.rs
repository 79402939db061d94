//! What is different from the version before, and was not said.

use std::collections::BTreeSet;

use super::variables::variables;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Action, Migration, Share, Step};
use crate::pack::publish::{PageChange, State, changes};
use crate::pack::{NAME, Pack};
use crate::source::{Sources, Span};

/// Compares with the version before. `sources` hold the new version's `pack.toml`.
pub fn since(old: &Pack, new: &Pack, sources: &mut Sources, sink: &mut Sink) {
    super::texts(new, sources);
    sink.extend(head(old, new, sources));
    for page in changes(old, new) {
        sink.extend(of_page(&page, (old.head.serial, new), sources));
    }
    sink.extend(of_notes(old, new, sources));
    sink.extend(of_migrations(old, new, sources));
    sink.extend(of_steps(old, new, sources));
    of_variables(old, new, sources, sink);
}

fn head(old: &Pack, new: &Pack, sources: &Sources) -> Vec<Finding> {
    let (before, after) = (&old.head, &new.head);
    if before.id != after.id {
        let finding = about(Code::PackIdDiffers, "id", sources);
        return vec![finding.with("found", &after.id).with("before", &before.id)];
    }
    let mut found = Vec::new();
    if after.serial <= before.serial {
        let finding = about(Code::PackSerialNotRisen, "serial", sources).with("found", after.serial);
        found.push(finding.with("before", before.serial));
    }
    if after.version == before.version {
        found.push(about(Code::PackVersionSame, "version", sources).with("version", &after.version));
    }
    found
}

fn of_page(page: &PageChange<'_>, (serial, new): (u64, &Pack), sources: &Sources) -> Vec<Finding> {
    let declared = is_declared(page.path, serial, new);
    match (page.state, page.note.map(|it| it.action)) {
        (State::Same, _) => Vec::new(),
        (State::Removed, _) if declared => Vec::new(),
        (State::Removed, _) => vec![Finding::of_path(Code::PackPageGone, page.path).with("path", page.path)],
        (State::Changed | State::Added, Some(Action::Nothing)) => {
            let finding = about(Code::PackSaidUnchanged, &toml::Value::from(page.path).to_string(), sources);
            vec![finding.with("path", page.path)]
        }
        (State::Changed, Some(Action::Required | Action::Look)) => gone_blocks(page, declared),
        (State::Added, Some(Action::Required | Action::Look)) => Vec::new(),
        (State::Changed | State::Added, None) => {
            let place = first_difference(page, sources);
            let finding = place.map_or_else(
                || Finding::of_path(Code::PackUnmarkedChange, page.path),
                |it| Finding::at(Code::PackUnmarkedChange, it),
            );
            let mut found = vec![finding.with("path", page.path).with("title", &page.title)];
            found.extend(gone_blocks(page, declared));
            found
        }
    }
}

/// Blocks by which members' edits are known, and that have no successor.
fn gone_blocks(page: &PageChange<'_>, declared: bool) -> Vec<Finding> {
    if declared || page.state != State::Changed {
        return Vec::new();
    }
    let gone = page.blocks.iter().filter(|it| it.after.is_none() && !it.id.is_empty());
    let finding =
        |name: &str| Finding::of_path(Code::PackBlockGone, page.path).with("path", page.path).with("block", name);
    gone.map(|it| finding(if it.name.is_empty() { &it.id } else { &it.name })).collect()
}

/// Whether a migration says what became of the page.
fn is_declared(path: &str, serial: u64, new: &Pack) -> bool {
    new.head.moved_since(serial).any(|it| match it {
        Migration::RenamePage { from, .. } => from == path,
        Migration::SplitPage { from, into } => from == path || into.iter().any(|it| it == path),
        Migration::RetirePage { path: retired } => retired == path,
        Migration::RenameVariable { .. } | Migration::MapValue { .. } => false,
    })
}

fn first_difference(page: &PageChange<'_>, sources: &Sources) -> Option<Span> {
    let file = sources.file_at(page.path)?;
    let text = sources.file(file).text();
    let line = page.blocks.iter().filter_map(|it| it.after.as_deref()).find_map(|it| it.lines().next())?;
    let at = text.find(line).filter(|_| !line.is_empty())?;
    Some(Span::new(file, at..at + line.len()))
}

/// Notes about pages that are in neither version.
fn of_notes(old: &Pack, new: &Pack, sources: &Sources) -> Vec<Finding> {
    let notes = new.head.changes.iter().filter(|it| new.file(&it.page).is_none() && old.file(&it.page).is_none());
    let known = || new.of(Share::Managed).map(|it| it.0);
    let finding = |path: &String| {
        let finding = about(Code::PackNoteForNothing, &toml::Value::from(path.as_str()).to_string(), sources);
        finding.with("path", path).nearest(nearest(path, known()))
    };
    notes.map(|it| finding(&it.page)).collect()
}

/// Migrations that start from or lead to a page that is not there. Those of earlier versions may start from anything.
fn of_migrations(old: &Pack, new: &Pack, sources: &Sources) -> Vec<Finding> {
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    let is_new = |it: &&Step| !old.head.migrations.contains(it);
    for migration in new.head.migrations.iter().filter(is_new).map(|it| &it.what) {
        let (from, into): (&str, Vec<&str>) = match migration {
            Migration::RenamePage { from, to } => (from, vec![to]),
            Migration::SplitPage { from, into } => (from, into.iter().map(String::as_str).collect()),
            Migration::RetirePage { path } => (path, Vec::new()),
            Migration::RenameVariable { .. } | Migration::MapValue { .. } => continue,
        };
        missing.extend(Some(from).filter(|it| old.file(it).is_none()));
        missing.extend(into.into_iter().filter(|it| new.file(it).is_none()));
    }
    let known: BTreeSet<&str> = old.files.keys().chain(new.files.keys()).map(String::as_str).collect();
    let finding = |path: &str| {
        let finding = about(Code::PackMigrationForNothing, &toml::Value::from(path).to_string(), sources);
        finding.with("path", path).nearest(nearest(path, known.iter().copied()))
    };
    missing.into_iter().map(finding).collect()
}

/// What was in the version before keeps its number, or it would be done again; what is new has the new version's.
fn of_steps(old: &Pack, new: &Pack, sources: &Sources) -> Vec<Finding> {
    let (before, now) = (&old.head.migrations, &new.head.migrations);
    let expected = |it: &Step| {
        let lost = before.iter().find(|old| old.what == it.what && !now.contains(old));
        lost.map_or(new.head.serial, |it| it.since)
    };
    let wrong = now.iter().filter(|it| !before.contains(it) && it.since != expected(it));
    let finding = |it: &Step| {
        let finding = about(Code::PackMigrationSince, &format!("since = {}", it.since), sources);
        finding.with("found", it.since).with("expected", expected(it))
    };
    wrong.map(finding).collect()
}

/// A variable that is gone is perhaps still in members' own text; one that is new has no value in their settings.
fn of_variables(old: &Pack, new: &Pack, sources: &mut Sources, sink: &mut Sink) {
    let before = variables(old, &mut Sources::default());
    let after = variables(new, sources);
    let renamed = |name: &str| {
        new.head.moved_since(old.head.serial).any(|it| match it {
            Migration::RenameVariable { from, to } => from == name || to == name,
            Migration::RenamePage { .. }
            | Migration::SplitPage { .. }
            | Migration::MapValue { .. }
            | Migration::RetirePage { .. } => false,
        })
    };
    for name in before.keys().filter(|it| !after.contains_key(*it) && !renamed(it)) {
        sink.push(about(Code::PackVariableGone, "id", sources).with("name", name));
    }
    // What every folder has from the start needs no key of its own.
    let is_own = |it: &str| it.starts_with("facility.") && it != "facility.kind" && it != "facility.name";
    for (name, span) in after.iter().filter(|it| is_own(it.0) && !before.contains_key(it.0) && !renamed(it.0)) {
        sink.push(Finding::at(Code::PackVariableNew, *span).with("name", name));
    }
}

/// At the words' first place in `pack.toml`.
fn about(code: Code, words: &str, sources: &Sources) -> Finding {
    let path = sources.files().iter().map(|it| it.path()).find(|it| *it == NAME || it.ends_with("/pack.toml"));
    let place = path.and_then(|it| sources.file_at(it)).and_then(|file| {
        let text = sources.file(file).text();
        let at = text.match_indices(words).map(|it| it.0).find(|at| is_key(text, *at, words))?;
        Some(Span::new(file, at..at + words.len()))
    });
    place.map_or_else(|| Finding::of_path(code, path.unwrap_or(NAME)), |it| Finding::at(code, it))
}

/// A quoted text anywhere, a key at the start of its line.
fn is_key(text: &str, at: usize, words: &str) -> bool {
    words.starts_with('"') || at == 0 || text[..at].ends_with('\n')
}
