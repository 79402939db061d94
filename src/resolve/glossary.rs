//! The glossary: terms from the definition lists of `> [!用語]` quotes, and the first occurrence of each on a page made a link.

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::index::{Index, fold};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    Block, BlockKind, Callout, Definition, DocId, Document, Inline, Inlines, RawRef, Reference, Target, plain_text,
    slug,
};

/// An entry of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its anchor on the glossary page.
    pub anchor: Box<str>,
    /// The term as written.
    pub name: Box<str>,
    /// The document that explains it.
    pub document: DocId,
    /// The explanation.
    pub meanings: Vec<Vec<Block<Target>>>,
}

/// Takes a definition into the index; a second one of the same term is a finding.
pub(super) fn register(index: &mut Index, definition: &Definition<RawRef>, sink: &mut Sink) {
    let name = plain_text(&definition.term);
    let anchor: Box<str> = slug(&name).into();
    let key = fold(&name).to_string();
    if index.terms.contains_key(&key) {
        sink.push(Finding::at(Code::DuplicateTerm, definition.span).with("term", &name).with("other", &name));
    }
    for alias in names(&name) {
        index.terms.entry(fold(alias).to_string()).or_insert_with(|| anchor.clone());
    }
    index.terms.entry(key).or_insert(anchor);
}

/// The names under which a term is found in text: `事業継続計画（BCP）` is two, `サービス（ソフトウェアの）` none, because the
/// bare word is too common.
fn names(term: &str) -> Vec<&str> {
    let Some((outer, inner)) = term.strip_suffix(['）', ')']).and_then(|it| it.split_once(['（', '('])) else {
        return vec![term];
    };
    let is_abbreviation = |it: &str| it.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-. ".contains(&b));
    if is_abbreviation(inner) || is_abbreviation(outer) { vec![outer.trim(), inner.trim()] } else { Vec::new() }
}

/// Collects the terms, sorted, and links their first occurrence on each page.
pub(super) fn link(documents: &mut [Document<Target>]) -> Vec<Term> {
    let mut terms = Vec::new();
    for document in documents.iter() {
        collect(&document.blocks, &document.id, &mut terms);
    }
    terms.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(finder) = Finder::new(&terms) {
        documents.par_iter_mut().for_each(|it| finder.link_page(&mut it.blocks));
    }
    terms
}

fn collect(blocks: &[Block<Target>], document: &DocId, terms: &mut Vec<Term>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Callout { callout: Callout::Terms, blocks } => collect_definitions(blocks, document, terms),
            BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) => collect(blocks, document, terms),
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Heading(_)
            | BlockKind::List { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Definitions(_)
            | BlockKind::Footnote { .. }
            | BlockKind::View(_) => (),
        }
    }
}

fn collect_definitions(blocks: &[Block<Target>], document: &DocId, terms: &mut Vec<Term>) {
    for block in blocks {
        let BlockKind::Definitions(definitions) = &block.kind else {
            continue;
        };
        for definition in definitions {
            let name = plain_text(&definition.term);
            let anchor = slug(&name).into();
            let meanings = definition.meanings.clone();
            terms.push(Term { anchor, name: name.into(), document: document.clone(), meanings });
        }
    }
}

struct Finder {
    automaton: AhoCorasick,
    /// Anchor of each pattern.
    anchors: Vec<Box<str>>,
}

impl Finder {
    fn new(terms: &[Term]) -> Option<Self> {
        let named: Vec<(&str, &str)> =
            terms.iter().flat_map(|it| names(&it.name).into_iter().map(|name| (name, &*it.anchor))).collect();
        if named.is_empty() {
            return None;
        }
        let automaton =
            AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(named.iter().map(|it| it.0)).ok()?;
        Some(Self { automaton, anchors: named.into_iter().map(|it| it.1.into()).collect() })
    }

    fn link_page(&self, blocks: &mut [Block<Target>]) {
        let mut linked = Vec::new();
        self.blocks(blocks, &mut linked);
    }

    /// Headings, code and the terms' own definitions stay as they are.
    fn blocks(&self, blocks: &mut [Block<Target>], linked: &mut Vec<Box<str>>) {
        for block in blocks {
            let span = block.span;
            match &mut block.kind {
                BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.inlines(content, span, linked),
                BlockKind::List { items, .. } => items.iter_mut().for_each(|it| self.blocks(it, linked)),
                BlockKind::Callout { callout: Callout::Terms, .. } => (),
                BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                    self.blocks(blocks, linked);
                }
                BlockKind::Table(table) => {
                    table.rows.iter_mut().flat_map(|(_, cells)| cells).for_each(|it| self.inlines(it, span, linked));
                }
                BlockKind::Heading(_)
                | BlockKind::Code { .. }
                | BlockKind::Rule
                | BlockKind::Definitions(_)
                | BlockKind::View(_) => (),
            }
        }
    }

    fn inlines(&self, inlines: &mut Inlines<Target>, span: crate::source::Span, linked: &mut Vec<Box<str>>) {
        let mut i = 0;
        while i < inlines.len() {
            match &mut inlines[i] {
                Inline::Text(text) => {
                    if let Some(parts) = self.split(text, span, linked) {
                        let count = parts.len();
                        inlines.splice(i..=i, parts);
                        i += count;
                        continue;
                    }
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner, span, linked),
                Inline::Strikethrough(_)
                | Inline::Code(_)
                | Inline::HardBreak
                | Inline::Ref(_)
                | Inline::Image(_)
                | Inline::FootnoteRef(_)
                | Inline::Checkbox(_) => (),
            }
            i += 1;
        }
    }

    /// The text cut at terms that were not linked yet; `None` where there are none.
    fn split(&self, text: &str, span: crate::source::Span, linked: &mut Vec<Box<str>>) -> Option<Inlines<Target>> {
        let mut parts = Inlines::new();
        let mut done = 0;
        for found in self.automaton.find_iter(text) {
            let anchor = &self.anchors[found.pattern().as_usize()];
            if linked.contains(anchor) || !stands_alone(text, found.start(), found.end()) {
                continue;
            }
            linked.push(anchor.clone());
            if found.start() > done {
                parts.push(Inline::Text(text[done..found.start()].into()));
            }
            let shown = vec![Inline::Text(text[found.range()].into())];
            let reference = Reference { to: Target::Term(anchor.clone()), span, title: None, shown };
            parts.push(Inline::Ref(Box::new(reference)));
            done = found.end();
        }
        if parts.is_empty() {
            return None;
        }
        if done < text.len() {
            parts.push(Inline::Text(text[done..].into()));
        }
        Some(parts)
    }
}

/// ログ is no term within プログラム, nor OS within CROSS.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let class = |c: char| match c {
        'ァ'..='ヺ' | 'ー' => 1,
        _ if c.is_ascii_alphanumeric() => 2,
        _ => 0,
    };
    let joined =
        |a: Option<char>, b: Option<char>| a.map(class).zip(b.map(class)).is_some_and(|(a, b)| a != 0 && a == b);
    let inside = &text[start..end];
    let before = joined(text[..start].chars().next_back(), inside.chars().next());
    let mut behind = text[end..].chars();
    let next = behind.next().map(|c| if c == 'ー' { behind.next().unwrap_or('。') } else { c });
    !before && !joined(inside.chars().next_back(), next)
}
