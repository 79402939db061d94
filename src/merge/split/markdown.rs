//! A document to its settings, sections, tables and rows. What is a heading or a table is what the Markdown parser takes for
//! one: a `##` within a block of code is none, nor is one within a quotation or a list.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::heading::Heading;
use super::tables::{self, TableAt};
use super::toml;
use crate::merge::node::{Kind, Naming, Node, Rank, Seam};

const FENCE: &str = "+++";
/// More container markers on one line than this cost the parser more than the file is worth: it is one block then.
const MARKERS: usize = 200;

/// The blocks of `text`.
pub(super) fn split(text: &str) -> Vec<Node> {
    if text.lines().any(is_hopeless) {
        return Vec::new();
    }
    let front = front(text);
    let start = front.as_ref().map_or(0, |it| it.range.end);
    let mut nodes: Vec<Node> = front.into_iter().collect();
    let first = nodes.len();
    let outline = Outline::of(text, start);
    nodes.extend(outline.opening(text, start));
    let mut above: Vec<(HeadingLevel, usize, String)> = Vec::new();
    for (n, at) in outline.headings.iter().enumerate() {
        above.retain(|it| it.0 < at.level);
        let end = outline.headings.get(n + 1).map_or(text.len(), |it| it.range.start);
        let path: Vec<&str> = above.iter().map(|it| it.2.as_str()).collect();
        let mut node = at.node(&path, &outline.within(at.range.end..end), text, end);
        node.under = above.last().map(|it| it.1);
        above.push((at.level, nodes.len(), at.heading.title.clone()));
        nodes.push(node);
    }
    // The title of a document stays its title, whatever it reads.
    for node in nodes.iter_mut().skip(first).filter(|it| it.kind == Kind::Section).take(1) {
        node.naming = Naming::Unnamed;
    }
    nodes
}

fn is_hopeless(line: &str) -> bool {
    let is_marker = |it: &u8| b">-+*: \t[]^.)0123456789".contains(it);
    line.len() > MARKERS
        && line.bytes().take_while(is_marker).filter(|it| !matches!(it, b' ' | b'\t')).count() > MARKERS
}

/// The settings at the head of a document; none where nobody closed them.
fn front(text: &str) -> Option<Node> {
    let is_fence = |it: &str| it.trim_end() == FENCE;
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().filter(|it| is_fence(it))?.len();
    let mut close = first;
    let end = lines.find_map(|line| {
        let start = close;
        close += line.len();
        is_fence(line).then_some(start)
    })?;
    let mut node = Node::new(Kind::Front, 0..close).called(FENCE, "先頭の設定");
    (node.rank, node.sign, node.title) = (Rank::First, FENCE.to_owned(), Some(FENCE.to_owned()));
    let fence = |range: Range<usize>, rank, id: &str| {
        let node = Node::new(Kind::Fence, range).called(id, "先頭の設定の囲み");
        Node { rank, sign: id.to_owned(), title: Some(id.to_owned()), ..node }
    };
    node.parts.push(fence(0..first, Rank::First, "+++("));
    node.parts.extend(toml::split(&text[first..end], first));
    node.parts.push(fence(end..close, Rank::Last, "+++)"));
    Some(node)
}

/// A heading and where it stands.
struct HeadingAt {
    level: HeadingLevel,
    /// Its lines, from the beginning of the first.
    range: Range<usize>,
    mark: Option<String>,
    heading: Heading,
}

/// The headings and tables that stand in nothing else.
#[derive(Default)]
struct Outline {
    headings: Vec<HeadingAt>,
    tables: Vec<TableAt>,
}

