//! The terms that `> [!用語]` quotes explain, and the names under which each is found. Links nothing by itself.

use std::collections::{HashMap, HashSet};

use super::index::fold;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Block, BlockKind, Callout, Definition, RawRef, Stage, plain_text, slug};
use crate::source::Span;

/// Every term and abbreviation, to its anchor on the glossary page.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<Box<str>, Known>,
    anchors: HashSet<Box<str>>,
}

#[derive(Debug, Clone)]
struct Known {
    anchor: Box<str>,
    /// The term as written.
    term: Box<str>,
    span: Span,
}

impl Names {
    /// Takes a definition in; a second one of the same name is a finding.
    pub(super) fn add(&mut self, definition: &Definition<RawRef>, sink: &mut Sink) {
        let term = plain_text(&definition.term);
        let mut names = names(&term);
        names.push(&term);
        if let Some(other) = names.iter().find_map(|it| self.by_name.get(&fold(it))) {
            let finding = Finding::at(Code::DuplicateTerm, definition.span).with("term", &term);
            return sink.push(finding.with("other", &other.term).related(other.span));
        }
        let known = Known { anchor: self.free_anchor(&term), term: term.as_str().into(), span: definition.span };
        for name in names {
            self.by_name.insert(fold(name), known.clone());
        }
    }

    fn free_anchor(&mut self, term: &str) -> Box<str> {
        let slug = slug(term);
        let mut anchor: Box<str> = slug.as_str().into();
        let mut number = 1;
        while !self.anchors.insert(anchor.clone()) {
            number += 1;
            anchor = format!("{slug}-{number}").into();
        }
        anchor
    }

    /// The anchor of a term or abbreviation, in any width and case.
    pub(super) fn anchor(&self, name: &str) -> Option<&str> {
        self.by_name.get(&fold(name)).map(|it| &*it.anchor)
    }
}

/// The names under which a term is found in text: `事業継続計画（BCP）` is two, `サービス（ソフトウェアの）` none, because the
/// bare word is too common.
pub(super) fn names(term: &str) -> Vec<&str> {
    let Some((outer, inner)) = term.strip_suffix(['）', ')']).and_then(|it| it.split_once(['（', '('])) else {
        return vec![term];
    };
    let is_abbreviation = |it: &str| it.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-. ".contains(&b));
    if is_abbreviation(inner) || is_abbreviation(outer) { vec![outer.trim(), inner.trim()] } else { Vec::new() }
}

/// The definitions within `> [!用語]` quotes, wherever these stand. Any other definition list explains no term.
pub(super) fn definitions<R: Stage>(blocks: &[Block<R>]) -> Vec<&Definition<R>> {
    let mut found = Vec::new();
    for block in blocks {
        match &block.kind {
            BlockKind::Callout { callout: Callout::Terms, blocks } => found.extend(blocks.iter().flat_map(listed)),
            BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                found.extend(definitions(blocks));
            }
            BlockKind::List { items, .. } => found.extend(items.iter().flat_map(|it| definitions(it))),
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Heading(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Definitions(_)
            | BlockKind::View(_) => (),
        }
    }
    found
}

fn listed<R: Stage>(block: &Block<R>) -> &[Definition<R>] {
    if let BlockKind::Definitions(definitions) = &block.kind { definitions } else { &[] }
}
