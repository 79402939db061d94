//! What many source folders of one run have in common, made once: the theme, the standards, and every document whose text is
//! equal in several of them. Never changes what comes out: the same folder gives the same binder with it and without.

use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use crate::diagnostics::{Finding, Sink};
use crate::load::{self, Inputs};
use crate::model::{Document, RawRef, Register, Theme};
use crate::parse::standards::{self, Standards};
use crate::render::html::{ThemeError, Workshop};
use crate::resolve::Finders;
use crate::source::{FileId, Layer, Sample, Sources};

/// What is shared. The default shares nothing.
#[derive(Debug, Default)]
pub struct Shared {
    layer: Arc<Layer>,
    standards: OnceLock<(Arc<Standards>, Vec<Finding>)>,
    documents: Table<DocumentKey, Document<RawRef>>,
    registers: Table<FileId, Register>,
    finders: Arc<Finders>,
    workshop: OnceLock<Workshop>,
}

/// All that the parse of a document hangs on: its text, its descriptor's, and whose columns a form in it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct DocumentKey {
    pub(super) file: FileId,
    pub(super) descriptor: Option<FileId>,
    /// The edition, as a place among the shared standards.
    pub(super) edition: usize,
}

/// What was parsed once, with the findings of it.
type Once<T> = Arc<OnceLock<(T, Vec<Finding>)>>;

/// The same, by what it was parsed from.
#[derive(Debug)]
struct Table<K, T>(Mutex<FxHashMap<K, Once<T>>>);

impl<K, T> Default for Table<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: std::hash::Hash + Eq, T: Clone> Table<K, T> {
    fn get(&self, key: K, sink: &mut Sink, parse: impl FnOnce(&mut Sink) -> T) -> T {
        let once = Arc::clone(self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(key).or_default());
        let (parsed, findings) = once.get_or_init(|| {
            let mut sink = Sink::default();
            let parsed = parse(&mut sink);
            (parsed, sink.into_sorted())
        });
        sink.extend(findings.iter().cloned());
        parsed.clone()
    }
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
        let are_shared = inputs.standards.is_empty() && files.iter().all(|it| inputs.sources.is_shared(*it));
        let own = inputs.standards.iter().copied();
        let texts: Vec<_> = files.into_iter().chain(own).map(|it| (it, inputs.sources.file(it).text())).collect();
        let parse = || {
            let mut sink = Sink::default();
            (Arc::new(standards::parse(&texts, &mut sink)), sink.into_sorted())
        };
        let made = if are_shared { self.standards.get_or_init(parse).clone() } else { parse() };
        sink.extend(made.1);
        made.0
    }

    /// Where an edition stands among the shared standards; `None` where these are not shared.
    pub(super) fn edition(&self, standards: &Arc<Standards>, id: &str) -> Option<usize> {
        let shared = &self.standards.get()?.0;
        if !Arc::ptr_eq(shared, standards) {
            return None;
        }
        shared.editions.iter().position(|it| it.id == id)
    }

    /// What finds the terms of the glossary.
    pub(super) fn finders(&self) -> Arc<Finders> {
        Arc::clone(&self.finders)
    }

    /// A document, parsed once for all whose texts are shared.
    pub(super) fn document(
        &self,
        key: DocumentKey,
        sink: &mut Sink,
        parse: impl FnOnce(&mut Sink) -> Document<RawRef>,
    ) -> Document<RawRef> {
        self.documents.get(key, sink, parse)
    }

    /// A register, likewise.
    pub(super) fn register(
        &self,
        file: FileId,
        sink: &mut Sink,
        parse: impl FnOnce(&mut Sink) -> Register,
    ) -> Register {
        self.registers.get(file, sink, parse)
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