impl Outline {
    fn of(text: &str, start: usize) -> Self {
        let mut outline = Self::default();
        let mut depth = 0usize;
        let mut words: Option<String> = None;
        for (event, range) in Parser::new_ext(&text[start..], options()).into_offset_iter() {
            let range = start + range.start..start + range.end;
            match event {
                Event::Start(Tag::Heading { level, id, .. }) if depth == 0 => {
                    let mark = id.map(|it| it.to_string());
                    let range = line_start(text, range.start)..range.end;
                    outline.headings.push(HeadingAt { level, range, mark, heading: Heading::new("") });
                    (depth, words) = (1, Some(String::new()));
                }
                Event::Start(Tag::Table(alignments)) if depth == 0 => {
                    let start = line_start(text, range.start);
                    outline.tables.push(TableAt::new(start..range.end, format!("{alignments:?}")));
                    depth = 1;
                }
                Event::Start(tag) => {
                    if let Some(table) = outline.tables.last_mut().filter(|_| depth <= 2) {
                        table.event(&tag, &range, text);
                    }
                    depth += 1;
                }
                Event::End(end) => {
                    depth = depth.saturating_sub(1);
                    if let (TagEnd::Heading(_), Some(read)) = (end, words.take_if(|_| depth == 0)) {
                        outline.close_heading(&read);
                    }
                }
                Event::Text(it) | Event::Code(it) => words.iter_mut().for_each(|words| words.push_str(&it)),
                Event::SoftBreak | Event::HardBreak => words.iter_mut().for_each(|words| words.push(' ')),
                Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::Html(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::Rule
                | Event::TaskListMarker(_) => (),
            }
        }
        outline
    }

    /// Attributes that the parser left in the words are none of them.
    fn close_heading(&mut self, words: &str) {
        let Some(at) = self.headings.last_mut() else { return };
        let (words, attributes) = match words.trim_end().strip_suffix('}').and_then(|it| it.rsplit_once('{')) {
            Some((words, attributes)) => (words, attributes),
            None => (words, ""),
        };
        at.heading = Heading::new(words);
        let mark = || attributes.split_whitespace().find_map(|it| it.strip_prefix('#')).map(str::to_owned);
        at.mark = at.mark.take().or_else(mark);
    }

    fn within(&self, range: Range<usize>) -> Vec<&TableAt> {
        self.tables.iter().filter(|it| range.contains(&it.range.start)).collect()
    }

    /// What stands before the first heading.
    fn opening(&self, text: &str, start: usize) -> Option<Node> {
        let end = self.headings.first().map_or(text.len(), |it| it.range.start);
        let start = tables::first_text(text, start..end)?;
        let mut node = Node::new(Kind::Section, start..end).called("^", "はじめの文");
        (node.rank, node.naming, node.seam) = (Rank::Opening, Naming::Unnamed, Seam::Blank);
        node.sign = "^".to_owned();
        node.parts = tables::parts(&node, &self.within(start..end), text, start..end);
        Some(node)
    }
}

impl HeadingAt {
    fn node(&self, path: &[&str], tables: &[&TableAt], text: &str, end: usize) -> Node {
        let Heading { name, number, title } = &self.heading;
        let spoken = if name.is_empty() { "（見出しなし）" } else { name };
        let id = match (&self.mark, number) {
            (Some(mark), _) => format!("#{mark}"),
            (None, Some(number)) if title.is_empty() => number.clone(),
            (None, _) => title.clone(),
        };
        let mut node = Node::new(Kind::Section, self.range.clone()).called(id, spoken);
        node.seam = Seam::Blank;
        node.mark.clone_from(&self.mark);
        node.path = Some(path.join("/"));
        node.title = Some(title.clone());
        // `1.` may stand under several headings, `第1条` may not.
        node.number = number
            .as_ref()
            .map(|it| if self.heading.is_article() { it.clone() } else { format!("{}/{it}", path.join("/")) });
        node.sign = format!("{}|{}|{}", self.level as usize, number.as_deref().unwrap_or_default(), title);
        node.cut = Some(self.range.end);
        node.parts = tables::parts(&node, tables, text, self.range.start..end);
        node
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |it| it + 1)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}
