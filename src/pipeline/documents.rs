//! Documents from their files: Markdown with the descriptors beside it, and imported files by their descriptors.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Shared;
use super::shared::DocumentKey;
use crate::diagnostics::{At, Code, Finding, Sink, nearest};
use crate::exchange;
use crate::load::{self, FolderKind, InputDocument, Inputs};
use crate::model::{Document, Edition, Fingerprint, FiscalYear, RawRef};
use crate::parse::{self, standards::Standards};
use crate::resolve::OriginalFile;
use crate::source::{AT_A_TIME, Digest, Spanned};

/// All Markdown files, each with the descriptor beside it. `years` are those whose forms are judged.
pub(super) fn markdown(
    inputs: &Inputs,
    (standards, shared): (&Arc<Standards>, &Shared),
    (edition, years): (&Edition, &[FiscalYear]),
    sink: &mut Sink,
) -> Vec<Document<RawRef>> {
    let beside: HashMap<_, _> = inputs.descriptors.iter().map(|it| (&it.id, it)).collect();
    let columns_of_year = shared.columns(&edition.columns);
    let former = |path| parse::form::place(path).map(|it| it.0).filter(|it| !years.contains(it));
    let read = |it: &load::InputDocument| {
        let mut sink = Sink::default();
        let file = inputs.sources.file(it.file);
        let is_former = it.folder == FolderKind::Checklist && former(file.path()).is_some();
        let folder = if is_former { parse::Folder::FormerChecklists } else { folder(it.folder) };
        let descriptor = beside.get(&it.id).map(|it| (it.file, inputs.sources.file(it.file).text()));
        let source = parse::Source { file: it.file, path: file.path(), text: file.text(), folder, descriptor };
        let (columns, number) = match former(file.path()) {
            Some(year) => {
                let columns = standards.of_year(year).map_or(&[][..], |it| &it.columns);
                (columns, shared.columns(columns))
            }
            None => (&*edition.columns, columns_of_year),
        };
        let descriptor = descriptor.map(|it| it.0);
        let key = DocumentKey { file: it.file, descriptor, folder, columns: number };
        let parse = |sink: &mut Sink| parse::document(source, it.id.clone(), columns, sink);
        (shared.document(key, &inputs.sources, &mut sink, parse), sink)
    };
    let parsed: Vec<_> = inputs.documents.par_iter().with_max_len(AT_A_TIME).map(read).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, findings) in parsed {
        documents.push(document);
        sink.extend(findings.into_sorted());
    }
    documents
}

fn folder(kind: FolderKind) -> parse::Folder {
    match kind {
        FolderKind::Manual => parse::Folder::Manual,
        FolderKind::Checklist => parse::Folder::Checklists,
        FolderKind::Rules => parse::Folder::Rules,
        FolderKind::Bcp => parse::Folder::Bcp,
        FolderKind::Registers => parse::Folder::Registers,
        FolderKind::Page => parse::Folder::Other,
    }
}

/// What is known of each imported file, by its path.
type Originals = BTreeMap<Box<str>, OriginalFile>;

/// The documents of the descriptors that stand beside no Markdown file, and the files that they name.
pub(super) fn imported(inputs: &Inputs, shared: &Shared, sink: &mut Sink) -> (Vec<Document<RawRef>>, Originals) {
    let (mut documents, mut originals) = (Vec::new(), Originals::new());
    for descriptor in inputs.descriptors_alone() {
        let file = inputs.sources.file(descriptor.file);
        let folder = folder(descriptor.folder);
        let source =
            parse::Source { file: descriptor.file, path: file.path(), text: file.text(), folder, descriptor: None };
        let parse = |sink: &mut Sink| parse::imported(source, descriptor.id.clone(), sink);
        let Some(document) = shared.imported(descriptor.file, &inputs.sources, sink, parse) else {
            sink.push(of_nothing(inputs, descriptor));
            continue;
        };
        originals.extend(document.imported.iter().filter_map(|it| original(inputs, it.file.as_ref()?, shared, sink)));
        documents.push(document);
    }
    // A file beside the registers is no mistake where a descriptor says what it is.
    let is_named = |it: &Finding| matches!(&it.at, At::Path(path) if originals.contains_key(path.as_str()));
    sink.retain(|it| it.code != Code::UnknownFile || !is_named(it));
    (documents, originals)
}

fn original(
    inputs: &Inputs,
    named: &Spanned<Box<str>>,
    shared: &Shared,
    sink: &mut Sink,
) -> Option<(Box<str>, OriginalFile)> {
    let path = &*named.value;
    let file = inputs.attachments.iter().find(|it| *it.path == *path)?;
    let look = || {
        let bytes = load::attachment_bytes(file, named.span)?;
        let print = Fingerprint::of(Digest::of(&bytes));
        let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
        Ok(OriginalFile { print, pages: is_pdf.then(|| pages(bytes)).flatten() })
    };
    let found = shared.original(file, look).map_err(|it| sink.push(it)).ok()?;
    Some((path.into(), found))
}

/// `None` where that cannot be told; what is wrong with the file is told where it is drawn.
fn pages(bytes: Vec<u8>) -> Option<usize> {
    match exchange::page_count(bytes) {
        Ok(count) | Err(exchange::Fault::TooManyPages(count)) => Some(count),
        Err(exchange::Fault::Damaged | exchange::Fault::Locked | exchange::Fault::TooSlow) => None,
    }
}

/// A descriptor that names nothing, beside which there is no Markdown file either.
fn of_nothing(inputs: &Inputs, descriptor: &InputDocument) -> Finding {
    let path = inputs.sources.file(descriptor.file).path();
    let folder = path.rsplit_once('/').map_or("", |it| it.0);
    let beside = |it: &&str| it.rsplit_once('/').map_or("", |it| it.0) == folder;
    let documents = inputs.documents.iter().map(|it| inputs.sources.file(it.file).path());
    let files = inputs.attachments.iter().map(|it| &*it.path);
    let near = nearest(path, documents.chain(files).filter(beside));
    let finding = Finding::of_path(Code::DescriptorOfNothing, path).with("path", path);
    finding.with("page", format!("{}.md", descriptor.id)).nearest(near)
}
