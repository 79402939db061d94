//! Every file by what is in it: forms first, since their wording tells the manual's headings from its text.

use std::collections::BTreeMap;

use super::OutsideFile;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, Content, FormSheet, Hints, Manual, Outline, Whose};
use crate::load;
use crate::model::ItemId;
use crate::source::{FileId, Sources};

/// What all files hold together.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) forms: Vec<FormSheet>,
    pub(super) manual: Option<Manual>,
    /// Tables of contents, with the index of their file.
    pub(super) outlines: Vec<(usize, Outline)>,
    /// What forms and manual say of themselves.
    pub(super) hints: Hints,
    /// The indices of the files of forms and manual.
    pub(super) of_edition: Vec<usize>,
}

pub(super) fn all(files: &[OutsideFile], sources: &mut Sources, sink: &mut Sink) -> Read {
    let mut read = Read::default();
    let mut texts = Vec::new();
    for (at, file) in files.iter().enumerate() {
        match Content::of(&file.bytes) {
            Content::Workbook => read.workbook(at, file, sources, sink),
            Content::OldWorkbook => sink.push(of(Code::ImportOldWorkbook, file)),
            Content::Pdf => sink.push(of(Code::ImportPdf, file)),
            Content::Text => {
                let text = load::outside_text(&file.name, &file.bytes, sink);
                texts.extend(text.map(|it| (at, sources.add(file.name.as_str(), it))));
            }
        }
    }
    let wordings = wordings(&read.forms);
    for (at, id) in texts {
        read.text(at, (&files[at], id), sources, &wordings, sink);
    }
    read.of_edition.sort_unstable();
    read
}

fn of(code: Code, file: &OutsideFile) -> Finding {
    Finding::of_path(code, &file.name).with("path", &file.name)
}

/// The wording of the facility's form.
fn wordings(forms: &[FormSheet]) -> BTreeMap<ItemId, String> {
    let facility = forms.iter().filter(|it| it.whose != Whose::Vendor);
    facility.flat_map(|it| &it.items).map(|it| (it.id, it.wording.value.clone())).collect()
}

impl Read {
    fn workbook(&mut self, at: usize, file: &OutsideFile, sources: &mut Sources, sink: &mut Sink) {
        let Some(sheets) = exchange::sheets(&file.name, &file.bytes, sources, sink) else { return };
        let mut told = Sink::default();
        let forms: Vec<FormSheet> = sheets.iter().filter_map(|it| exchange::form(it, &mut told)).collect();
        let told = told.into_sorted();
        if forms.is_empty() && told.is_empty() {
            sink.push(of(Code::ImportNothing, file));
        }
        sink.extend(told);
        if !forms.is_empty() {
            self.of_edition.push(at);
        }
        for form in forms {
            self.hints.fill(form.hints.clone());
            self.forms.push(form);
        }
    }

    fn text(
        &mut self,
        at: usize,
        (file, id): (&OutsideFile, FileId),
        sources: &Sources,
        wordings: &BTreeMap<ItemId, String>,
        sink: &mut Sink,
    ) {
        let text = sources.file(id).text();
        let mut told = Sink::default();
        if exchange::is_outline(text) {
            let outline = exchange::outline(id, &file.name, text, &mut told);
            if !outline.parts.is_empty() {
                sink.extend(told.into_sorted());
                return self.outlines.push((at, outline));
            }
        }
        let mut told = Sink::default();
        if exchange::is_manual(text) {
            let manual = exchange::manual(id, text, wordings, &mut told);
            if !manual.items.is_empty() {
                sink.extend(told.into_sorted());
                return self.take_manual(at, manual);
            }
        }
        sink.push(of(Code::ImportNothing, file));
    }

    /// A manual in several files is one.
    fn take_manual(&mut self, at: usize, manual: Manual) {
        self.of_edition.push(at);
        self.hints.fill(manual.hints.clone());
        match &mut self.manual {
            Some(first) => {
                let new = manual.items.into_iter().filter(|it| !first.items.iter().any(|known| known.id == it.id));
                let new: Vec<_> = new.collect();
                first.items.extend(new);
            }
            None => self.manual = Some(manual),
        }
    }
}
