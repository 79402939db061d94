//! The glossary: terms from the definition lists of `> [!用語]` quotes, and the first occurrence of each on a page made a link.

use std::sync::{Mutex, PoisonError};

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;

use super::terms::{Names, definitions, names};
use crate::model::{
    Block, BlockKind, Callout, Definition, DocId, Document, Inline, Inlines, Reference, Target, plain_text,
};
use crate::source::Span;

/// An entry of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its anchor on the glossary page.
    pub anchor: Box<str>,
    /// The term as written.
    pub name: Box<str>,
    /// Where it is explained.
    pub span: Span,
    /// The document that explains it.
    pub document: DocId,
    /// The explanation.
    pub meanings: Vec<Vec<Block<Target>>>,
}

/// Collects the terms, sorted, and links their first occurrence on each page.
pub(super) fn link(documents: &mut [Document<Target>], names: &Names, finders: &Finders) -> Vec<Term> {
    let mut terms: Vec<Term> = documents.iter().flat_map(|it| terms_of(it, names)).collect();
    terms.sort_by(|a, b| a.name.cmp(&b.name));
    if let Some(finder) = Finder::new(&terms, finders) {
        documents.par_iter_mut().for_each(|it| finder.link_page(&mut it.blocks));
    }
    terms
}

fn terms_of(document: &Document<Target>, names: &Names) -> Vec<Term> {
    let term = |it: &Definition<Target>| {
        let name = plain_text(&it.term);
        let anchor = names.anchor(&name)?.into();
        Some(Term {
            anchor,
            name: name.into(),
            span: it.span,
            document: document.id.clone(),
            meanings: it.meanings.clone(),
        })
    };
    definitions(&document.blocks).into_iter().filter_map(term).collect()
}

/// What finds the terms of a glossary, kept for the next binder: those over one template have the same terms.
#[derive(Debug, Default)]
pub struct Finders(Mutex<Option<(Vec<Box<str>>, AhoCorasick)>>);

impl Finders {
    fn of(&self, names: Vec<Box<str>>) -> Option<AhoCorasick> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, automaton)) = &*last
            && *known == names
        {
            return Some(automaton.clone());
        }
        let patterns = names.iter().map(|it| &**it);
        let made = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns).ok()?;
        *last = Some((names, made.clone()));
        Some(made)
    }
}

struct Finder {
    automaton: AhoCorasick,
    /// Anchor of each pattern.
    anchors: Vec<Box<str>>,
}

impl Finder {
    fn new(terms: &[Term], finders: &Finders) -> Option<Self> {
        let named: Vec<(&str, &str)> =
            terms.iter().flat_map(|it| names(&it.name).into_iter().map(|name| (name, &*it.anchor))).collect();
        if named.is_empty() {
            return None;
        }
        let automaton = finders.of(named.iter().map(|it| it.0.into()).collect())?;
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

    fn inlines(&self, inlines: &mut Inlines<Target>, span: Span, linked: &mut Vec<Box<str>>) {
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
                Inline::Value(it) => self.inlines(&mut it.shown, span, linked),
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
    fn split(&self, text: &str, span: Span, linked: &mut Vec<Box<str>>) -> Option<Inlines<Target>> {
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
