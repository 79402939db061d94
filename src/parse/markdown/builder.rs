//! pulldown-cmark's events -> blocks, on explicit stacks. Never looks at inline content itself.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Tag, TagEnd};

use super::assemble::Place;
use super::attributes::Attributes;
use super::containers::{Containers, Kind, block};
use super::heading::Headings;
use super::inline::{Collector, raw_html};
use super::link::LinkKind;
use super::source::Source;
use super::table::Rows;
use super::token::Token;
use super::{Dialect, callout, table};
use crate::diagnostics::Sink;
use crate::model::{Block, BlockKind, Inline, RawRef};
use crate::parse::view_query;
use crate::source::Span;

/// A block without blocks in it, where it needs more than its inline content.
enum Leaf {
    /// A heading's attributes.
    Heading(Attributes),
    /// A code block: info string, text, and where the text was written.
    Code(Box<str>, String, Option<Range<usize>>),
    /// Lines of raw HTML.
    Html(String),
}

/// A document in the making.
pub(super) struct Builder<'a, 's> {
    source: Source<'a>,
    sink: &'s mut Sink,
    inline: Collector<'a>,
    containers: Containers,
    headings: Headings,
    leaf: Option<Leaf>,
    table: Option<Rows>,
    /// How many tags are open below the deepest container, counting the first one dropped.
    dropped: usize,
    too_deep: Option<Span>,
}

impl<'a, 's> Builder<'a, 's> {
    pub(super) fn new(source: Source<'a>, dialect: Dialect, sink: &'s mut Sink) -> Self {
        Self {
            source,
            sink,
            inline: Collector::new(source),
            containers: Containers::default(),
            headings: Headings::new(dialect),
            leaf: None,
            table: None,
            dropped: 0,
            too_deep: None,
        }
    }

    /// The blocks, and the first place where they were nested too deep.
    pub(super) fn finish(mut self) -> (Vec<Block<RawRef>>, Option<Span>) {
        self.settle();
        let inline = self.inline.too_deep.take().map(|it| self.source.first_line(it));
        (self.containers.finish(), self.too_deep.into_iter().chain(inline).min())
    }

