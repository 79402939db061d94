//! One document's blocks. Holds what is true of that document only: its label, its footnotes, its heading levels, its form.
//!
//! Headings never skip a level and never rise above 3 (1 is the tab, 2 the document). A heading within a quote or list is
//! a bold paragraph: the outline of a PDF has no place for it.

use std::collections::{BTreeMap, BTreeSet};

use super::node::{Block, Definition, Inline, Kind, Mark};
use super::scribe::Scribe;
use crate::model::{
    Block as Source, BlockKind, Callout, Class, Definition as SourceDefinition, Document, Form, Heading,
    Inline as SourceInline, Target, plain_text,
};

/// Highest and lowest level of a heading within a document.
const LEVELS: std::ops::RangeInclusive<u8> = 3..=6;

pub(super) struct Walk<'s, 'a> {
    pub(super) scribe: &'s mut Scribe<'a>,
    /// Label of the document; none where what is walked stands elsewhere too.
    prefix: Option<String>,
    pub(super) form: Option<&'a Form>,
    footnotes: BTreeMap<&'a str, &'a [Source<Target>]>,
    noted: BTreeSet<&'a str>,
    /// Level that the highest heading of the document has.
    top: u8,
    /// Level of the heading before, as shown.
    level: u8,
    depth: usize,
}

impl<'s, 'a> Walk<'s, 'a> {
    /// Of a document at its own place.
    pub(super) fn document(scribe: &'s mut Scribe<'a>, document: &'a Document<Target>) -> Self {
        let prefix = scribe.binder.label(&Target::Document(document.id.clone())).map(|it| it.0);
        let mut walk = Self::anywhere(scribe, &document.blocks);
        walk.prefix = prefix;
        // A form of another year is shown as it was written.
        let year = walk.scribe.binder.edition_of_year().map(|it| it.fiscal_year);
        walk.form = document.form().filter(|it| Some(it.fiscal_year) == year);
        walk
    }

    /// Of content that has its labels elsewhere.
    pub(super) fn anywhere(scribe: &'s mut Scribe<'a>, blocks: &'a [Source<Target>]) -> Self {
        let headings = blocks.iter().filter_map(Source::heading);
        let top = headings.map(|it| it.level).min().unwrap_or(1);
        let mut footnotes = BTreeMap::new();
        collect_footnotes(blocks, &mut footnotes);
        Self {
            scribe,
            prefix: None,
            form: None,
            footnotes,
            noted: BTreeSet::new(),
            top,
            level: LEVELS.start() - 1,
            depth: 0,
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Source<Target>]) -> Vec<Block> {
        self.depth += 1;
        let blocks = blocks.iter().filter_map(|it| self.block(it)).collect();
        self.depth -= 1;
        blocks
    }

    fn block(&mut self, block: &Source<Target>) -> Option<Block> {
        self.scribe.at(block.span);
        let pos = self.scribe.pos(block.span);
        let anchor = match &block.kind {
            BlockKind::Heading(heading) => Some(&heading.id),
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::List { .. }
            | BlockKind::Quote(_)
            | BlockKind::Callout { .. }
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::Definitions(_)
            | BlockKind::Footnote { .. }
            | BlockKind::View(_) => block.anchor.as_ref(),
        };
        let label = anchor.zip(self.prefix.as_ref()).map(|(it, prefix)| format!("{prefix}/{it}"));
        let id = label.and_then(|it| self.scribe.claim(it));
        Some(Block { pos, id, kind: self.kind(block)? })
    }

    fn kind(&mut self, block: &Source<Target>) -> Option<Kind> {
        Some(match &block.kind {
            BlockKind::Paragraph(content) => self.paragraph(content),
            BlockKind::Plain(content) => match content.as_slice() {
                [SourceInline::Image(image)] => self.figure(image),
                _ => Kind::Plain { c: self.inlines(content) },
            },
            BlockKind::Heading(heading) => self.heading(heading)?,
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => Kind::Quote { c: self.blocks(blocks) },
            BlockKind::Callout { callout, blocks } => self.callout(*callout, blocks),
            BlockKind::Code { text, .. } => Kind::Code { s: self.scribe.code(text) },
            BlockKind::Table(table) => self.table(table),
            BlockKind::Rule => Kind::Hr,
            BlockKind::Definitions(definitions) => {
                Kind::Dl { items: definitions.iter().map(|it| self.definition(it)).collect() }
            }
            BlockKind::Footnote { .. } => return None,
            BlockKind::View(view) => super::register::view(self.scribe, view)?,
        })
    }

