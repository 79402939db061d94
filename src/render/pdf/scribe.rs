//! What every part of the tree is written through: labels handed out once, references that lead somewhere, the places
//! of characters, the pictures used. Never reads a file, never reports a finding.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::Surroundings;
use super::lines::Lines;
use super::node::{Inline, Inlines, Mark};
use super::text;
use crate::model::{Date, Target};
use crate::render::Pages;
use crate::resolve::Binder;
use crate::source::Span;

/// Whether the labels that will be there are known yet: the first of two passes only collects them.
pub(super) enum Labels<'a> {
    /// First pass: every reference is kept.
    Unknown,
    /// Second pass: a reference to anything else becomes text.
    Known(&'a BTreeSet<String>),
}

/// The state of one pass.
pub(super) struct Scribe<'a> {
    pub(super) binder: &'a Binder,
    /// The pictures of the pages of printed attachments.
    pub(super) pages: &'a Pages,
    lines: Lines<'a>,
    known: Labels<'a>,
    given: BTreeSet<String>,
    characters: BTreeMap<char, Option<Span>>,
    images: BTreeSet<String>,
    here: Option<Span>,
}

/// What a pass leaves behind.
pub(super) struct Traces {
    pub(super) labels: BTreeSet<String>,
    pub(super) characters: BTreeMap<char, Option<Span>>,
    pub(super) images: BTreeSet<String>,
}

impl<'a> Scribe<'a> {
    pub(super) fn new(binder: &'a Binder, around: Surroundings<'a>, known: Labels<'a>) -> Self {
        Self {
            binder,
            pages: around.pages,
            lines: Lines::new(around.sources),
            known,
            given: BTreeSet::new(),
            characters: BTreeMap::new(),
            images: BTreeSet::new(),
            here: None,
        }
    }

    pub(super) fn into_traces(self) -> Traces {
        let Self { lines, given, characters, images, .. } = self;
        let narrow = |(c, at): (char, Option<Span>)| (c, at.map(|span| lines.narrow(span, c)));
        Traces { labels: given, characters: characters.into_iter().map(narrow).collect(), images }
    }

    /// Text from here on was written at `span`.
    pub(super) fn at(&mut self, span: Span) -> &mut Self {
        self.here = Some(span);
        self
    }

    /// Text from here on has no place in a source file.
    pub(super) fn nowhere(&mut self) -> &mut Self {
        self.here = None;
        self
    }

    /// `bcp/detection.md:45`
    pub(super) fn pos(&mut self, span: Span) -> String {
        self.lines.place(span)
    }

    /// A line of text.
    pub(super) fn line(&mut self, text: &str) -> String {
        self.noted(text::line(text))
    }

    /// The text of a code block.
    pub(super) fn code(&mut self, text: &str) -> String {
        self.noted(text::code(text))
    }

    /// Somebody's own struct: every string in it a line of text.
    pub(super) fn value(&mut self, content: &impl Serialize) -> Value {
        // Strings, numbers and lists alone: writing them cannot fail.
        let content = serde_json::to_value(content).unwrap_or_default();
        self.lines(content)
    }

    /// Every string in it a line of text.
    pub(super) fn lines(&mut self, value: Value) -> Value {
        match value {
            Value::String(text) => Value::String(self.line(&text)),
            Value::Array(values) => values.into_iter().map(|it| self.lines(it)).collect(),
            Value::Object(fields) => fields.into_iter().map(|(key, it)| (key, self.lines(it))).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value,
        }
    }

    fn noted(&mut self, text: String) -> String {
        for c in text.chars() {
            self.characters.entry(c).or_insert(self.here);
        }
        text
    }

    /// A line of text as inline content; none where it is empty.
    pub(super) fn plain(&mut self, text: &str) -> Inlines {
        let text = self.line(text);
        if text.is_empty() { Inlines::new() } else { vec![Inline::Text(text)] }
    }

    /// A date as people read it; empty where there is none.
    pub(super) fn date(&mut self, date: Option<Date>) -> String {
        let text = date.map(Date::japanese).unwrap_or_default();
        self.line(&text)
    }

    /// The text of a cell, with the era where it is a date.
    pub(super) fn date_cell(&mut self, text: &str) -> String {
        match Date::parse(text) {
            Ok(date) => self.date(Some(date)),
            Err(_) => self.line(text),
        }
    }

    /// The label, the first time it is asked for.
    pub(super) fn claim(&mut self, label: String) -> Option<String> {
        let is_new = !label.is_empty() && self.given.insert(label.clone());
        is_new.then_some(label)
    }

    /// Takes a label back that turned out to stand nowhere.
    pub(super) fn give_back(&mut self, label: &str) {
        self.given.remove(label);
    }

    /// The label of a target, the first time it is asked for.
    pub(super) fn claim_target(&mut self, target: &Target) -> Option<String> {
        let (label, _) = self.binder.label(target)?;
        self.claim(label)
    }

    /// The label of a target and its tab, where the tree holds it.
    pub(super) fn find(&self, target: &Target) -> Option<(String, u8)> {
        let (label, tab) = match target {
            Target::Attachment(path) => (file_label(path), crate::resolve::Tab::Appendix),
            Target::Item(_)
            | Target::Document(_)
            | Target::Heading(..)
            | Target::Clause(..)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_)
            | Target::Outside(_) => self.binder.label(target)?,
        };
        self.holds(&label).then_some((label, tab.number()))
    }

    /// Whether the tree holds this label (in the first pass: perhaps).
    pub(super) fn holds(&self, label: &str) -> bool {
        match self.known {
            Labels::Unknown => true,
            Labels::Known(labels) => labels.contains(label),
        }
    }

    /// A reference with its arrow; what it shows alone, where the tree does not hold the target.
    pub(super) fn xref(&mut self, target: &Target, c: Inlines) -> Inlines {
        match self.find(target) {
            Some((id, tab)) => vec![Inline::Mark(Mark::Xref { id, tab, c })],
            None => c,
        }
    }

    /// A reference without an arrow.
    pub(super) fn goto(&mut self, target: &Target, c: Inlines) -> Inlines {
        match self.find(target) {
            Some((id, _)) => vec![Inline::Mark(Mark::Goto { id, c })],
            None => c,
        }
    }

    /// Takes a picture in and gives the path under which typst finds it.
    pub(super) fn image(&mut self, path: &str) -> String {
        self.images.insert(path.to_owned());
        format!("/assets/{path}")
    }
}

/// The label of an attachment in the list of them; `:` keeps it apart from documents.
pub(super) fn file_label(path: &str) -> String {
    format!("file:{path}")
}