    /// Takes the next event.
    pub(super) fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.dropped > 0 {
            self.drop_event(&event);
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, range),
            Event::Code(text) => self.inline.token(Token::Code(text), &range),
            Event::Html(text) => self.html_line(&text),
            Event::InlineHtml(text) => self.inline.html(text, range, self.sink),
            Event::FootnoteReference(label) => self.inline.token(Token::Footnote(label), &range),
            Event::SoftBreak => self.inline.token(Token::SoftBreak(range.clone()), &range),
            Event::HardBreak => self.inline.token(Token::HardBreak, &range),
            Event::TaskListMarker(checked) => self.inline.token(Token::Checkbox(checked), &range),
            Event::Rule => {
                self.settle();
                self.push(range, BlockKind::Rule);
            }
        }
    }

    fn drop_event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(_) => self.dropped += 1,
            Event::End(_) => self.dropped -= 1,
            Event::Text(_) | Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => (),
            Event::Html(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => (),
            Event::SoftBreak | Event::HardBreak | Event::Rule | Event::TaskListMarker(_) => (),
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } => {
                self.start_inline(tag, range);
            }
            Tag::Paragraph | Tag::DefinitionListTitle => self.settle(),
            Tag::Heading { id, classes, attrs, .. } => {
                self.settle();
                let found = id.is_some() || !classes.is_empty() || !attrs.is_empty();
                self.leaf = Some(Leaf::Heading(Attributes::read(self.source, range, found, self.sink)));
            }
            Tag::CodeBlock(kind) => {
                self.settle();
                self.leaf = Some(Leaf::Code(info(kind), String::new(), None));
            }
            Tag::HtmlBlock => {
                self.settle();
                self.leaf = Some(Leaf::Html(String::new()));
            }
            Tag::Table(aligns) => {
                self.settle();
                self.table = Some(Rows::new(&aligns));
            }
            Tag::BlockQuote(_) => self.start_quote(range),
            Tag::List(start) => self.enter(Kind::List(start, Vec::new()), range),
            Tag::Item => self.enter(Kind::Item, range),
            Tag::FootnoteDefinition(label) => self.enter(Kind::Footnote(Box::from(&*label)), range),
            Tag::DefinitionList => self.enter(Kind::Definitions(Vec::new()), range),
            Tag::DefinitionListDefinition => self.enter(Kind::Meaning, range),
            Tag::TableHead | Tag::TableRow | Tag::TableCell => (),
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => (),
        }
    }

    fn start_inline(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let start = range.start;
        if let Tag::Link { link_type, dest_url, title, .. } = &tag {
            self.inline.open(LinkKind::Link, (*link_type, dest_url, title), range, self.sink);
        } else if let Tag::Image { link_type, dest_url, title, .. } = &tag {
            self.inline.open(LinkKind::Image, (*link_type, dest_url, title), range, self.sink);
        } else {
            self.inline.delimiters(start..start + self.width(&tag.to_end(), start));
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => {
                let width = self.width(&tag, range.start);
                self.inline.delimiters(range.end - width..range.end);
            }
            TagEnd::Link | TagEnd::Image => self.inline.close(&range),
            TagEnd::Paragraph => self.paragraph(range),
            TagEnd::Heading(level) => self.heading(level, range),
            TagEnd::CodeBlock | TagEnd::HtmlBlock => self.leaf(range),
            TagEnd::DefinitionListTitle => {
                let term = self.inline.finish(Place::Block, self.sink);
                self.containers.term(term, self.source.trimmed(range));
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::DefinitionList | TagEnd::DefinitionListDefinition => self.leave(),
            TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => self.end_table(tag, range),
            TagEnd::Superscript | TagEnd::Subscript | TagEnd::MetadataBlock(_) => (),
        }
    }

    /// How many delimiters stand at each end of something emphasised at `start`.
    fn width(&self, tag: &TagEnd, start: usize) -> usize {
        let doubled = *tag == TagEnd::Strong || (*tag == TagEnd::Strikethrough && self.source.byte(start + 1) == b'~');
        if doubled { 2 } else { 1 }
    }

    fn end_table(&mut self, tag: TagEnd, range: Range<usize>) {
        let Some(table) = &mut self.table else { return };
        if tag == TagEnd::TableCell {
            table.cell(self.inline.finish(Place::Cell, self.sink));
        } else if tag == TagEnd::TableHead {
            table.head();
        } else if tag == TagEnd::TableRow {
            table.row(self.source, range, self.sink);
        } else if let Some(table) = self.table.take() {
            self.push(range, BlockKind::Table(Box::new(table.finish())));
        }
    }

    fn start_quote(&mut self, range: Range<usize>) {
        let marker = callout::marker(self.source, range.clone(), self.sink);
        self.enter(Kind::Quote(marker.as_ref().and_then(|it| it.callout)), range);
        if let Some(marker) = marker {
            self.inline.hide_until(marker.end);
        }
    }

    fn enter(&mut self, kind: Kind, range: Range<usize>) {
        self.settle();
        if !self.containers.enter(kind, range.clone()) {
            self.dropped = 1;
            self.too_deep.get_or_insert(self.source.first_line(range));
        }
    }

    fn leave(&mut self) {
        self.settle();
        self.containers.leave(self.source);
    }

    /// Inline content outside of any leaf is that of a tight item.
    fn settle(&mut self) {
        if !self.inline.is_empty() {
            let range = self.inline.range();
            let content = self.inline.finish(Place::Block, self.sink);
            self.sink.extend(table::missed(self.source, range.clone()));
            self.push(range, BlockKind::Plain(content));
        }
    }

    fn push(&mut self, range: Range<usize>, kind: BlockKind<RawRef>) {
        self.containers.push(block(self.source.trimmed(range), kind));
    }

    fn text(&mut self, text: CowStr<'a>, range: Range<usize>) {
        match &mut self.leaf {
            Some(Leaf::Code(_, code, place)) => {
                code.push_str(&text);
                let start = place.as_ref().map_or(range.start, |it| it.start);
                *place = Some(start..range.end);
            }
            Some(Leaf::Html(html)) => html.push_str(&text),
            Some(Leaf::Heading(_)) | None => self.inline.text(text, range, self.sink),
        }
    }

    fn html_line(&mut self, line: &str) {
        if let Some(Leaf::Html(html)) = &mut self.leaf {
            html.push_str(line);
        }
    }

    fn paragraph(&mut self, range: Range<usize>) {
        if self.inline.is_empty() {
            return;
        }
        let start = self.inline.range().start;
        let content = self.inline.finish(Place::Block, self.sink);
        let anchor = match self.containers.at_root() {
            true => self.headings.paragraph(self.source.text.get(start..).unwrap_or_default()),
            false => None,
        };
        self.sink.extend(table::missed(self.source, start..range.end));
        let span = self.source.trimmed(start..range.end);
        self.containers.push(Block { span, anchor, kind: BlockKind::Paragraph(content) });
    }

    fn heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let Some(Leaf::Heading(attributes)) = self.leaf.take() else { return };
        let content = self.inline.finish(Place::Block, self.sink);
        let place = (self.source, range.clone());
        let heading = self.headings.heading(level as u8, content, attributes, place, self.sink);
        self.push(range, BlockKind::Heading(Box::new(heading)));
    }

    fn leaf(&mut self, range: Range<usize>) {
        match self.leaf.take() {
            Some(Leaf::Code(info, text, place)) => {
                let kind = self.code(info, text, place.unwrap_or(range.end..range.end));
                self.push(range, kind);
            }
            Some(Leaf::Html(html)) => {
                self.sink.push(raw_html(self.source, range.clone()));
                self.push(range, BlockKind::Paragraph(vec![Inline::Text(html.trim_end().into())]));
            }
            Some(Leaf::Heading(_)) | None => (),
        }
    }

    fn code(&mut self, info: Box<str>, text: String, place: Range<usize>) -> BlockKind<RawRef> {
        let (start, span) = (place.start, self.source.span(place));
        let fence = view_query::Fence { info: &info, text: &text, source: self.source.text, start, span };
        let view = view_query::parse(fence, self.sink);
        view.map_or_else(|| BlockKind::Code { info, text: text.into() }, |it| BlockKind::View(Box::new(it)))
    }
}

fn info(kind: CodeBlockKind<'_>) -> Box<str> {
    match kind {
        CodeBlockKind::Fenced(info) => Box::from(&*info),
        CodeBlockKind::Indented => Box::default(),
    }
}
