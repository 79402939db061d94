//! A source folder to a binder and a report about it.

use std::path::Path;

use rayon::prelude::*;

use crate::check::{self, Report};
use crate::diagnostics::{At, Code, Finding, Sink, nearest};
use crate::load::{self, Attachment, FolderKind, Inputs};
use crate::model::{Config, Date, Document, Edition, Guideline, RawRef, Register};
use crate::parse::{self, standards};
use crate::resolve::{self, Binder};
use crate::source::{FileId, Sources};

/// What became of a source folder.
#[derive(Debug)]
pub struct Compiled {
    /// Every text that was read, for the places of findings.
    pub sources: Sources,
    /// Every file that is no text.
    pub attachments: Vec<Attachment>,
    /// The binder, or what kept it from being made.
    pub outcome: Result<Whole, Vec<Finding>>,
}

/// A binder and what is to be said about it.
#[derive(Debug)]
pub struct Whole {
    /// The binder.
    pub binder: Binder,
    /// Findings of all stages, and readiness.
    pub report: Report,
}

impl Compiled {
    /// All findings, sorted by place.
    pub fn findings(&self) -> &[Finding] {
        match &self.outcome {
            Ok(whole) => &whole.report.findings,
            Err(findings) => findings,
        }
    }
}

/// Loads, parses, resolves and checks the folder at `root` as of `today`. Goes on as far as it can, so that everything
/// wrong is found in one run.
pub fn compile(root: &Path, today: Date) -> Compiled {
    let mut sink = Sink::default();
    let Some(mut inputs) = load::folder(root, &mut sink) else {
        return Compiled { sources: Sources::default(), attachments: Vec::new(), outcome: Err(sink.into_sorted()) };
    };
    let parts = parts(&mut inputs, &mut sink);
    let Inputs { sources, attachments, unread, .. } = inputs;
    let lacks_register = unread.iter().any(|it| it.starts_with("registers/"));
    let outcome = match parts {
        Some(parts) => {
            let binder = resolve::binder(parts, &mut sink);
            if lacks_register {
                sink.retain(|it| !speaks_of_registers(it));
            }
            let files: Vec<_> = attachments.iter().map(|it| it.path.clone()).collect();
            let report = check::report(&binder, &files, today, sink);
            Ok(Whole { binder, report })
        }
        None => Err(sink.into_sorted()),
    };
    Compiled { sources, attachments, outcome }
}

/// Where a register could not be read, what is missing for want of it is no second mistake.
fn speaks_of_registers(finding: &Finding) -> bool {
    let in_text = matches!(finding.at, At::Span(_));
    let of_facility = finding.arguments.iter().any(|(_, it)| it.starts_with("facility."));
    [Code::UnknownRow, Code::UnknownVendor].contains(&finding.code)
        || (finding.code == Code::UnknownRegister && in_text)
        || (finding.code == Code::UnknownVariable && !of_facility)
}

fn parts(inputs: &mut Inputs, sink: &mut Sink) -> Option<resolve::Parts> {
    let standards = read_standards(inputs, sink);
    let config = inputs.binder.and_then(|file| parse::config::parse(file, inputs.sources.file(file).text(), sink));
    let chosen = config.as_ref().and_then(|it| choose(&standards, it, sink));
    // Documents are read even where the settings are not, so that their findings come in the same run.
    let columns = chosen.as_ref().map(|it| &it.0).or(standards.editions.first()).map_or(&[][..], |it| &it.columns);
    let documents = read_documents(inputs, columns, sink);
    let registers = read_registers(inputs, sink);
    let files = inputs.attachments.iter().map(|it| it.path.clone()).chain(inputs.unread.iter().cloned()).collect();
    let (config, (edition, guideline)) = config.zip(chosen)?;
    Some(resolve::Parts { config, edition, guideline, documents, registers, files })
}

fn read_standards(inputs: &mut Inputs, sink: &mut Sink) -> standards::Standards {
    let embedded = standards::embedded().into_iter().map(|(path, text)| inputs.sources.add(path, text));
    let files: Vec<FileId> = embedded.collect();
    let own = inputs.standards.iter().copied();
    let texts: Vec<_> = files.into_iter().chain(own).map(|it| (it, inputs.sources.file(it).text())).collect();
    standards::parse(&texts, sink)
}

fn choose(standards: &standards::Standards, config: &Config, sink: &mut Sink) -> Option<(Edition, Guideline)> {
    let Some(edition) = standards.edition(&config.edition.value) else {
        let near = nearest(&config.edition.value, standards.editions.iter().map(|it| it.id.as_str()));
        let finding = Finding::at(Code::UnknownEdition, config.edition.span).with("name", &config.edition.value);
        sink.push(finding.nearest(near));
        return None;
    };
    let guideline = standards.guideline(&edition.guideline)?;
    Some((edition.clone(), guideline.clone()))
}

fn read_documents(inputs: &Inputs, columns: &[crate::model::Column], sink: &mut Sink) -> Vec<Document<RawRef>> {
    let read = |it: &load::InputDocument| {
        let mut sink = Sink::default();
        let file = inputs.sources.file(it.file);
        let folder = match it.folder {
            FolderKind::Manual => parse::Folder::Manual,
            FolderKind::Checklist => parse::Folder::Checklists,
            FolderKind::Rules => parse::Folder::Rules,
            FolderKind::Bcp => parse::Folder::Bcp,
            FolderKind::Page => parse::Folder::Other,
        };
        let source = parse::Source { file: it.file, path: file.path(), text: file.text(), folder };
        (parse::document(source, it.id.clone(), columns, &mut sink), sink)
    };
    let parsed: Vec<_> = inputs.documents.par_iter().map(read).collect();
    let mut documents = Vec::with_capacity(parsed.len());
    for (document, findings) in parsed {
        documents.push(document);
        sink.extend(findings.into_sorted());
    }
    documents
}

fn read_registers(inputs: &Inputs, sink: &mut Sink) -> Vec<Register> {
    let registers = inputs.registers.iter();
    registers
        .map(|(kind, file)| parse::register::parse(*file, inputs.sources.file(*file).text(), *kind, sink))
        .collect()
}
