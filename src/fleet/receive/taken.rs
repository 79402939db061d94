//! Three texts of a blank to one: handed out, came back, stands in the folder. The folder's wins wherever somebody changed
//! it.

use std::path::Path;

use super::ChangedCell;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::member::{Filled, FilledCell};
use crate::pipeline::{Changed, Whole};
use crate::source::Sources;

/// What a workbook is held against.
pub(super) struct Desk<'a> {
    pub(super) root: &'a Path,
    pub(super) whole: &'a Whole,
    pub(super) sources: &'a Sources,
    pub(super) filled: &'a Filled,
    /// What the workbook changes in the registers.
    pub(super) registers: &'a [Changed],
}

/// A file that changes.
#[derive(Debug)]
pub(super) struct Change {
    /// Below the member's folder.
    pub(super) path: String,
    pub(super) before: Option<Vec<u8>>,
    pub(super) after: Vec<u8>,
}

impl Change {
    pub(super) fn of_register(it: &Changed) -> Self {
        Self { path: it.path.clone(), before: it.before.clone(), after: it.after.clone() }
    }
}

/// What is taken over into one file.
pub(super) struct Taken {
    pub(super) cells: Vec<ChangedCell>,
    /// The file; none inside where nothing changes, `None` where it cannot be written, which was told.
    pub(super) change: Option<Option<Change>>,
}

impl Taken {
    pub(super) fn nothing() -> Self {
        Self { cells: Vec::new(), change: Some(None) }
    }
}

/// A blank whose text is to go into the folder.
pub(super) struct Take<'a> {
    pub(super) cell: &'a FilledCell,
    pub(super) now: String,
    pub(super) new: String,
}

impl Take<'_> {
    pub(super) fn shown(&self) -> ChangedCell {
        ChangedCell { name: self.cell.name.clone(), old: self.now.clone(), new: self.new.clone() }
    }
}

/// The blank's `new` text where it may take the place of `now`; a finding where both sides changed it.
pub(super) fn three_way<'a>(
    path: &str,
    cell: &'a FilledCell,
    (old, now, new): (&str, String, String),
    sink: &mut Sink,
) -> Option<Take<'a>> {
    if new == now || new == old {
        return None;
    }
    if old != now {
        let finding = Finding::of_path(Code::MemberConflict, path).with("cell", &cell.cell);
        let finding = finding.with("name", &cell.name).with("folder", shown(&now));
        sink.push(finding.with("workbook", shown(&new)));
        return None;
    }
    Some(Take { cell, now, new })
}

fn shown(text: &str) -> String {
    const LONG: usize = 60;
    let line = text.replace('\n', " ");
    match line.chars().count() {
        0 => "—".to_owned(),
        count if count > LONG => line.chars().take(LONG).chain(['…']).collect(),
        _ => line,
    }
}

/// A text on one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.split(['\r', '\n', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'])
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
