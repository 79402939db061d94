//! A source folder to a binder and a report about it.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Shared, documents, pages};
use crate::check::{self, EvidenceFile, Report};
use crate::diagnostics::{At, Code, Finding, Sink, nearest};
use crate::load::{self, Attachment, Inputs};
use crate::model::{
    Config, Date, Edition, Facility, FacilityKind, Guideline, Limits, PdfOptions, Profile, Register, RegisterKind,
    Template,
};
use crate::parse::{self, standards::Standards};
use crate::render::pictures;
use crate::resolve::{self, Binder};
use crate::source::{FileId, Sources, Span, Spanned};

/// What became of a source folder.
#[derive(Debug)]
pub struct Compiled {
    /// Every text that was read, for the places of findings.
    pub sources: Sources,
    /// Which template the folder stands on, where it says so.
    pub template: Option<Template>,
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
    /// Every checklist that is known, the embedded ones and the folder's own.
    pub standards: Arc<Standards>,
}

impl Compiled {
    /// Of a folder that was not read.
    pub(super) fn nothing(sink: Sink) -> Self {
        let outcome = Err(sink.into_sorted());
        Self { sources: Sources::default(), template: None, attachments: Vec::new(), outcome }
    }

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
    compile_shared(root, today, &Shared::default())
}

/// [`compile`], with what has been made for other folders.
pub fn compile_shared(root: &Path, today: Date, shared: &Shared) -> Compiled {
    let mut sink = Sink::default();
    match load::folder_over(root, shared.sources(), &mut sink) {
        Some(inputs) => compile_inputs(inputs, sink, today, shared),
        None => Compiled::nothing(sink),
    }
}

/// What was loaded, with what was found in loading.
pub(super) fn compile_inputs(mut inputs: Inputs, mut sink: Sink, today: Date, shared: &Shared) -> Compiled {
    let standards = shared.standards(&mut inputs, &mut sink);
    let parts = parts(&inputs, &standards, shared, &mut sink);
    let template = inputs.template.and_then(|it| shared.template(it, &inputs.sources, &mut sink));
    let Inputs { sources, attachments, unread, .. } = inputs;
    let lacks_register = unread.iter().any(|it| it.starts_with("registers/"));
    let outcome = match parts {
        Some((parts, settings)) => {
            let binder = resolve::binder(parts, &mut sink);
            if lacks_register {
                sink.retain(|it| !speaks_of_registers(it));
            }
            sink.extend(picture_faults(&binder, &attachments));
            sink.extend(changed_originals(&binder, &attachments, shared));
            sink.extend(pages::faults(&binder, &attachments, shared));
            match settings {
                Settings::Read => {
                    let files: Vec<_> = attachments.iter().map(|it| it.path.clone()).collect();
                    let evidence = evidence(&binder, &attachments, shared);
                    let sample = parse::sample::names();
                    let beside = check::Beside {
                        sources: &sources,
                        files: &files,
                        evidence: &evidence,
                        sample,
                        template: template.as_ref(),
                    };
                    let report = check::report(&binder, beside, today, sink);
                    Ok(Whole { binder, report, standards })
                }
                Settings::WithoutEdition => Err(sink.into_sorted()),
                Settings::StandIn => {
                    sink.retain(|it| !speaks_of_settings(it));
                    Err(sink.into_sorted())
                }
            }
        }
        None => Err(sink.into_sorted()),
    };
    Compiled { sources, template, attachments, outcome }
}

/// The files of `registers/evidence.csv`. One that cannot be read counts as not there: loading has told it.
fn evidence(binder: &Binder, attachments: &[Attachment], shared: &Shared) -> Vec<EvidenceFile> {
    let Some(register) = binder.register(RegisterKind::Evidence) else { return Vec::new() };
    let rows = register.rows.iter().filter(|it| !register.text(it, "ファイル").is_empty());
    let read = rows.map(|row| {
        let name = register.text(row, "ファイル");
        let path = format!("attachments/{}", name.strip_prefix("attachments/").unwrap_or(name));
        let file = attachments.iter().find(|it| *it.path == *path);
        let digest = file.and_then(|it| shared.digest(it).ok());
        EvidenceFile { row: row.id.value.clone(), path, digest }
    });
    read.collect()
}

/// Originals that are no longer what came. One that cannot be read was told in loading.
fn changed_originals(binder: &Binder, attachments: &[Attachment], shared: &Shared) -> Vec<Finding> {
    let originals = binder.all_forms().filter_map(|(_, form)| form.original.as_ref());
    let changed = originals.filter_map(|it| {
        let (path, told) = (it.file.as_ref()?, it.sha256.as_ref()?);
        let file = attachments.iter().find(|it| it.path == path.value)?;
        let found = shared.digest(file).ok()?.to_string();
        let finding = || Finding::at(Code::OriginalChanged, told.span).with("path", &path.value);
        (!found.eq_ignore_ascii_case(&told.value)).then(finding)
    });
    changed.collect()
}

/// Of the pictures shown, and of the drawings that are only linked: a browser runs what is in those too. No other file is
/// opened.
fn picture_faults(binder: &Binder, attachments: &[Attachment]) -> Vec<Finding> {
    if attachments.is_empty() {
        return Vec::new();
    }
    let shown = pictures(binder);
    let linked = binder.attachments();
    let is_drawing = |path: &str| path.to_ascii_lowercase().ends_with(".svg") && linked.binary_search(&path).is_ok();
    let fault = |it: &Attachment| match shown.get(&*it.path) {
        Some(at) => load::picture_fault(it, Some(*at)),
        None => is_drawing(&it.path).then(|| load::picture_fault(it, None)).flatten(),
    };
    attachments.par_iter().filter_map(fault).collect()
}

