//! What many source folders of one run have in common, made once: the theme, the standards, and every document whose text is
//! equal in several of them. Never changes what comes out: the same folder gives the same binder with it and without.

use std::hash::Hash;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::facts::Facts;
use super::once::{Names, Table};
use crate::diagnostics::{Finding, Sink};
use crate::exchange;
use crate::load::{self, Attachment, Inputs};
use crate::model::{Column, ColumnAlias, Config, Document, RawRef, Register, RegisterKind, Template, Theme};
use crate::parse::{
    self,
    standards::{self, Standards},
};
use crate::render::html::{ThemeError, Workshop};
use crate::resolve::{Finders, OriginalFile};
use crate::source::{Digest, FileId, Layer, Sample, Sources, Span};

/// What is shared. The default shares nothing.
#[derive(Debug, Default)]
pub struct Shared {
    layer: Arc<Layer>,
    standards: Table<Vec<FileId>, Arc<Standards>>,
    configs: Table<FileId, Option<Config>>,
    templates: Table<FileId, Option<Template>>,
    documents: Table<DocumentKey, Document<RawRef>>,
    imported: Table<FileId, Option<Document<RawRef>>>,
    registers: Table<(FileId, usize), Register>,
    columns: Names<Vec<Column>>,
    aliases: Names<Vec<ColumnAlias>>,
    finders: Arc<Finders>,
    workshop: OnceLock<Workshop>,
    parsed: AtomicUsize,
    digests: Facts<Digest>,
    page_counts: Facts<Result<usize, exchange::Fault>>,
    originals: Facts<OriginalFile>,
}

/// All that the parse of a document hangs on: its text, its descriptor's, what its folder makes it, and the columns that a
/// form in it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct DocumentKey {
    pub(super) file: FileId,
    pub(super) descriptor: Option<FileId>,
    pub(super) folder: parse::Folder,
    /// By [`Shared::columns`].
    pub(super) columns: usize,
}

