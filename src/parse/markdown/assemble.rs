//! Tokens of one container -> inline content: pairs its delimiter runs, joins its text into runs and has each scanned for
//! references. Never recurses; content nested deeper than [`DEEPEST`] stays, without the marks around it.

use std::ops::Range;

use super::flanking::{Flanking, Side};
use super::link::{Link, LinkKind};
use super::pairing::{self, Pairing};
use super::source::Source;
use super::token::{Token, Tokens};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Image, Inline, Inlines, RawRef, Reference, plain_text};
use crate::parse::japanese;
use crate::parse::references;
use crate::parse::run::{Run, join_lines};

/// How deep emphasis, links and images may stand in one another.
pub(super) const DEEPEST: usize = 20;

/// Where inline content stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In a block.
    Block,
    /// In a cell of a table, where `|` is no character.
    Cell,
}

/// What is open while content is put together.
enum Mark {
    Emphasis,
    Strong,
    Strikethrough,
    Link(Box<Link>),
}

/// The workshop; kept from container to container for its room.
pub(super) struct Assembler<'a> {
    source: Source<'a>,
    pairing: Pairing,
    run: Run,
    open: Vec<(Mark, Inlines<RawRef>)>,
    content: Inlines<RawRef>,
    /// How many marks are open beyond the deepest.
    beyond: usize,
    links: usize,
    last_char: Option<char>,
    /// Whether anything was nested too deep, anywhere so far.
    pub(super) too_deep: bool,
}

