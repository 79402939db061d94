//! Headings of one document: their ids, levels, clauses and numbers, and the 項 that follow a clause. Never looks into
//! another document.

use std::ops::Range;

use super::attributes::Attributes;
use super::slug::Ids;
use super::source::Source;
use super::{Dialect, number};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Clause, ClauseRef, Heading, Inline, Inlines, RawRef, plain_text};
use crate::source::Span;

/// What the headings so far make of the next one.
#[derive(Debug)]
pub(super) struct Headings {
    dialect: Dialect,
    ids: Ids,
    level: u8,
    clause: Option<OpenClause>,
}

/// The clause that paragraphs belong to.
#[derive(Debug)]
struct OpenClause {
    clause: Clause,
    level: u8,
    last: u16,
}

impl Headings {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, ids: Ids::default(), level: 0, clause: None }
    }

    /// The heading of this level and content, written at `range`.
    pub(super) fn heading(
        &mut self,
        level: u8,
        mut content: Inlines<RawRef>,
        attributes: Attributes,
        place: (Source<'_>, Range<usize>),
        sink: &mut Sink,
    ) -> Heading<RawRef> {
        let span = place.0.trimmed(place.1);
        let text = plain_text(&content).into_boxed_str();
        self.check(level, &content, span, sink);
        let clause = (self.dialect == Dialect::Rules).then(|| number::clause(text.trim_start())).flatten();
        let number = (self.dialect == Dialect::Bcp).then(|| number::section(text.trim_start())).flatten();
        if let Some(clause) = clause {
            unlink_itself(&mut content, clause);
        }
        self.follow(clause, level);
        let id = self.id(clause, &attributes, &text, sink);
        let Attributes { covers, class, .. } = attributes;
        Heading { level, id, content, text, clause, number, covers, class }
    }

    fn check(&mut self, level: u8, content: &[Inline<RawRef>], span: Span, sink: &mut Sink) {
        // A variable has no text yet.
        let holds_reference = content.iter().any(|it| matches!(it, Inline::Ref(_)));
        if !holds_reference && plain_text(content).trim().is_empty() {
            sink.push(Finding::at(Code::EmptyHeading, span));
        }
        // Without a heading of level 1 the title stands in the front matter.
        let allowed = if self.level == 0 { 2 } else { self.level + 1 };
        if level > allowed {
            sink.push(Finding::at(Code::HeadingLevelSkipped, span).with("from", self.level).with("to", level));
        }
        self.level = level;
    }

    fn follow(&mut self, clause: Option<Clause>, level: u8) {
        match clause {
            Some(clause) => self.clause = Some(OpenClause { clause, level, last: 0 }),
            None if self.clause.as_ref().is_some_and(|it| level <= it.level) => self.clause = None,
            None => (),
        }
    }

    fn id(&mut self, clause: Option<Clause>, attributes: &Attributes, text: &str, sink: &mut Sink) -> Box<str> {
        match (clause, &attributes.id) {
            (Some(clause), chosen) => {
                // That a clause stands twice, here or elsewhere, is found where all rules are together.
                self.ids.claim(&clause.to_string());
                if let Some(chosen) = chosen {
                    let name = format!("#{}", chosen.value);
                    sink.push(Finding::at(Code::BadHeadingAttribute, chosen.span).with("name", name));
                }
                clause.to_string().into()
            }
            (None, Some(chosen)) => {
                if !self.ids.claim(&chosen.value) {
                    sink.push(Finding::at(Code::DuplicateHeading, chosen.span).with("id", &chosen.value));
                }
                chosen.value.clone()
            }
            (None, None) => self.ids.slug(text),
        }
    }

    /// The anchor of a paragraph that begins with `text`, if it is a 項: the first one of a clause, or a numbered one.
    pub(super) fn paragraph(&mut self, text: &str) -> Option<Box<str>> {
        let open = self.clause.as_mut()?;
        let number = match number::paragraph(text) {
            Some(number) => number,
            None if open.last == 0 => 1,
            None => return None,
        };
        if number <= open.last {
            return None;
        }
        open.last = number;
        Some(ClauseRef { clause: open.clause, paragraph: Some(number) }.to_string().into())
    }
}

/// The number that opens a clause is no reference to itself.
fn unlink_itself(content: &mut Inlines<RawRef>, clause: Clause) {
    let itself = RawRef::Clause(ClauseRef { clause, paragraph: None });
    match content.first_mut() {
        Some(Inline::Ref(it)) if it.to == itself => {
            let shown = std::mem::take(&mut it.shown);
            content.splice(0..1, shown);
        }
        Some(_) | None => (),
    }
}
