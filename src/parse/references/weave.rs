//! Puts text and references together in the order of the text. Never drops a character other than a line end.

use std::ops::Range;

use super::found::{Edge, Face, Found};
use crate::model::{Inline, Inlines, RawRef, Reference, VariablePath};
use crate::parse::run::{Run, join_lines};

/// The inlines of a run, as far as it has been read.
#[derive(Debug)]
pub(super) struct Weave<'t> {
    run: &'t Run,
    inlines: Inlines<RawRef>,
    done: usize,
    edge: Edge,
}

impl<'t> Weave<'t> {
    pub(super) fn new(run: &'t Run, inlines: Inlines<RawRef>) -> Self {
        Self { run, inlines, done: 0, edge: Edge::Run }
    }

    pub(super) fn run(&self) -> &'t Run {
        self.run
    }

    /// Takes references in the order of the text, with the text before each.
    pub(super) fn take(&mut self, found: Vec<Found>, edge: Edge) {
        for it in found {
            match it.face {
                Face::Shown => {
                    self.text_up_to(it.range.start, edge);
                    let shown = vec![Inline::Text(self.shown(it.range.clone(), edge))];
                    self.push(it.to, it.range.clone(), shown);
                    self.pass(it.range.end, edge);
                }
                Face::Between => self.push(it.to, it.range, Vec::new()),
            }
        }
    }

    /// Takes a variable; what it shows is not known yet.
    pub(super) fn variable(&mut self, path: VariablePath, range: Range<usize>) {
        self.text_up_to(range.start, Edge::Variable);
        self.push(RawRef::Variable(path), range.clone(), Vec::new());
        self.pass(range.end, Edge::Variable);
    }

    /// All inlines, with the text behind the last reference.
    pub(super) fn finish(mut self) -> Inlines<RawRef> {
        if self.inlines.is_empty() {
            // Most runs are one text, such as a cell's.
            self.inlines.reserve_exact(1);
        }
        self.text_up_to(self.run.text().len(), Edge::Run);
        self.inlines
    }

    fn push(&mut self, to: RawRef, range: Range<usize>, shown: Inlines<RawRef>) {
        let span = self.run.span(range);
        self.inlines.push(Inline::Ref(Box::new(Reference::note(to, span, shown))));
    }

    fn pass(&mut self, done: usize, edge: Edge) {
        self.done = done;
        self.edge = edge;
    }

    fn shown(&self, range: Range<usize>, edge: Edge) -> Box<str> {
        let text = self.run.text().get(range).unwrap_or_default();
        match edge {
            Edge::Note => text.replace('\n', " ").into(),
            Edge::Run | Edge::Prose | Edge::Variable => join_lines(text).into(),
        }
    }

    fn text_up_to(&mut self, end: usize, next: Edge) {
        let text = self.run.text().get(self.done..end).unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let before = self.neighbour(self.edge, self.run.text()[..self.done].chars().next_back());
        let after = self.neighbour(next, self.run.text()[end..].chars().next());
        let joined = join_between(text, before, after);
        if !joined.is_empty() {
            self.inlines.push(Inline::Text(joined));
        }
    }

    /// The character that a line end at this edge is to be judged by.
    fn neighbour(&self, edge: Edge, character: Option<char>) -> Option<char> {
        match edge {
            Edge::Run => None,
            Edge::Prose => character,
            Edge::Note => Some('x'),
            Edge::Variable => Some('の'),
        }
    }
}

/// Joins lines as if `before` and `after` stood around the text.
fn join_between(text: &str, before: Option<char>, after: Option<char>) -> Box<str> {
    if !text.contains('\n') {
        return text.into();
    }
    let framed: String = before.into_iter().chain(text.chars()).chain(after).collect();
    let joined = join_lines(&framed);
    let width = |it: Option<char>| it.map_or(0, char::len_utf8);
    joined.get(width(before)..joined.len() - width(after)).unwrap_or(text).into()
}