impl<'a> Assembler<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        Self {
            source,
            pairing: Pairing::default(),
            run: Run::new(source.file),
            open: Vec::new(),
            content: Vec::new(),
            beyond: 0,
            links: 0,
            last_char: None,
            too_deep: false,
        }
    }

    /// The content that `tokens` make.
    pub(super) fn assemble(&mut self, tokens: &mut Tokens<'a>, place: Place, sink: &mut Sink) -> Inlines<RawRef> {
        self.last_char = None;
        if tokens.delimited {
            self.pair(&tokens.list, place);
        }
        let mut run = 0;
        for at in 0..tokens.list.len() {
            match &mut tokens.list[at] {
                Token::Text(text, range) => self.text(text, self.source.absolute(range.clone())),
                Token::Delimiters(range) => {
                    self.delimiters(run, range.start, sink);
                    run += 1;
                }
                Token::SoftBreak(range) => {
                    let range = range.clone();
                    self.soft_break(&tokens.list, at, self.source.absolute(range));
                }
                Token::HardBreak => self.atom(Inline::HardBreak, sink),
                Token::Code(text) => {
                    self.last_char = text.chars().next_back();
                    self.atom(Inline::Code(Box::from(&**text)), sink);
                }
                Token::Footnote(label) => self.atom(Inline::FootnoteRef(Box::from(&**label)), sink),
                Token::Checkbox(checked) => self.atom(Inline::Checkbox(*checked), sink),
                Token::Open(link) => self.open_link(link.take(), sink),
                Token::Close => self.close_link(sink),
            }
        }
        self.flush(sink);
        tokens.clear();
        std::mem::take(&mut self.content)
    }

    /// Finds what each delimiter run opens and closes.
    fn pair(&mut self, tokens: &[Token<'_>], place: Place) {
        self.pairing.clear();
        let mut line_start = true;
        for token in tokens {
            match token {
                Token::Delimiters(range) => {
                    let (before, after) = self.source.around(range, place);
                    let before = Side::of(before.filter(|_| !line_start));
                    let flanking = Flanking::of(self.source.byte(range.start), range.len(), before, Side::of(after));
                    self.pairing.push(pairing::Run::new(self.source.byte(range.start), range.len(), flanking));
                }
                Token::Open(_) => self.pairing.enter(),
                Token::Close => self.pairing.leave(),
                Token::Text(..) | Token::Code(_) | Token::Footnote(_) | Token::Checkbox(_) => (),
                Token::SoftBreak(_) | Token::HardBreak => (),
            }
            line_start = matches!(token, Token::SoftBreak(_) | Token::HardBreak);
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        self.run.push(text, range);
        self.last_char = text.chars().next_back().or(self.last_char);
    }

    /// The delimiter run `index`, written at `start`: closes, stays literal, opens.
    fn delimiters(&mut self, index: usize, start: usize, sink: &mut Sink) {
        let Some(run) = self.pairing.runs.get_mut(index) else { return };
        let (closes, opens) = (std::mem::take(&mut run.closes), std::mem::take(&mut run.opens));
        let width = |widths: &[u8]| widths.iter().map(|it| usize::from(*it)).sum::<usize>();
        let (delimiter, length) = (run.delimiter, run.length);
        let literal = start + width(&closes)..start + length - width(&opens);
        for _ in &closes {
            self.leave(sink);
        }
        if !literal.is_empty() {
            let text = &self.source.text[literal.clone()];
            self.text(text, self.source.absolute(literal));
        }
        for width in opens.iter().rev() {
            self.enter(Mark::of(delimiter, *width), sink);
        }
    }

    /// A line end: within a run it is left to the scanner, at the edge of one its fate is decided here.
    fn soft_break(&mut self, tokens: &[Token<'_>], at: usize, range: Range<usize>) {
        let is_text = |it: Option<&Token<'_>>| matches!(it, Some(Token::Text(..)));
        let within = at > 0 && is_text(tokens.get(at - 1)) && is_text(tokens.get(at + 1));
        if within {
            self.run.push("\n", range);
        } else if !self.last_char.zip(next_char(&tokens[at + 1..])).is_some_and(|(a, b)| japanese::joins(a, b)) {
            self.run.push(" ", range);
        }
    }

    /// Content that is no text.
    fn atom(&mut self, inline: Inline<RawRef>, sink: &mut Sink) {
        self.flush(sink);
        self.content.push(inline);
    }

    /// Ends the run: it becomes content.
    fn flush(&mut self, sink: &mut Sink) {
        if self.run.is_empty() {
            return;
        }
        if self.links > 0 {
            self.content.push(Inline::Text(join_lines(self.run.text()).into()));
        } else {
            let before = std::mem::take(&mut self.content);
            self.content = references::scan(&self.run, before, sink);
        }
        self.run.clear();
    }

    fn open_link(&mut self, link: Option<Box<Link>>, sink: &mut Sink) {
        self.flush(sink);
        self.links += 1;
        if let Some(link) = link {
            self.enter(Mark::Link(link), sink);
        }
    }

    fn close_link(&mut self, sink: &mut Sink) {
        self.leave(sink);
        self.links = self.links.saturating_sub(1);
    }

    fn enter(&mut self, mark: Mark, sink: &mut Sink) {
        self.flush(sink);
        if self.open.len() < DEEPEST {
            self.open.push((mark, std::mem::take(&mut self.content)));
        } else {
            self.beyond += 1;
            self.too_deep = true;
        }
    }

    fn leave(&mut self, sink: &mut Sink) {
        self.flush(sink);
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let Some((mark, outer)) = self.open.pop() else { return };
        let inner = std::mem::replace(&mut self.content, outer);
        match mark {
            Mark::Emphasis => self.content.push(Inline::Emphasis(inner)),
            Mark::Strong => self.content.push(Inline::Strong(inner)),
            Mark::Strikethrough => self.content.push(Inline::Strikethrough(inner)),
            Mark::Link(link) => self.link(*link, inner, sink),
        }
    }

    fn link(&mut self, link: Link, mut inner: Inlines<RawRef>, sink: &mut Sink) {
        let Link { kind, to, title, span } = link;
        match (to, kind) {
            (Some(to), LinkKind::Link) => {
                self.content.push(Inline::Ref(Box::new(Reference { to, span, shown: inner, title })));
            }
            (Some(source), LinkKind::Image) => {
                let alt = plain_text(&inner).into_boxed_str();
                if alt.trim().is_empty() {
                    sink.push(Finding::at(Code::ImageWithoutText, span));
                }
                self.content.push(Inline::Image(Box::new(Image { source, span, alt, title })));
            }
            (None, LinkKind::Link | LinkKind::Image) => self.content.append(&mut inner),
        }
    }
}

impl Mark {
    fn of(delimiter: u8, width: u8) -> Self {
        match (delimiter, width) {
            (b'~', _) => Self::Strikethrough,
            (_, 2) => Self::Strong,
            _ => Self::Emphasis,
        }
    }
}

/// The first character that the tokens show.
fn next_char(tokens: &[Token<'_>]) -> Option<char> {
    tokens.iter().find_map(|it| match it {
        Token::Text(text, _) | Token::Code(text) => text.chars().next(),
        Token::Delimiters(_) | Token::SoftBreak(_) | Token::HardBreak => None,
        Token::Footnote(_) | Token::Checkbox(_) | Token::Open(_) | Token::Close => None,
    })
}