    fn paragraph(&mut self, content: &[SourceInline<Target>]) -> Kind {
        if let [SourceInline::Image(image)] = content {
            return self.figure(image);
        }
        let hang = opens_with_number(&plain_text(content));
        Kind::P { hang, c: self.inlines(content) }
    }

    fn heading(&mut self, heading: &Heading<Target>) -> Option<Kind> {
        let c = self.inlines(&heading.content);
        if heading.text.trim().is_empty() {
            return (!c.is_empty()).then_some(Kind::P { hang: false, c });
        }
        if self.depth > 1 {
            return Some(Kind::P { hang: false, c: vec![Inline::Mark(Mark::Strong { c })] });
        }
        let wanted = LEVELS.start() + heading.level.saturating_sub(self.top);
        self.level = wanted.min(self.level + 1).min(*LEVELS.end());
        Some(Kind::H { l: self.level, s: self.scribe.line(&heading.text), c })
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Source<Target>>]) -> Kind {
        let tasks = !items.is_empty() && items.iter().all(|it| opens_with_box(it));
        let items = items.iter().map(|it| self.blocks(it)).collect();
        match start {
            Some(start) => Kind::Ol { start, items },
            None => Kind::Ul { tasks, items },
        }
    }

    fn callout(&mut self, callout: Callout, blocks: &[Source<Target>]) -> Kind {
        let who = match callout {
            Callout::Limited(class) => Some(class.as_str()),
            Callout::Note
            | Callout::Tip
            | Callout::Important
            | Callout::Warning
            | Callout::Caution
            | Callout::Supplement
            | Callout::Terms
            | Callout::Example
            | Callout::Reference => None,
        };
        Kind::Note { k: name(callout), who, c: self.blocks(blocks) }
    }

    fn definition(&mut self, definition: &SourceDefinition<Target>) -> Definition {
        self.scribe.at(definition.span);
        Definition {
            term: self.inlines(&definition.term),
            meanings: definition.meanings.iter().map(|it| self.blocks(it)).collect(),
        }
    }

    /// The footnote's text at the first mark, the label alone at the others; nothing for a mark without a text.
    pub(super) fn footnote(&mut self, label: &str) -> Option<Mark> {
        let (label, blocks) = self.footnotes.get_key_value(label).map(|(k, v)| (*k, *v))?;
        let id = format!("fn:{}/{label}", self.prefix.as_ref()?);
        if !self.noted.insert(label) {
            return Some(Mark::FnAgain { id });
        }
        let c = self.blocks(blocks);
        Some(Mark::Fn { id, c })
    }

    /// What `write` makes with every mark of a footnote left out: where no footnote may stand.
    pub(super) fn without_footnotes<T>(&mut self, write: impl FnOnce(&mut Self) -> T) -> T {
        let footnotes = std::mem::take(&mut self.footnotes);
        let written = write(self);
        self.footnotes = footnotes;
        written
    }
}

fn collect_footnotes<'a>(blocks: &'a [Source<Target>], footnotes: &mut BTreeMap<&'a str, &'a [Source<Target>]>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Footnote { label, blocks } => {
                footnotes.entry(label).or_insert(blocks);
            }
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } => {
                collect_footnotes(blocks, footnotes);
            }
            BlockKind::List { items, .. } => {
                items.iter().for_each(|it| collect_footnotes(it, footnotes));
            }
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
}

/// `２　職員は…`: the number of a 項 and a full-width space.
fn opens_with_number(text: &str) -> bool {
    let digits = text.chars().take_while(|it| it.is_numeric()).count();
    (1..=2).contains(&digits) && text.chars().nth(digits) == Some('\u{3000}')
}

fn opens_with_box(item: &[Source<Target>]) -> bool {
    let first = item.first().map(|it| &it.kind);
    match first {
        Some(BlockKind::Paragraph(content) | BlockKind::Plain(content)) => {
            matches!(content.first(), Some(SourceInline::Checkbox(_)))
        }
        Some(_) | None => false,
    }
}

/// The name of a callout in the tree.
fn name(callout: Callout) -> &'static str {
    match callout {
        Callout::Note => "note",
        Callout::Tip => "tip",
        Callout::Important => "important",
        Callout::Warning => "warning",
        Callout::Caution => "caution",
        Callout::Supplement => "supplement",
        Callout::Terms => "terms",
        Callout::Example => "example",
        Callout::Reference => "reference",
        Callout::Limited(_) => "limited",
    }
}

/// The name of a class, where a document or quote is for few.
pub(super) fn few(class: Option<Class>) -> Option<&'static str> {
    match class? {
        Class::Public | Class::Inspection => None,
        class @ (Class::Manager | Class::Confidential) => Some(class.as_str()),
    }
}
