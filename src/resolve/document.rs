//! One document: every reference in its tree looked up, and who is mentioned where.

use std::collections::BTreeMap;

use super::imported::OriginalFile;
use super::items::Written;
use super::links::{Resolved, Resolver};
use super::mentions::Found;
use super::view;
use crate::diagnostics::{Code, Finding, nearest};
use crate::model::{
    Block, BlockKind, Definition, DocId, Document, DocumentKind, Heading, Image, Imported, Inline, Inlines, ItemId,
    RawRef, Reference, Respondent, Table, Target, Value, plain_text,
};
use crate::source::Spanned;

/// The document with its targets, what it mentions, and what is wrong with it.
pub(super) fn resolve(
    document: Document<RawRef>,
    resolver: &Resolver<'_>,
    originals: &BTreeMap<Box<str>, OriginalFile>,
) -> (Document<Target>, Vec<Found>, Vec<Finding>) {
    let Document { id, file, mut kind, mut front, mut title, opening, number, blocks, mut imported, mut print } =
        document;
    let numbers = match &kind {
        DocumentKind::Form(form) if !resolver.items.is_of(form.fiscal_year) => Numbers::OfOtherYear,
        DocumentKind::Form(_)
        | DocumentKind::Explanation(_)
        | DocumentKind::Manual
        | DocumentKind::Rules
        | DocumentKind::Bcp
        | DocumentKind::Ledger
        | DocumentKind::Chart
        | DocumentKind::Page => Numbers::OfEdition,
    };
    let answers = match &kind {
        DocumentKind::Form(form) => match form.respondent {
            Respondent::Vendor(_) => Words::OfVendor,
            Respondent::Facility => Words::OfFacility,
        },
        DocumentKind::Explanation(_)
        | DocumentKind::Manual
        | DocumentKind::Rules
        | DocumentKind::Bcp
        | DocumentKind::Ledger
        | DocumentKind::Chart
        | DocumentKind::Page => Words::OfFacility,
    };
    let mut walk = Walk {
        resolver,
        here: &id,
        numbers,
        answers,
        words: Words::OfFacility,
        heading: None,
        found: Vec::new(),
        findings: Vec::new(),
    };
    front.covers = walk.covers(front.covers);
    if let DocumentKind::Form(form) = &mut kind
        && let Some(original) = &mut form.original
    {
        original.file = original.file.take().filter(|it| walk.original(it));
    }
    let opening = walk.inlines(opening);
    if !opening.is_empty() {
        title.value = plain_text(&opening);
    }
    let blocks = walk.blocks(blocks);
    if let Some(imported) = &mut imported {
        walk.imported(imported);
        print = imported.file.as_ref().and_then(|it| originals.get(&it.value)).map(|it| it.print.clone());
    }
    let (found, findings) = (walk.found, walk.findings);
    (Document { id, file, kind, front, title, opening, number, blocks, imported, print }, found, findings)
}

/// Whose numbers a document writes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// Those of the binder's edition.
    OfEdition,
    /// A form of another year: its numbers are plain text, since this year's items of these numbers are others.
    OfOtherYear,
}

/// Who speaks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// The facility: what it names is to be there.
    OfFacility,
    /// A vendor, who may speak of its own papers: 第3条 is hardly ours, and what is not ours is no mistake.
    OfVendor,
}

struct Walk<'a> {
    resolver: &'a Resolver<'a>,
    here: &'a DocId,
    numbers: Numbers,
    /// Whose the answers of its tables are: all cells but the first, which names the item.
    answers: Words,
    /// Whose the words are that the walk is at.
    words: Words,
    /// The heading that the walk is under.
    heading: Option<Box<str>>,
    found: Vec<Found>,
    findings: Vec<Finding>,
}

