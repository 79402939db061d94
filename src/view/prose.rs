//! The prose of one document without what a profile withholds: blocks go, references into what is gone are no references,
//! values of masked cells name their column. Never looks anything up anew.

use super::fate::{Fate, fates};
use super::gone::Gone;
use crate::diagnostics::{Code, Finding};
use crate::model::{
    Block, BlockKind, Definition, DocId, Heading, Image, Inline, Inlines, Profile, Reference, RegisterView, Table,
    Target, Value, plain_text,
};
use crate::resolve::Binder;
use crate::source::Span;

/// What stands in the place of a reference, or of the text of a footnote, a list's step, a picture.
pub(super) const HIDDEN: &str = Profile::HIDDEN;

/// A document being written anew.
pub(super) struct Pen<'a> {
    pub(super) binder: &'a Binder,
    pub(super) profile: &'a Profile,
    pub(super) gone: &'a Gone,
    pub(super) here: &'a DocId,
    /// The references that lead nowhere now.
    pub(super) cut: Vec<Finding>,
}

impl Pen<'_> {
    pub(super) fn blocks(&mut self, blocks: &[Block<Target>]) -> Vec<Block<Target>> {
        let stay = fates(blocks, self.profile).filter(|it| it.1 == Fate::Stays);
        stay.filter_map(|(block, _)| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block<Target>) -> Option<Block<Target>> {
        let Block { span, anchor, kind } = block;
        let kind = match kind {
            BlockKind::Paragraph(content) => BlockKind::Paragraph(self.inlines(content, *span)),
            BlockKind::Plain(content) => BlockKind::Plain(self.inlines(content, *span)),
            BlockKind::Heading(heading) => BlockKind::Heading(Box::new(self.heading(heading, *span))),
            BlockKind::List { start, items } => BlockKind::List { start: *start, items: self.items(*start, items)? },
            BlockKind::Quote(blocks) => BlockKind::Quote(self.some_of(blocks)?),
            BlockKind::Callout { callout, blocks } => {
                BlockKind::Callout { callout: *callout, blocks: self.some_of(blocks)? }
            }
            BlockKind::Code { info, text } => BlockKind::Code { info: info.clone(), text: text.clone() },
            BlockKind::Table(table) => BlockKind::Table(Box::new(self.table(table, *span))),
            BlockKind::Rule => BlockKind::Rule,
            BlockKind::Definitions(definitions) => {
                BlockKind::Definitions(definitions.iter().map(|it| self.definition(it)).collect())
            }
            BlockKind::Footnote { label, .. } if self.gone.has_note(self.here, label) => return None,
            BlockKind::Footnote { label, blocks } => {
                let blocks = self.some_of(blocks).unwrap_or_else(|| vec![hidden(*span)]);
                BlockKind::Footnote { label: label.clone(), blocks }
            }
            BlockKind::View(view) => self.view(view, *span),
        };
        Some(Block { span: *span, anchor: anchor.clone(), kind })
    }

    /// `None` where nothing is left of what was something.
    fn some_of(&mut self, blocks: &[Block<Target>]) -> Option<Vec<Block<Target>>> {
        let left = self.blocks(blocks);
        (!left.is_empty() || blocks.is_empty()).then_some(left)
    }

    /// A step of an ordered list stays as such, so that the others keep their numbers.
    fn items(&mut self, start: Option<u64>, items: &[Vec<Block<Target>>]) -> Option<Vec<Vec<Block<Target>>>> {
        let mut left = Vec::with_capacity(items.len());
        for item in items {
            match (self.some_of(item), start, item.first()) {
                (Some(blocks), _, _) => left.push(blocks),
                (None, Some(_), Some(first)) => left.push(vec![hidden(first.span)]),
                (None, None, _) | (None, Some(_), None) => (),
            }
        }
        (!left.is_empty() || items.is_empty()).then_some(left)
    }

    fn heading(&mut self, heading: &Heading<Target>, at: Span) -> Heading<Target> {
        let content = self.inlines(&heading.content, at);
        let text = plain_text(&content).into();
        Heading { content, text, ..heading.clone() }
    }

    fn table(&mut self, table: &Table<Target>, at: Span) -> Table<Target> {
        let Table { aligns, head, rows } = table;
        let head = head.iter().map(|it| self.inlines(it, at)).collect();
        let mut row = |(span, cells): &(Span, Vec<Inlines<Target>>)| {
            (*span, cells.iter().map(|it| self.inlines(it, *span)).collect())
        };
        Table { aligns: aligns.clone(), head, rows: rows.iter().map(&mut row).collect() }
    }

    fn definition(&mut self, definition: &Definition<Target>) -> Definition<Target> {
        let Definition { term, span, meanings } = definition;
        let term = self.inlines(term, *span);
        let mut left: Vec<_> = meanings.iter().filter_map(|it| self.some_of(it)).collect();
        if left.is_empty() && !meanings.is_empty() {
            left.push(vec![hidden(*span)]);
        }
        Definition { term, span: *span, meanings: left }
    }

    /// Rows that were chosen by a masked column would tell what stands in it; sorted by it, too.
    fn view(&mut self, view: &RegisterView, at: Span) -> BlockKind<Target> {
        let Some(register) = self.binder.register(view.register) else {
            return BlockKind::View(Box::new(view.clone()));
        };
        let is_masked =
            |column: usize| register.columns.get(column).is_some_and(|it| self.profile.masks(view.register, &it.value));
        if view.chosen_by.iter().any(|it| is_masked(*it)) {
            self.cut(at, view.register.japanese());
            return BlockKind::Paragraph(vec![Inline::Text(HIDDEN.into())]);
        }
        let mut rows: Vec<usize> =
            view.rows.iter().copied().filter(|it| !self.gone.has_row(view.register, *it)).collect();
        if view.sorted_by.is_some_and(is_masked) {
            rows.sort_unstable();
        }
        let rows = rows.into_iter().map(|it| self.gone.place_left(view.register, it)).collect();
        BlockKind::View(Box::new(RegisterView { rows, ..view.clone() }))
    }

    /// `at` is the block, for what has no place of its own.
    pub(super) fn inlines(&mut self, inlines: &[Inline<Target>], at: Span) -> Inlines<Target> {
        let mut out = Inlines::with_capacity(inlines.len());
        inlines.iter().for_each(|it| self.inline(it, at, &mut out));
        out
    }

    fn inline(&mut self, inline: &Inline<Target>, at: Span, out: &mut Inlines<Target>) {
        out.push(match inline {
            Inline::Emphasis(inner) => Inline::Emphasis(self.inlines(inner, at)),
            Inline::Strong(inner) => Inline::Strong(self.inlines(inner, at)),
            Inline::Strikethrough(inner) => Inline::Strikethrough(self.inlines(inner, at)),
            Inline::Ref(reference) => return self.reference(reference, at, out),
            Inline::Image(image) => self.image(image),
            Inline::Value(value) => self.value(value, at),
            Inline::FootnoteRef(label) if self.gone.has_note(self.here, label) => {
                self.cut(at, label);
                Inline::Text(HIDDEN.into())
            }
            Inline::Text(_) | Inline::Code(_) | Inline::HardBreak | Inline::FootnoteRef(_) | Inline::Checkbox(_) => {
                inline.clone()
            }
        });
    }

    fn reference(&mut self, reference: &Reference<Target>, at: Span, out: &mut Inlines<Target>) {
        let Reference { to, span, title, shown } = reference;
        if !self.gone.has(to, self.binder) {
            let (to, title, shown) = (to.clone(), title.clone(), self.inlines(shown, at));
            return out.push(Inline::Ref(Box::new(Reference { to, span: *span, title, shown })));
        }
        if matches!(to, Target::Term(_)) {
            // The word is the author's own here; only its explanation is gone. One that toji linked by itself is as it was.
            if *span != at {
                self.cut(*span, &plain_text(shown));
            }
            return out.extend(self.inlines(shown, at));
        }
        if !shown.is_empty() {
            self.cut(*span, &plain_text(shown));
            out.push(Inline::Text(HIDDEN.into()));
        }
    }

    fn image(&mut self, image: &Image<Target>) -> Inline<Target> {
        if self.gone.has(&image.source, self.binder) {
            self.cut(
                image.span,
                if image.alt.is_empty() { image.source.attachment().unwrap_or_default() } else { &image.alt },
            );
            return Inline::Text(HIDDEN.into());
        }
        Inline::Image(Box::new(image.clone()))
    }

    fn value(&mut self, value: &Value<Target>, at: Span) -> Inline<Target> {
        let Value { register, row, column, span, shown } = value;
        if self.gone.has_row_of(*register, row, self.binder) {
            self.cut(*span, row.as_str());
            return Inline::Text(HIDDEN.into());
        }
        if self.profile.masks(*register, column) {
            return Inline::Text(format!("（{column}は非公開）").into());
        }
        let (row, column, shown) = (row.clone(), column.clone(), self.inlines(shown, at));
        Inline::Value(Box::new(Value { register: *register, row, column, span: *span, shown }))
    }

    fn cut(&mut self, at: Span, to: &str) {
        self.cut.push(hidden_from(self.profile, at, to));
    }
}

/// That a reference written at `at` leads to what the profile does not show.
pub(super) fn hidden_from(profile: &Profile, at: Span, to: &str) -> Finding {
    Finding::at(Code::ReferenceHidden, at).with("profile", &profile.label).with("to", to.trim())
}

fn hidden(span: Span) -> Block<Target> {
    Block { span, anchor: None, kind: BlockKind::Plain(vec![Inline::Text(HIDDEN.into())]) }
}
