//! What was read, sorted by what it is for. Holds texts and paths; decides nothing about their content.

use std::collections::HashSet;
use std::path::PathBuf;

use super::classify::{FolderKind, Use};
use super::read::Reading;
use super::walk::Found;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{DocId, RegisterKind};
use crate::source::{FileId, Sources};

/// All of a source folder.
#[derive(Debug, Default)]
pub struct Inputs {
    /// Every text.
    pub sources: Sources,
    /// `binder.toml`; `None` where it could not be read as text.
    pub binder: Option<FileId>,
    /// Markdown files, by path.
    pub documents: Vec<InputDocument>,
    /// The TOML files beside documents and in place of them, by path.
    pub descriptors: Vec<InputDocument>,
    /// Registers, by path.
    pub registers: Vec<(RegisterKind, FileId)>,
    /// Editions and outlines of the folder's own, by path.
    pub standards: Vec<FileId>,
    /// Which template the folder stands on, and what an update left open; `None` where it says nothing, or cannot be read.
    pub template: Option<FileId>,
    /// All other files, by path. Only those that something links to are copied.
    pub attachments: Vec<Attachment>,
    /// Texts that are there but cannot be parsed, by path: a link to one is not a second mistake.
    pub unread: Vec<Box<str>>,
}

/// A Markdown file, or a descriptor.
#[derive(Debug, Clone)]
pub struct InputDocument {
    /// Its text.
    pub file: FileId,
    /// Its path without the ending.
    pub id: DocId,
    /// What its folder makes it.
    pub folder: FolderKind,
}

/// A file that is copied as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its path below the source folder, with `/` on every system.
    pub path: Box<str>,
    /// Where it lies on this machine.
    pub location: PathBuf,
    /// Its size in bytes.
    pub size: u64,
}

impl Inputs {
    /// The descriptors that stand beside no Markdown file.
    pub fn descriptors_alone(&self) -> impl Iterator<Item = &InputDocument> {
        let known: HashSet<&DocId> = self.documents.iter().map(|it| &it.id).collect();
        self.descriptors.iter().filter(move |it| !known.contains(&it.id))
    }

    /// Takes one file in; `reading` is there for a text.
    pub(super) fn take(&mut self, role: Use, found: Found, reading: Option<Reading>, sink: &mut Sink) {
        match role {
            Use::Ignored => {}
            Use::Attachment => self.attach(found, sink),
            Use::Unknown => {
                sink.push(Finding::of_path(Code::UnknownFile, &*found.path).with("path", &found.path));
                self.attach(found, sink);
            }
            Use::UnknownRegister(name) => sink.push(unknown_register(&name, &found.path)),
            Use::Binder => self.binder = self.text(&found, reading, sink),
            Use::Register(kind) => {
                let file = self.text(&found, reading, sink);
                self.registers.extend(file.map(|it| (kind, it)));
            }
            Use::Standard => {
                let file = self.text(&found, reading, sink);
                self.standards.extend(file);
            }
            Use::Document(folder) => {
                let document = self.document(folder, &found, reading, sink);
                self.documents.extend(document);
            }
            Use::Descriptor(folder) => {
                let descriptor = self.document(folder, &found, reading, sink);
                self.descriptors.extend(descriptor);
            }
        }
    }

    fn document(
        &mut self,
        folder: FolderKind,
        found: &Found,
        reading: Option<Reading>,
        sink: &mut Sink,
    ) -> Option<InputDocument> {
        let (id, file) = DocId::from_path(&found.path).zip(self.text(found, reading, sink))?;
        Some(InputDocument { file, id, folder })
    }

    fn text(&mut self, found: &Found, reading: Option<Reading>, sink: &mut Sink) -> Option<FileId> {
        let reading = reading?;
        let file = reading.text.map(|it| self.sources.add(&*found.path, it));
        sink.extend(reading.faults.into_iter().map(|it| it.finding(&found.path, file)));
        if !reading.parse {
            self.unread.push(found.path.as_str().into());
        }
        file.filter(|_| reading.parse)
    }

    fn attach(&mut self, found: Found, sink: &mut Sink) {
        match found.location.symlink_metadata() {
            Ok(metadata) => {
                let Found { path, location } = found;
                self.attachments.push(Attachment { path: path.into(), location, size: metadata.len() });
            }
            Err(error) => sink.push(super::walk::unreadable(&found.path, error)),
        }
    }
}

fn unknown_register(name: &str, path: &str) -> Finding {
    let known: Vec<_> = RegisterKind::ALL.into_iter().map(RegisterKind::as_str).collect();
    let wanted = name.to_lowercase();
    Finding::of_path(Code::UnknownRegister, path)
        .with("name", name)
        .with("known", RegisterKind::names())
        .nearest(nearest(&wanted, known))
}