impl Walk<'_> {
    /// Its file is mentioned by it, and so are the items, each under its clause.
    fn imported(&mut self, imported: &mut Imported) {
        for file in imported.file.iter().filter(|it| self.resolver.index.files.contains(&it.value)) {
            self.mention(Target::Attachment(file.value.clone()));
        }
        for entry in &mut imported.entries {
            self.heading = Some(entry.anchor.clone());
            entry.items = self.covers(std::mem::take(&mut entry.items));
        }
    }

    fn blocks(&mut self, blocks: Vec<Block<RawRef>>) -> Vec<Block<Target>> {
        blocks.into_iter().filter_map(|it| self.block(it)).collect()
    }

    fn block(&mut self, block: Block<RawRef>) -> Option<Block<Target>> {
        let Block { span, anchor, kind } = block;
        let kind = match kind {
            BlockKind::Paragraph(content) => BlockKind::Paragraph(self.inlines(content)),
            BlockKind::Plain(content) => BlockKind::Plain(self.inlines(content)),
            BlockKind::Heading(heading) => BlockKind::Heading(Box::new(self.heading(*heading))),
            BlockKind::List { start, items } => {
                BlockKind::List { start, items: items.into_iter().map(|it| self.blocks(it)).collect() }
            }
            BlockKind::Quote(blocks) => BlockKind::Quote(self.blocks(blocks)),
            BlockKind::Callout { callout, blocks } => BlockKind::Callout { callout, blocks: self.blocks(blocks) },
            BlockKind::Code { info, text } => BlockKind::Code { info, text },
            BlockKind::Table(table) => BlockKind::Table(Box::new(self.table(*table))),
            BlockKind::Rule => BlockKind::Rule,
            BlockKind::Definitions(definitions) => {
                BlockKind::Definitions(definitions.into_iter().map(|it| self.definition(it)).collect())
            }
            BlockKind::Footnote { label, blocks } => BlockKind::Footnote { label, blocks: self.blocks(blocks) },
            BlockKind::View(query) => {
                let view = view::resolve(&query, self.resolver, &mut self.findings)?;
                self.mention(Target::Register(view.register));
                BlockKind::View(Box::new(view))
            }
        };
        Some(Block { span, anchor, kind })
    }

    fn heading(&mut self, heading: Heading<RawRef>) -> Heading<Target> {
        let Heading { level, id, content, clause, number, covers, class, .. } = heading;
        self.heading = Some(id.clone());
        let content = self.inlines(content);
        let text = plain_text(&content).into();
        let covers = self.covers(covers);
        Heading { level, id, content, text, clause, number, covers, class }
    }

    /// Whether the file of a form's original is there.
    fn original(&mut self, file: &Spanned<Box<str>>) -> bool {
        let files = &self.resolver.index.files;
        if files.contains(&*file.value) {
            self.mention(Target::Attachment(file.value.clone()));
            return true;
        }
        let near = nearest(&file.value, files.iter().map(|it| &**it));
        self.findings.push(Finding::at(Code::MissingFile, file.span).with("path", &file.value).nearest(near));
        false
    }

    /// Those that there are; for the others there is no page.
    fn covers(&mut self, written: Vec<Spanned<ItemId>>) -> Vec<Spanned<ItemId>> {
        let mut known = Vec::with_capacity(written.len());
        for item in written {
            if self.numbers == Numbers::OfOtherYear {
                continue;
            }
            if self.resolver.items.has(item.value) {
                self.mention(Target::Item(item.value));
                known.push(item);
            } else {
                self.findings.push(self.resolver.items.missing(item.value, item.span, Written::Id));
            }
        }
        known
    }

    fn table(&mut self, table: Table<RawRef>) -> Table<Target> {
        let Table { aligns, head, rows } = table;
        let head = head.into_iter().map(|it| self.inlines(it)).collect();
        let rows = rows.into_iter().map(|(span, cells)| (span, self.cells(cells))).collect();
        Table { aligns, head, rows }
    }

    fn cells(&mut self, cells: Vec<Inlines<RawRef>>) -> Vec<Inlines<Target>> {
        let mut resolved = Vec::with_capacity(cells.len());
        for cell in cells {
            resolved.push(self.inlines(cell));
            self.words = self.answers;
        }
        self.words = Words::OfFacility;
        resolved
    }

    fn definition(&mut self, definition: Definition<RawRef>) -> Definition<Target> {
        let Definition { term, span, meanings } = definition;
        let term = self.inlines(term);
        Definition { term, span, meanings: meanings.into_iter().map(|it| self.blocks(it)).collect() }
    }

    fn inlines(&mut self, inlines: Inlines<RawRef>) -> Inlines<Target> {
        if inlines.iter().all(is_leaf) {
            // Most cells and many paragraphs: the list keeps its memory.
            return inlines.into_iter().filter_map(leaf).collect();
        }
        let mut out = Inlines::with_capacity(inlines.len());
        for inline in inlines {
            self.inline(inline, &mut out);
        }
        out
    }

    fn inline(&mut self, inline: Inline<RawRef>, out: &mut Inlines<Target>) {
        match inline {
            Inline::Emphasis(inner) => out.push(Inline::Emphasis(self.inlines(inner))),
            Inline::Strong(inner) => out.push(Inline::Strong(self.inlines(inner))),
            Inline::Strikethrough(inner) => out.push(Inline::Strikethrough(self.inlines(inner))),
            Inline::Ref(reference) => self.reference(*reference, out),
            Inline::Image(image) => out.extend(self.image(*image)),
            Inline::Value(value) => {
                let Value { register, row, column, span, shown } = *value;
                let shown = self.inlines(shown);
                out.push(Inline::Value(Box::new(Value { register, row, column, span, shown })));
            }
            it @ (Inline::Text(_)
            | Inline::Code(_)
            | Inline::HardBreak
            | Inline::FootnoteRef(_)
            | Inline::Checkbox(_)) => out.extend(leaf(it)),
        }
    }

    fn reference(&mut self, reference: Reference<RawRef>, out: &mut Inlines<Target>) {
        let Reference { to, span, title, shown } = reference;
        let shown = self.inlines(shown);
        if self.numbers == Numbers::OfOtherYear && matches!(to, RawRef::Item(_)) {
            return out.extend(shown);
        }
        let is_vendors = self.words == Words::OfVendor && is_read_in_prose(&to);
        if is_vendors && let RawRef::Variable(path) = &to {
            // A variable shows nothing of its own.
            return out.push(Inline::Text(format!("{{{{ {} }}}}", super::variable::written(path)).into()));
        }
        if is_vendors && is_of_own_papers(&to) {
            return out.extend(shown);
        }
        match self.resolver.resolve(to, span, self.here) {
            Resolved::Text(text) => out.push(Inline::Text(text)),
            Resolved::Cell(value) => out.push(Inline::Value(value)),
            Resolved::Target(target, note) => {
                self.findings.extend(note);
                self.mention(target.clone());
                out.push(Inline::Ref(Box::new(Reference { to: target, span, title, shown })));
            }
            Resolved::Dangling(finding) => {
                self.findings.extend((!is_vendors).then_some(finding));
                out.extend(shown);
            }
        }
    }

    fn image(&mut self, image: Image<RawRef>) -> Option<Inline<Target>> {
        let Image { source, span, alt, title } = image;
        match self.resolver.resolve(source, span, self.here) {
            Resolved::Target(source @ (Target::Attachment(_) | Target::Outside(_)), note) => {
                self.findings.extend(note);
                self.mention(source.clone());
                Some(Inline::Image(Box::new(Image { source, span, alt, title })))
            }
            Resolved::Dangling(finding) => {
                self.findings.push(finding);
                None
            }
            Resolved::Target(..) | Resolved::Text(_) | Resolved::Cell(_) => {
                self.findings.push(Finding::at(Code::MissingFile, span).with("path", &alt));
                None
            }
        }
    }

    fn mention(&mut self, target: Target) {
        let also = self.resolver.filed_also(&target);
        self.found.extend(
            [Some(target), also].into_iter().flatten().map(|target| Found { target, heading: self.heading.clone() }),
        );
    }
}

