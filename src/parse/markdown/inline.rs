//! Inline events of the open container -> tokens. Refuses raw HTML, whose text stays visible. Never handles a block.

use std::ops::Range;

use pulldown_cmark::{CowStr, LinkType};

use super::assemble::{Assembler, Place};
use super::link::{self, Link, LinkKind, shows_destination};
use super::source::Source;
use super::token::{Token, Tokens, is_escaped};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Inlines, RawRef};

/// Collects the inline content of one container after the other.
pub(super) struct Collector<'a> {
    source: Source<'a>,
    tokens: Tokens<'a>,
    assembler: Assembler<'a>,
    /// Whether the open link shows its destination letter by letter.
    verbatim: bool,
    /// What starts before belongs to the marker of a callout and is not shown.
    hidden_until: usize,
    range: Option<Range<usize>>,
    /// The first container with content nested too deep.
    pub(super) too_deep: Option<Range<usize>>,
}

impl<'a> Collector<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        let assembler = Assembler::new(source);
        Self {
            source,
            tokens: Tokens::default(),
            assembler,
            verbatim: false,
            hidden_until: 0,
            range: None,
            too_deep: None,
        }
    }

    /// Hides what starts before `end`.
    pub(super) fn hide_until(&mut self, end: usize) {
        self.hidden_until = end;
    }

    /// Whether nothing was collected.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.list.is_empty()
    }

    /// Where what was collected was written.
    pub(super) fn range(&self) -> Range<usize> {
        self.range.clone().unwrap_or_default()
    }

    /// The content so far; begins afresh.
    pub(super) fn finish(&mut self, place: Place, sink: &mut Sink) -> Inlines<RawRef> {
        let range = self.range.take().unwrap_or_default();
        let content = self.assembler.assemble(&mut self.tokens, place, sink);
        if self.assembler.too_deep {
            self.too_deep.get_or_insert(range);
        }
        content
    }

    fn shows(&mut self, range: &Range<usize>) -> bool {
        if range.start < self.hidden_until {
            return false;
        }
        let start = self.range.as_ref().map_or(range.start, |it| it.start);
        self.range = Some(start..range.end);
        true
    }

    /// A token other than text.
    pub(super) fn token(&mut self, token: Token<'a>, range: &Range<usize>) {
        if self.shows(range) {
            self.tokens.list.push(token);
        }
    }

    /// Text.
    pub(super) fn text(&mut self, text: CowStr<'a>, range: Range<usize>, sink: &mut Sink) {
        if !self.shows(&range) {
            return;
        }
        if text.starts_with('^') {
            self.lost_footnote(&text, &range, sink);
        } else if text.starts_with('(') {
            sink.extend(link::missed(self.source, range.start));
        }
        if self.verbatim {
            self.tokens.list.push(Token::Text(text, range));
        } else {
            self.tokens.text(self.source.text, text, range);
        }
    }

    /// Raw HTML.
    pub(super) fn html(&mut self, text: CowStr<'a>, range: Range<usize>, sink: &mut Sink) {
        if self.shows(&range) {
            sink.push(raw_html(self.source, range.clone()));
            self.tokens.list.push(Token::Text(text, range));
        }
    }

    /// `width` delimiters at one end of something emphasised.
    pub(super) fn delimiters(&mut self, range: Range<usize>) {
        if self.shows(&range) {
            self.tokens.delimiters(self.source.text, range);
        }
    }

    /// A link or image begins.
    pub(super) fn open(
        &mut self,
        kind: LinkKind,
        written: (LinkType, &str, &str),
        range: Range<usize>,
        sink: &mut Sink,
    ) {
        if self.shows(&range) {
            self.verbatim = shows_destination(written.0);
            let link = Link::read(kind, written, range, self.source, sink);
            self.tokens.list.push(Token::Open(Some(Box::new(link))));
        }
    }

    /// It ends.
    pub(super) fn close(&mut self, range: &Range<usize>) {
        self.verbatim = false;
        self.token(Token::Close, range);
    }

    /// `[^1]` that stayed text has no footnote.
    fn lost_footnote(&self, text: &str, range: &Range<usize>, sink: &mut Sink) {
        let source = self.source;
        let Some(open) = range.start.checked_sub(1) else { return };
        let bracketed = source.byte(open) == b'[' && source.byte(range.end) == b']' && !is_escaped(source.text, open);
        if bracketed && text.len() > 1 {
            sink.push(Finding::at(Code::UnknownFootnote, source.span(open..range.end + 1)).with("label", &text[1..]));
        }
    }
}

/// The finding for HTML written at `range`: it names the first line.
pub(super) fn raw_html(source: Source<'_>, range: Range<usize>) -> Finding {
    let span = source.trimmed(range.clone());
    let text = source.text.get(range).unwrap_or_default();
    Finding::at(Code::RawHtml, span).with("text", text.lines().next().unwrap_or_default())
}
