//! Every text of documents, one by one: what a reader would see, where links lead, what a page is called. Decides nothing.

use super::withheld::{Withheld, WithheldKind};
use crate::model::{
    Block, BlockKind, Control, Definition, Document, Form, Imported, Inline, Inlines, Original, RegisterKind, Target,
    plain_text,
};
use crate::resolve::Binder;
use crate::source::Span;

/// Texts as they are gathered.
#[derive(Debug, Default)]
pub(super) struct Texts(pub(super) Vec<Withheld>);

impl Texts {
    /// One more; an empty one is none.
    pub(super) fn push(&mut self, kind: WithheldKind, text: &str, at: Span) {
        if !text.trim().is_empty() {
            self.0.push(Withheld { kind, text: text.into(), at });
        }
    }

    fn prose(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>, at: Span) {
        texts.into_iter().for_each(|it| self.push(WithheldKind::Prose, it.as_ref(), at));
    }

    /// All of a document, with its path.
    pub(super) fn document(&mut self, document: &Document<Target>) {
        let at = document.title.span;
        self.push(WithheldKind::Title, &document.title.value, at);
        self.push(WithheldKind::Address, document.id.as_str(), at);
        self.push(WithheldKind::Address, document.id.stem(), at);
        self.inlines(&document.opening, at);
        self.control(&document.front.control, at);
        document.form().into_iter().for_each(|it| self.form(it, at));
        document.imported.iter().for_each(|it| self.imported(it, at));
        self.blocks(&document.blocks);
    }

    fn control(&mut self, control: &Control, at: Span) {
        let Control { number, established: _, effective: _, retention, kept, approved_by, approved_on: _, revisions } =
            control;
        self.prose([number, retention, kept, approved_by].into_iter().flatten(), at);
        for it in revisions {
            self.prose([it.reason.as_str()], it.span);
            self.prose(it.clauses.iter().chain(&it.approver), it.span);
        }
    }

    fn form(&mut self, form: &Form, at: Span) {
        self.prose(form.answered_by.iter().chain(&form.scope_note), at);
        self.prose(form.submitted.iter().filter_map(|it| it.to.as_ref()), at);
        form.original.iter().for_each(|it| self.original(it));
    }

    fn original(&mut self, original: &Original) {
        let Original { span, file, received_by, signed_by, transcribed_by, kept, .. } = original;
        file.iter().for_each(|it| self.push(WithheldKind::File, &it.value, it.span));
        self.prose([received_by, signed_by, transcribed_by, kept].into_iter().flatten(), *span);
    }

    fn imported(&mut self, imported: &Imported, at: Span) {
        imported.file.iter().for_each(|it| self.push(WithheldKind::File, &it.value, at));
        for entry in &imported.entries {
            self.push(WithheldKind::Title, &entry.title, entry.span);
            self.push(WithheldKind::Address, &entry.anchor, entry.span);
        }
    }

    /// All of these blocks.
    pub(super) fn blocks(&mut self, blocks: &[Block<Target>]) {
        blocks.iter().for_each(|it| self.block(it));
    }

    /// All of this block.
    pub(super) fn block(&mut self, block: &Block<Target>) {
        let at = block.span;
        match &block.kind {
            BlockKind::Paragraph(content) | BlockKind::Plain(content) => self.run(content, at),
            BlockKind::Heading(heading) => {
                self.push(WithheldKind::Title, &heading.text, at);
                self.push(WithheldKind::Address, &heading.id, at);
                self.inlines(&heading.content, at);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|it| self.blocks(it)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                self.blocks(blocks);
            }
            BlockKind::Code { info, text } => self.prose([info, text], at),
            BlockKind::Table(table) => {
                table.head.iter().for_each(|it| self.run(it, at));
                for (span, cells) in &table.rows {
                    cells.iter().for_each(|it| self.run(it, *span));
                }
            }
            BlockKind::Definitions(definitions) => definitions.iter().for_each(|it| self.definition(it)),
            BlockKind::Rule | BlockKind::View(_) => (),
        }
    }

    fn definition(&mut self, definition: &Definition<Target>) {
        self.run(&definition.term, definition.span);
        definition.meanings.iter().for_each(|it| self.blocks(it));
    }

    /// A run as one text, and what stands behind it.
    fn run(&mut self, inlines: &Inlines<Target>, at: Span) {
        self.prose([plain_text(inlines)], at);
        self.inlines(inlines, at);
    }

    /// Where links lead, and their titles; what pictures are called; code and values, each for itself.
    fn inlines(&mut self, inlines: &[Inline<Target>], at: Span) {
        for inline in inlines {
            match inline {
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.inlines(inner, at);
                }
                Inline::Ref(it) => {
                    self.target(&it.to, it.span);
                    self.prose(it.title.iter(), it.span);
                    self.inlines(&it.shown, at);
                }
                Inline::Image(it) => {
                    self.target(&it.source, it.span);
                    self.prose(it.title.iter().chain([&it.alt]), it.span);
                }
                Inline::Value(it) => self.prose([plain_text(&it.shown)], it.span),
                Inline::Code(text) => self.prose([text], at),
                Inline::Text(_) | Inline::HardBreak | Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
            }
        }
    }

    fn target(&mut self, target: &Target, at: Span) {
        match target {
            Target::Attachment(text) | Target::Outside(text) => self.push(WithheldKind::Link, text, at),
            Target::Item(_)
            | Target::Document(_)
            | Target::Heading(..)
            | Target::Clause(..)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_) => (),
        }
    }
}

/// All that a binder says: of itself, of the standards, in its documents, its registers and its drawings.
pub(super) fn of_binder(binder: &Binder) -> Vec<String> {
    let mut texts = Texts::default();
    binder.documents().iter().for_each(|it| texts.document(it));
    let mut all: Vec<String> = texts.0.into_iter().map(|it| it.text.into()).collect();
    all.extend(binder.config().facility.facts.iter().map(|it| it.1.clone()));
    let edition = binder.edition();
    all.extend(edition.notices.iter().chain([&edition.name]).cloned());
    for item in &edition.items {
        all.extend(
            [&item.subject, &item.scope].into_iter().chain(&item.wording.facility).chain(&item.wording.vendor).cloned(),
        );
    }
    for part in &binder.guideline().parts {
        let titles = part.sections.iter().filter_map(|it| it.title.as_ref()).map(|it| &it.0);
        all.extend(titles.chain([&part.name]).cloned());
    }
    for register in binder.registers() {
        all.extend(register.columns.iter().map(|it| it.value.clone()));
        all.extend(register.rows.iter().flat_map(|it| &it.cells).map(|it| it.value.to_string()));
    }
    if let Some(contacts) = binder.register(RegisterKind::Contacts) {
        all.extend(contacts.rows.iter().map(|it| binder.phone(contacts, it).to_owned()));
    }
    all.extend(binder.attachments().into_iter().map(str::to_owned));
    all
}