/// Where the settings of the parts come from.
enum Settings {
    /// From `binder.toml`.
    Read,
    /// From `binder.toml`, but its edition is not known: references are looked up all the same, and no binder is made.
    WithoutEdition,
    /// `binder.toml` cannot be used: likewise.
    StandIn,
}

/// Where the settings could not be read, a variable that they would have given is no second mistake.
fn speaks_of_settings(finding: &Finding) -> bool {
    let of_settings = |it: &str| {
        let (table, _) = it.split_once('.').unwrap_or((it, ""));
        ["facility", "roles", "limits", "fiscal_year", "edition"].contains(&table)
    };
    finding.code == Code::UnknownVariable && finding.arguments.iter().any(|(_, it)| of_settings(it))
}

/// Where a register could not be read, what is missing for want of it is no second mistake.
fn speaks_of_registers(finding: &Finding) -> bool {
    let in_text = matches!(finding.at, At::Span(_));
    let of_facility = finding.arguments.iter().any(|(_, it)| it.starts_with("facility."));
    [Code::UnknownRow, Code::UnknownVendor].contains(&finding.code)
        || (finding.code == Code::UnknownRegister && in_text)
        || (finding.code == Code::UnknownVariable && !of_facility)
}

fn parts(
    inputs: &Inputs,
    standards: &Arc<Standards>,
    shared: &Shared,
    sink: &mut Sink,
) -> Option<(resolve::Parts, Settings)> {
    let read = inputs.binder.and_then(|file| shared.config(file, &inputs.sources, sink));
    let chosen = read.as_ref().and_then(|it| choose(standards, it, sink));
    let settings = match (&read, &chosen) {
        (Some(_), Some(_)) => Settings::Read,
        (Some(_), None) => Settings::WithoutEdition,
        (None, _) => Settings::StandIn,
    };
    // Everything else is read even where the settings are not, so that all findings come in the same run.
    let (edition, guideline) = chosen.or_else(|| newest(standards))?;
    let config = read.or_else(|| Some(stand_in(&edition, any_file(inputs)?)))?;
    let years = match settings {
        // Where the year has no checklist of its own, no form is read as its.
        Settings::Read => edition.is_of_year(&config).then_some(config.fiscal_year).into_iter().collect(),
        Settings::WithoutEdition | Settings::StandIn => vec![config.fiscal_year, edition.fiscal_year],
    };
    let mut documents = documents::markdown(inputs, (standards, shared), (&edition, &years), sink);
    let (imported, originals) = documents::imported(inputs, shared, sink);
    documents.extend(imported);
    let registers = read_registers(inputs, &config, shared, sink);
    let files = inputs.attachments.iter().map(|it| it.path.clone()).chain(inputs.unread.iter().cloned()).collect();
    let others = standards.editions.iter().filter(|it| it.id != edition.id).cloned().collect();
    let finders = shared.finders();
    let parts = resolve::Parts { config, edition, others, guideline, documents, registers, files, originals, finders };
    Some((parts, settings))
}

fn newest(standards: &Standards) -> Option<(Edition, Guideline)> {
    let edition = standards.newest()?;
    Some((edition.clone(), standards.guideline(&edition.guideline)?.clone()))
}

/// `None` where nothing was read that could hold a mistake.
fn any_file(inputs: &Inputs) -> Option<FileId> {
    let documents = inputs.documents.iter().map(|it| it.file);
    inputs.binder.into_iter().chain(documents).chain(inputs.registers.iter().map(|it| it.1)).next()
}

/// Settings that say nothing; `file` is any text, since no finding points at them.
fn stand_in(edition: &Edition, file: FileId) -> Config {
    Config {
        facility: Facility { name: String::new(), kind: FacilityKind::Pharmacy, facts: Vec::new() },
        roles: Vec::new(),
        fiscal_year: edition.fiscal_year,
        edition: Spanned::new(edition.id.clone(), Span::new(file, 0..0)),
        pdf: PdfOptions::default(),
        limits: Limits::default(),
        accepted: Vec::new(),
        aliases: Vec::new(),
        profiles: Profile::shipped(),
        masks: Vec::new(),
    }
}

/// The edition that the settings name. Where it is known by name only, the newest explains the items until it is there.
fn choose(standards: &Standards, config: &Config, sink: &mut Sink) -> Option<(Edition, Guideline)> {
    let Some(edition) = standards.edition(&config.edition.value) else {
        if standards.names(&config.edition.value, config.fiscal_year) {
            return newest(standards);
        }
        let near = nearest(&config.edition.value, standards.editions.iter().map(|it| it.id.as_str()));
        let finding = Finding::at(Code::UnknownEdition, config.edition.span).with("name", &config.edition.value);
        sink.push(finding.nearest(near));
        return None;
    };
    let guideline = standards.guideline(&edition.guideline)?;
    Some((edition.clone(), guideline.clone()))
}

fn read_registers(inputs: &Inputs, config: &Config, shared: &Shared, sink: &mut Sink) -> Vec<Register> {
    let read = |it: &(RegisterKind, FileId)| shared.register(*it, &config.aliases, &inputs.sources, sink);
    inputs.registers.iter().map(read).collect()
}