impl Shared {
    /// What the folders `sample`, a few of many, have in common.
    pub fn of<'a>(sample: impl IntoIterator<Item = &'a Path>) -> Self {
        let mut texts = Sample::default();
        for folder in sample {
            let inputs = load::folder(folder, &mut Sink::default()).unwrap_or_default();
            inputs.sources.files().iter().for_each(|it| texts.add(it));
        }
        Self { layer: Arc::new(texts.into_layer(standards::embedded())), ..Self::default() }
    }

    /// How many texts are shared, the program's own not counted.
    pub fn texts(&self) -> usize {
        if self.layer.is_empty() { 0 } else { self.layer.len() - standards::embedded().len() }
    }

    /// How many files were parsed, all in all; the standards of one folder count as one.
    pub fn parsed(&self) -> usize {
        self.parsed.load(Ordering::Relaxed)
    }

    /// The same for the texts of `layer`: of what was parsed, all is kept that stands there unchanged.
    #[must_use]
    pub(super) fn renewed(mut self, layer: Arc<Layer>) -> Self {
        let kept = self.layer.kept_in(&layer);
        let holds = |it: &FileId| kept.contains(it);
        self.standards.retain(|it| it.iter().all(holds));
        self.configs.retain(holds);
        self.templates.retain(holds);
        self.documents.retain(|it| holds(&it.file) && it.descriptor.iter().all(holds));
        self.imported.retain(holds);
        self.registers.retain(|it| holds(&it.0));
        Self { layer, ..self }
    }

    /// The shared texts themselves.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// The texts of a folder that is about to be read.
    pub(super) fn sources(&self) -> Sources {
        Sources::over(Arc::clone(&self.layer))
    }

    /// The standards of a folder: the program's own, and those that it brings itself.
    pub(super) fn standards(&self, inputs: &mut Inputs, sink: &mut Sink) -> Arc<Standards> {
        let embedded = standards::embedded().into_iter().map(|(path, text)| inputs.sources.add(path, text));
        let files: Vec<FileId> = embedded.collect();
        let files: Vec<FileId> = files.into_iter().chain(inputs.standards.iter().copied()).collect();
        let texts: Vec<_> = files.iter().map(|it| (*it, inputs.sources.file(*it).text())).collect();
        let parse = |sink: &mut Sink| Arc::new(standards::parse(&texts, sink));
        self.once(&self.standards, (files.clone(), &inputs.sources, &files), sink, parse)
    }

    /// Under what number documents know these columns.
    pub(super) fn columns(&self, columns: &[Column]) -> usize {
        self.columns.number(columns)
    }

    /// `binder.toml`.
    pub(super) fn config(&self, file: FileId, sources: &Sources, sink: &mut Sink) -> Option<Config> {
        let parse = |sink: &mut Sink| parse::config::parse(file, sources.file(file).text(), sink);
        self.once(&self.configs, (file, sources, &[file]), sink, parse)
    }

    /// What the folder says of its template.
    pub(super) fn template(&self, file: FileId, sources: &Sources, sink: &mut Sink) -> Option<Template> {
        let parse = |sink: &mut Sink| {
            let read = parse::template::parse(sources.file(file).text());
            read.map_err(|broken| sink.push(broken.within(file))).ok()
        };
        self.once(&self.templates, (file, sources, &[file]), sink, parse)
    }

    /// What finds the terms of the glossary.
    pub(super) fn finders(&self) -> Arc<Finders> {
        Arc::clone(&self.finders)
    }

    /// A document, parsed once for all whose texts are shared.
    pub(super) fn document(
        &self,
        key: DocumentKey,
        sources: &Sources,
        sink: &mut Sink,
        parse: impl FnOnce(&mut Sink) -> Document<RawRef>,
    ) -> Document<RawRef> {
        let files = [Some(key.file), key.descriptor];
        let files: Vec<FileId> = files.into_iter().flatten().collect();
        self.once(&self.documents, (key, sources, &files), sink, parse)
    }

    /// An imported document, by its descriptor.
    pub(super) fn imported(
        &self,
        descriptor: FileId,
        sources: &Sources,
        sink: &mut Sink,
        parse: impl FnOnce(&mut Sink) -> Option<Document<RawRef>>,
    ) -> Option<Document<RawRef>> {
        self.once(&self.imported, (descriptor, sources, &[descriptor]), sink, parse)
    }

    /// A register. With names of its own for columns, a folder reads the same text otherwise.
    pub(super) fn register(
        &self,
        (kind, file): (RegisterKind, FileId),
        aliases: &[ColumnAlias],
        sources: &Sources,
        sink: &mut Sink,
    ) -> Register {
        let parse = |sink: &mut Sink| parse::register::parse(file, sources.file(file).text(), (kind, aliases), sink);
        let named_in = aliases.iter().map(|it| it.theirs.span.file);
        let files: Vec<FileId> = named_in.chain([file]).collect();
        self.once(&self.registers, ((file, self.aliases.number(aliases)), sources, &files), sink, parse)
    }

    /// The SHA-256 of a file that is no text.
    ///
    /// # Errors
    /// Those of opening and reading it.
    pub(super) fn digest(&self, file: &Attachment) -> std::io::Result<Digest> {
        self.digests.get(file, || load::digest(file))
    }

    /// How many pages a PDF has that is named at `at`, or why it cannot be printed.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn page_count(&self, file: &Attachment, at: Span) -> Result<Result<usize, exchange::Fault>, Finding> {
        self.page_counts.get(file, || load::attachment_bytes(file, at).map(exchange::page_count))
    }

    /// What is known of a file that a descriptor names.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub(super) fn original(
        &self,
        file: &Attachment,
        look: impl FnOnce() -> Result<OriginalFile, Finding>,
    ) -> Result<OriginalFile, Finding> {
        self.originals.get(file, look)
    }

    /// Parsed once where all `files` are shared, else here and now.
    fn once<K: Hash + Eq, T: Clone>(
        &self,
        table: &Table<K, T>,
        (key, sources, files): (K, &Sources, &[FileId]),
        sink: &mut Sink,
        parse: impl FnOnce(&mut Sink) -> T,
    ) -> T {
        let parse = |sink: &mut Sink| {
            self.parsed.fetch_add(1, Ordering::Relaxed);
            parse(sink)
        };
        if files.iter().all(|it| sources.is_shared(*it)) { table.get(key, sink, parse) } else { parse(sink) }
    }

    /// The theme, made ready.
    ///
    /// # Errors
    /// Where it is wrong.
    pub(super) fn workshop(&self, theme: &Theme) -> Result<&Workshop, ThemeError> {
        if let Some(workshop) = self.workshop.get() {
            return Ok(workshop);
        }
        let made = Workshop::new(theme)?;
        Ok(self.workshop.get_or_init(|| made))
    }
}
