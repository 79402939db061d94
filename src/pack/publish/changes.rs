//! What is different between two versions of a template, page by page and block by block. Pure; judges nothing.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::merge;
use crate::model::{ChangeNote, Migration, Share};
use crate::pack::Pack;

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It is new.
    Added,
    /// Its text is another.
    Changed,
    /// It is gone.
    Removed,
    /// Its text is the same.
    Same,
}

/// A managed file in two versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChange<'a> {
    /// Its path; of one that is gone, its path before.
    pub path: &'a str,
    /// Its path before, where it has another now.
    pub from: Option<&'a str>,
    /// What became of it.
    pub state: State,
    /// Its title: its first heading, else its path.
    pub title: String,
    /// What `pack.toml` says of it.
    pub note: Option<&'a ChangeNote>,
    /// What is different, in the order of the new text; then what is gone.
    pub blocks: Vec<BlockChange>,
}

/// A block that is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockChange {
    /// The same from version to version.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// Its text before; `None` where it is new.
    pub before: Option<String>,
    /// Its text now; `None` where it is gone.
    pub after: Option<String>,
}

/// Every managed page of either version, by path.
pub fn changes<'a>(old: &'a Pack, new: &'a Pack) -> Vec<PageChange<'a>> {
    let moved: BTreeMap<&str, &str> = new.head.moved_since(old.head.serial).filter_map(renamed).collect();
    let managed = |pack: &'a Pack| -> BTreeMap<&'a str, &'a [u8]> { pack.of(Share::Managed).collect() };
    let (old, now) = (managed(old), managed(new));
    let before_of =
        |path: &str| moved.iter().find(|it| *it.1 == path).map(|it| *it.0).filter(|it| old.contains_key(it));
    let taken: BTreeSet<&str> = now.keys().filter_map(|it| before_of(it)).collect();
    let is_gone = |it: &&&str| !now.contains_key(**it) && !taken.contains(**it);
    let gone = old.keys().filter(is_gone).map(|path| {
        page(path, None, (old.get(path).copied(), None), new.head.changes.iter().find(|it| it.page == *path))
    });
    let there = now.iter().map(|(path, bytes)| {
        let from = before_of(path).and_then(|it| old.get_key_value(it).map(|it| *it.0));
        // A new page may have the path that another one left.
        let before = from.or(Some(*path).filter(|it| !moved.contains_key(it))).and_then(|it| old.get(it)).copied();
        let note = new.head.changes.iter().find(|it| it.page == *path);
        page(path, from, (before, Some(*bytes)), note)
    });
    let mut pages: Vec<_> = there.chain(gone).collect();
    pages.sort_by_key(|it| it.path);
    pages
}

fn renamed(migration: &Migration) -> Option<(&str, &str)> {
    match migration {
        Migration::RenamePage { from, to } => Some((from, to)),
        Migration::SplitPage { .. }
        | Migration::RenameVariable { .. }
        | Migration::MapValue { .. }
        | Migration::RetirePage { .. } => None,
    }
}

fn page<'a>(
    path: &'a str,
    from: Option<&'a str>,
    (before, after): (Option<&[u8]>, Option<&[u8]>),
    note: Option<&'a ChangeNote>,
) -> PageChange<'a> {
    let text = |it: Option<&[u8]>| it.and_then(|it| std::str::from_utf8(it).ok()).map(plain);
    let (old, new) = (text(before), text(after));
    let is_same = match (&old, &new) {
        (Some(old), Some(new)) => old == new,
        _ => before == after,
    };
    let state = match (before, after) {
        (None, _) => State::Added,
        (Some(_), None) => State::Removed,
        (Some(_), Some(_)) if is_same => State::Same,
        (Some(_), Some(_)) => State::Changed,
    };
    let blocks =
        if is_same { Vec::new() } else { blocks(path, &old.unwrap_or_default(), &new.clone().unwrap_or_default()) };
    let title = text(after).or_else(|| text(before)).and_then(|it| title(&it)).unwrap_or_else(|| path.to_owned());
    PageChange { path, from, state, title, note, blocks }
}

/// As two texts are compared: how lines end, blanks behind them and how accents are put together are no change.
fn plain(text: &str) -> String {
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().map(str::trim_end).collect();
    lines.join("\n").nfc().collect::<String>().trim_end().to_owned()
}

/// The first heading.
pub(super) fn title(text: &str) -> Option<String> {
    let heading = text.lines().find_map(|it| it.strip_prefix("# "))?;
    Some(super::words::bare(heading)).filter(|it| !it.is_empty())
}

fn blocks(path: &str, old: &str, new: &str) -> Vec<BlockChange> {
    let of = |text: &str| -> Vec<(String, String, String)> {
        let blocks = merge::blocks(path, text).into_iter();
        let cut = |it: merge::Block| {
            let text = text.get(it.range.clone()).unwrap_or_default().trim().to_owned();
            (it.id, it.name, text)
        };
        blocks.map(cut).filter(|it| !it.2.is_empty()).collect()
    };
    let (old, new) = (of(old), of(new));
    let known: BTreeMap<&str, &str> = old.iter().map(|it| (it.0.as_str(), it.2.as_str())).collect();
    let there: BTreeSet<&str> = new.iter().map(|it| it.0.as_str()).collect();
    let changed = new.iter().filter_map(|(id, name, after)| {
        let before = known.get(id.as_str()).copied();
        let is_different = before != Some(after.as_str());
        let before = before.map(str::to_owned);
        is_different.then(|| BlockChange { id: id.clone(), name: name.clone(), before, after: Some(after.clone()) })
    });
    let gone = old.iter().filter(|it| !there.contains(it.0.as_str())).map(|(id, name, before)| BlockChange {
        id: id.clone(),
        name: name.clone(),
        before: Some(before.clone()),
        after: None,
    });
    let (changed, gone): (Vec<BlockChange>, Vec<BlockChange>) = (changed.collect(), gone.collect());
    paired(changed, gone)
}

/// A clause that has another heading and reads as before is one that changed, not one that went and one that came.
fn paired(changed: Vec<BlockChange>, mut gone: Vec<BlockChange>) -> Vec<BlockChange> {
    let pair = |mut block: BlockChange| {
        let body = block.after.as_deref().map(body).filter(|it| block.before.is_none() && !it.is_empty());
        let twin = body.and_then(|own| gone.iter().position(|it| it.before.as_deref().map(self::body) == Some(own)));
        if let Some(at) = twin {
            block.before = gone.remove(at).before;
        }
        block
    };
    let mut blocks: Vec<BlockChange> = changed.into_iter().map(pair).collect();
    blocks.extend(gone);
    blocks
}

/// What stands below the heading.
fn body(text: &str) -> &str {
    text.split_once('\n').filter(|it| it.0.starts_with('#')).map_or("", |it| it.1.trim())
}
