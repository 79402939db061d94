//! Official files to drafts: a checklist, an outline of the guideline, pages of the manual. Writes nothing.

mod cites;
mod read;

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, Draft, Head, Manual, ManualItem};
use crate::model::{Citation, Date, FiscalYear, Guideline, ItemId, SourceFile};
use crate::parse::{dead_links, standards};
use crate::source::{Digest, Sources};
use cites::{Cites, Shelf};
use read::Read;

/// A file that somebody hands over.
#[derive(Debug)]
pub struct OutsideFile {
    /// Its name.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Where it was fetched from.
    pub address: Option<String>,
}

/// What the files may not say.
#[derive(Debug, Default)]
pub struct Told {
    /// The edition's id: `r8`.
    pub edition: Option<String>,
    /// The year it is for.
    pub year: Option<FiscalYear>,
    /// The guideline that its notes point at.
    pub guideline: Option<String>,
}

/// What became of an import.
#[derive(Debug)]
pub struct Import {
    /// Every text that was read, for the places of findings.
    pub sources: Sources,
    /// What could not be read, sorted by place.
    pub findings: Vec<Finding>,
    /// The files to be written, or why there are none.
    pub outcome: Result<Vec<(String, String)>, Lacking>,
}

/// Why there is no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// No file had anything in it.
    Everything,
    /// No file says which edition it is.
    Edition,
    /// No file says which guideline its notes point at.
    Guideline,
}

/// Reads the files as of `today` and makes drafts of what is in them.
pub fn import(files: &[OutsideFile], told: &Told, today: Date) -> Import {
    let mut sink = Sink::default();
    let mut sources = Sources::default();
    let read = read::all(files, &mut sources, &mut sink);
    let known = known();
    let source_files: Vec<SourceFile> = files.iter().map(|it| source_file(it, today)).collect();
    let drafting = Drafting { read: &read, told, known: &known, source_files: &source_files, sources: &sources };
    let outcome = drafting.files(&mut sink);
    Import { findings: sink.into_sorted(), outcome, sources }
}

fn source_file(file: &OutsideFile, today: Date) -> SourceFile {
    SourceFile {
        name: file.name.clone(),
        sha256: Digest::of(&file.bytes).to_string(),
        address: file.address.clone(),
        read: Some(today),
    }
}

/// The standards inside the program.
fn known() -> standards::Standards {
    let mut sources = Sources::default();
    let files: Vec<_> = standards::embedded().into_iter().map(|(path, text)| (sources.add(path, text), text)).collect();
    standards::parse(&files, &mut Sink::default())
}

struct Drafting<'a> {
    read: &'a Read,
    told: &'a Told,
    known: &'a standards::Standards,
    source_files: &'a [SourceFile],
    sources: &'a Sources,
}