/// Whether it is read out of mere text, {{ }} even behind a backslash. The others are written with signs, by whoever wrote the file.
fn is_read_in_prose(to: &RawRef) -> bool {
    match to {
        RawRef::Guideline { .. }
        | RawRef::Part(_)
        | RawRef::Item(_)
        | RawRef::Clause(_)
        | RawRef::RulesClause(_)
        | RawRef::Rules
        | RawRef::Bcp(_)
        | RawRef::Row(_)
        | RawRef::Drawing(_)
        | RawRef::Variable(_)
        | RawRef::NoNumber(..) => true,
        RawRef::Wiki(_) | RawRef::Path(_) | RawRef::Outside(_) => false,
    }
}

/// What a vendor has too: rules, a plan, a chart of whom to call.
fn is_of_own_papers(to: &RawRef) -> bool {
    match to {
        RawRef::Clause(_)
        | RawRef::RulesClause(_)
        | RawRef::Rules
        | RawRef::Bcp(_)
        | RawRef::Drawing(_)
        | RawRef::Variable(_) => true,
        RawRef::Guideline { .. }
        | RawRef::Part(_)
        | RawRef::Item(_)
        | RawRef::Row(_)
        | RawRef::NoNumber(..)
        | RawRef::Wiki(_)
        | RawRef::Path(_)
        | RawRef::Outside(_) => false,
    }
}

/// Whether it holds neither a reference nor other content.
fn is_leaf(inline: &Inline<RawRef>) -> bool {
    match inline {
        Inline::Text(_) | Inline::Code(_) | Inline::HardBreak | Inline::FootnoteRef(_) | Inline::Checkbox(_) => true,
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Ref(_)
        | Inline::Image(_)
        | Inline::Value(_) => false,
    }
}

/// A leaf in the next stage, where it is the same.
fn leaf(inline: Inline<RawRef>) -> Option<Inline<Target>> {
    match inline {
        Inline::Text(text) => Some(Inline::Text(text)),
        Inline::Code(text) => Some(Inline::Code(text)),
        Inline::HardBreak => Some(Inline::HardBreak),
        Inline::FootnoteRef(label) => Some(Inline::FootnoteRef(label)),
        Inline::Checkbox(checked) => Some(Inline::Checkbox(checked)),
        Inline::Emphasis(_)
        | Inline::Strong(_)
        | Inline::Strikethrough(_)
        | Inline::Ref(_)
        | Inline::Image(_)
        | Inline::Value(_) => None,
    }
}
