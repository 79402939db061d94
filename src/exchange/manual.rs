//! The manual as plain text: items under their headings, scope lines, ▶ notes. What a note cites is read elsewhere; here
//! it is found, with its lines put together across the ends of pages.

mod heading;

use std::collections::BTreeMap;
use std::ops::Range;

use super::hints::Hints;
use super::lines::{Gap, Line, is_tokens, lines};
use super::unread::Unread;
use super::{number, outline, scope};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::ItemId;
use crate::source::{FileId, Spanned};
use heading::{Found, Headings};

/// A manual as it was read.
#[derive(Debug)]
pub struct Manual {
    /// Its text.
    pub file: FileId,
    /// What it says of its year and its guideline.
    pub hints: Hints,
    /// The items it explains, as they stand.
    pub items: Vec<ManualItem>,
}

/// The explanation of one item.
#[derive(Debug)]
pub struct ManualItem {
    /// Its number.
    pub id: ItemId,
    /// Its heading, without the number.
    pub heading: Spanned<String>,
    /// On what machines.
    pub scope: Option<String>,
    /// Paragraphs, each in its lines.
    pub body: Vec<Vec<String>>,
    /// Its ▶ notes.
    pub notes: Vec<Note>,
}

/// A ▶ note: the places of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// In order; the first begins with ▶.
    pub pieces: Vec<Range<usize>>,
}

/// Whether a text looks like one: a line that begins with ▶, or lines that begin with an item's number.
pub fn is_manual(text: &str) -> bool {
    let lines = lines(text);
    let is_heading = |it: &&Line<'_>| {
        !outline::has_leader(it.text) && (number::item(it.text).is_some() || number::small(it.text).is_some())
    };
    lines.iter().any(|it| it.text.starts_with('▶')) || lines.iter().filter(is_heading).count() >= 2
}

/// Reads a manual. `wordings` are the facility form's: with them a heading is told from a numbered line of its text.
pub fn read(file: FileId, text: &str, wordings: &BTreeMap<ItemId, String>, sink: &mut Sink) -> Manual {
    let mut walk = Walk {
        file,
        lines: lines(text),
        headings: Headings::new(wordings),
        scope: None,
        open: None,
        items: Vec::new(),
        unread: Unread::default(),
        told: Vec::new(),
    };
    let mut at = 0;
    while at < walk.lines.len() {
        at = walk.step(at).max(at + 1);
    }
    walk.items.extend(walk.open);
    walk.unread.tell(sink);
    sink.extend(walk.told);
    Manual { file, hints: Hints::of(text), items: walk.items }
}

struct Walk<'t> {
    file: FileId,
    lines: Vec<Line<'t>>,
    headings: Headings<'t>,
    /// The scope of the items to come, until another one or a section.
    scope: Option<String>,
    /// The item that the lines belong to.
    open: Option<ManualItem>,
    items: Vec<ManualItem>,
    unread: Unread,
    told: Vec<Finding>,
}

impl Walk<'_> {
    /// Takes the line at `at`, and perhaps lines behind it; gives the next one.
    fn step(&mut self, at: usize) -> usize {
        let line = self.lines[at].clone();
        if outline::has_leader(line.text) {
            return at + 1;
        }
        if line.text.starts_with('▶') {
            return self.note(at);
        }
        if let Some(section) = self.headings.section(line.text) {
            self.close();
            self.scope = None;
            self.headings.enter(section);
            return at + 1;
        }
        match self.headings.find(&self.lines, at) {
            Found::Heading { id, text, end } => {
                self.close();
                let heading = Spanned::new(text, line.span(self.file));
                let (scope, body, notes) = (self.scope.clone(), Vec::new(), Vec::new());
                self.open = Some(ManualItem { id, heading, scope, body, notes });
                return end;
            }
            Found::Repeated(id) => self.tell(Code::ImportItemRepeated, id, &line),
            Found::NotOnForm(id) => {
                self.close();
                self.tell(Code::ImportHeadingUnknown, id, &line);
            }
            Found::Text => self.text(&line),
        }
        at + 1
    }

    fn tell(&mut self, code: Code, id: ItemId, line: &Line<'_>) {
        self.told.push(Finding::at(code, line.span(self.file)).with("item", id.shown()).item(id));
    }

    fn close(&mut self) {
        self.items.extend(self.open.take());
    }

    /// A note, and the lines behind it that go on with it: a part's name where it has none yet, then numbers.
    fn note(&mut self, at: usize) -> usize {
        let mut pieces = vec![self.lines[at].range.clone()];
        let mut has_part = self.lines[at].text.trim_start_matches('▶').trim().chars().count() > 0;
        let mut end = at + 1;
        while let Some(line) = self.lines.get(end) {
            let is_part = !has_part && line.text.contains('編') && line.text.chars().count() <= 30;
            if !is_part && !is_tokens(line.text) {
                break;
            }
            has_part = true;
            pieces.push(line.range.clone());
            end += 1;
        }
        match &mut self.open {
            Some(item) => {
                item.notes.push(Note { pieces });
                self.headings.end_enumeration();
            }
            None => {
                for line in &self.lines[at..end] {
                    self.unread.take(line.number, &line.place(), line.text, line.span(self.file));
                }
            }
        }
        end
    }

    fn text(&mut self, line: &Line<'_>) {
        if let Some(scope) = scope::read(line.text) {
            match &mut self.open {
                Some(item) if item.body.is_empty() && item.notes.is_empty() => item.scope = Some(scope),
                Some(_) | None => self.scope = Some(scope),
            }
            return;
        }
        match &mut self.open {
            // A note goes on here that something cut off, such as a running head: to which note it belongs is not known.
            Some(item) if !item.notes.is_empty() && is_tokens(line.text) => {
                self.unread.take(line.number, &line.place(), line.text, line.span(self.file));
            }
            Some(item) => {
                self.headings.count(line.text);
                item.take(line);
            }
            None if is_label(line.text) => (),
            None => self.unread.take(line.number, &line.place(), line.text, line.span(self.file)),
        }
    }
}

/// What stands above a table of contents, and a line that says of which year or guideline the manual is: that was read.
fn is_label(text: &str) -> bool {
    let bare: String = text.chars().filter(|it| !it.is_whitespace()).collect();
    let says_what_it_is = bare.chars().count() <= 40 && Hints::of(&bare) != Hints::default();
    ["目次", "【目次】", "＜目次＞"].contains(&bare.as_str()) || says_what_it_is
}

impl ManualItem {
    /// Goes on with the last paragraph, or begins one.
    fn take(&mut self, line: &Line<'_>) {
        let ended = |it: &Vec<String>| it.last().is_none_or(|it| it.ends_with(['。', '）', '」', '：']));
        match self.body.last_mut() {
            Some(last) if begins(line) || (line.gap == Gap::Page && ended(last)) => {
                self.body.push(vec![line.text.to_owned()])
            }
            Some(last) => last.push(line.text.to_owned()),
            None => self.body.push(vec![line.text.to_owned()]),
        }
    }
}

/// Whether a line begins a paragraph: behind an empty line, or with a sign of a list.
fn begins(line: &Line<'_>) -> bool {
    let sign = line
        .text
        .starts_with(['・', '※', '○', '●', '◯', '■', '□', '◆', '◇', '【', '＊', '✓', '→', '-', '－', '▷', '➢']);
    line.gap == Gap::Blank || sign || number::small(line.text).is_some() || number::section(line.text).is_some()
}

#[cfg(test)]
mod tests;