impl Drafting<'_> {
    fn files(&self, sink: &mut Sink) -> Result<Vec<(String, String)>, Lacking> {
        let has_items = !self.read.forms.is_empty() || self.read.manual.is_some();
        if !has_items && self.read.outlines.is_empty() {
            return Err(Lacking::Everything);
        }
        let mut shelf = Shelf::new(self.known);
        let mut files = self.outlines(&mut shelf, has_items, sink)?;
        if has_items {
            self.edition(&mut shelf, &mut files, sink)?;
        }
        if let Some((edition, text)) = shelf.draft(self.source_files_of_outlines()) {
            files.push((format!("standards/guideline-{edition}.toml"), text));
        }
        Ok(files)
    }

    /// Takes the tables of contents; one of an edition that is known stays out.
    fn outlines(&self, shelf: &mut Shelf, has_items: bool, sink: &mut Sink) -> Result<Vec<(String, String)>, Lacking> {
        for (_, outline) in &self.read.outlines {
            let edition = outline.edition.clone().or_else(|| self.told.guideline.clone()).ok_or(Lacking::Guideline)?;
            let path = self.sources.file(outline.file).path();
            if self.known.guideline(&edition).is_some() {
                sink.push(Finding::of_path(Code::ImportOutlineKnown, path).with("edition", &edition));
            } else {
                shelf.put(&edition, outline);
            }
        }
        // Nothing but an outline that is known: there is nothing to write.
        if shelf.is_empty() && !has_items { Err(Lacking::Everything) } else { Ok(Vec::new()) }
    }

    fn source_files_of_outlines(&self) -> Vec<SourceFile> {
        self.read.outlines.iter().map(|(at, _)| self.source_files[*at].clone()).collect()
    }

    fn edition(&self, shelf: &mut Shelf, files: &mut Vec<(String, String)>, sink: &mut Sink) -> Result<(), Lacking> {
        let mut head = self.head()?;
        let known = self.known.edition(&head.id);
        head.known = known.cloned();
        if let Some(known) = known.filter(|_| head.notices.is_empty()) {
            head.notices.clone_from(&known.notices);
        }
        let from_outline = shelf.edition().map(str::to_owned);
        let from_known = || known.map(|it| it.guideline.clone());
        let guideline = self.told.guideline.clone().or_else(|| self.read.hints.guideline.clone());
        head.guideline = guideline.or(from_outline).or_else(from_known).ok_or(Lacking::Guideline)?;
        let outline = self.known.guideline(&head.guideline);
        if outline.is_none() && shelf.edition() != Some(head.guideline.as_str()) {
            sink.push(Finding::of_machine(Code::ImportOutlineFromNotes).with("edition", &head.guideline));
            shelf.open(&head.guideline);
        }
        let cites = self.cites(outline, shelf, sink);
        let citations = cites.iter().map(|(id, it)| (*id, it.citations.clone())).collect();
        let draft = exchange::combine(&self.read.forms, self.read.manual.as_ref(), &citations, known, sink);
        if outline.is_none() {
            shelf.cite(draft.items.iter().flat_map(|it| it.citations.iter().flatten()));
        }
        let (path, text) = (format!("standards/checklist-{}.toml", head.id), exchange::checklist(&head, &draft));
        sink.extend(incomplete(&path, &text));
        files.push((path, text));
        files.extend(self.pages(&head.id, &draft, &cites));
        Ok(())
    }

    /// Year and id: as told, else as the files say. `r8` is 令和8年度版.
    fn head(&self) -> Result<Head, Lacking> {
        let told = self.told.edition.as_deref();
        let of_id =
            told.and_then(|it| it.strip_prefix('r')?.parse::<i64>().ok()).and_then(|it| FiscalYear::new(2018 + it));
        let year = self.told.year.or(self.read.hints.year).or(of_id).ok_or(Lacking::Edition)?;
        let era = year.year() - 2018;
        let id = told.map(str::to_owned).or_else(|| (era >= 1).then(|| format!("r{era}"))).ok_or(Lacking::Edition)?;
        let indices = self.read.of_edition.iter();
        Ok(Head {
            id,
            name: format!("{}版", year.japanese()),
            fiscal_year: year,
            guideline: String::new(),
            notices: self.read.hints.notices.clone(),
            source_files: indices.map(|it| self.source_files[*it].clone()).collect(),
            known: None,
        })
    }

    fn cites(&self, outline: Option<&Guideline>, shelf: &mut Shelf, sink: &mut Sink) -> BTreeMap<ItemId, Cites> {
        let mut cites = BTreeMap::new();
        for item in self.read.manual.iter().flat_map(|it| &it.items) {
            let file = item.heading.span.file;
            let source = self.sources.file(file);
            cites.insert(item.id, Cites::read(file, source, item, outline, shelf, sink));
        }
        cites
    }

    /// A page for every item of the draft that the manual explains.
    fn pages(&self, edition: &str, draft: &Draft, cites: &BTreeMap<ItemId, Cites>) -> Vec<(String, String)> {
        let Some(manual) = &self.read.manual else { return Vec::new() };
        let is_known = |id: ItemId| draft.items.iter().any(|it| it.id == id);
        let explained = manual.items.iter().filter(|it| is_known(it.id));
        explained.map(|it| self.page(edition, (it, manual), cites, &is_known)).collect()
    }

    fn page(
        &self,
        edition: &str,
        (item, manual): (&ManualItem, &Manual),
        cites: &BTreeMap<ItemId, Cites>,
        is_known: &dyn Fn(ItemId) -> bool,
    ) -> (String, String) {
        let file = item.heading.span.file;
        let dead = |line: &str| dead_links(line, manual.file, is_known);
        let notes = cites.get(&item.id).map(|it| it.lines.as_slice()).unwrap_or_default();
        let text = exchange::page(item, edition, notes, self.sources.file(file).path(), &dead);
        (format!("manual/{}.md", item.id), text)
    }
}

/// What no official file says, and is to be written into the draft by hand.
fn incomplete(path: &str, text: &str) -> Option<Finding> {
    let file = Sources::default().add(path, text);
    let read = standards::parse(&[(file, text)], &mut Sink::default());
    let edition = read.editions.first()?;
    let lacking = edition.lacks()?;
    let finding = Finding::of_path(Code::EditionIncomplete, path).with("edition", &edition.name);
    Some(finding.with("missing", lacking.join(", ")))
}

/// Whether a verified outline rules a citation out.
fn is_impossible(outline: &Guideline, citation: &Citation) -> bool {
    let Some(part) = outline.part(&citation.part) else { return true };
    let Some(row) = part.section(&citation.section) else { return part.section(&citation.section.chapter()).is_none() };
    row.last_item().zip(citation.item).is_some_and(|(last, item)| item.number() > last)
}
