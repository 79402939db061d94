//! What there is to point at: documents, anchors, clauses, BCP sections, rows and terms. Two of one name are found here.

use std::collections::BTreeSet;

use rustc_hash::{FxBuildHasher, FxHashMap};

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::imported::{self, Listed};
use super::items::{Items, Written};
use super::terms::{self, Names};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    Block, BlockKind, Clause, DocId, Document, DocumentKind, Edition, Heading, ItemId, RawRef, Register, RegisterKind,
    RowId, SectionNumber, Target, slug,
};
use crate::source::{AT_A_TIME, Span};

/// Everything that a reference may name.
pub(super) struct Index {
    pub(super) documents: FxHashMap<DocId, Entry>,
    /// Folded stems and paths: more than one document may answer to a name.
    pub(super) names: FxHashMap<Box<str>, Vec<DocId>>,
    /// The first document of the rules, by path.
    pub(super) rules: Option<DocId>,
    pub(super) clauses: FxHashMap<Clause, (DocId, Span)>,
    pub(super) bcp: FxHashMap<SectionNumber, Numbered>,
    /// Rules and BCP that were imported.
    pub(super) imported: Listed,
    pub(super) rows: FxHashMap<RowId, Vec<RegisterKind>>,
    pub(super) glossary: Names,
    pub(super) files: BTreeSet<Box<str>>,
    /// Those that the folder has.
    registers: Vec<RegisterKind>,
}

/// What is known of a document before its references are resolved.
pub(super) struct Entry {
    pub(super) item: Option<ItemId>,
    pub(super) title: Box<str>,
    /// Every name under which an anchor is found, to its id: the id itself, a heading's text, its slug.
    pub(super) anchors: FxHashMap<Box<str>, Box<str>>,
}

impl Entry {
    fn new(document: &Document<RawRef>) -> Self {
        let title = document.title.value.as_str().into();
        let mut entry = Self { item: document.explains(), title, anchors: FxHashMap::default() };
        for listed in document.imported.iter().flat_map(|it| &it.entries) {
            entry.add_anchor(&listed.anchor, &listed.title);
        }
        each(&document.blocks, &mut |block| {
            if let Some(anchor) = &block.anchor {
                entry.add_anchor(anchor, anchor);
            }
            if let Some(heading) = block.heading() {
                entry.add_anchor(&heading.id, &heading.text);
            }
        });
        entry
    }

    fn add_anchor(&mut self, id: &str, text: &str) {
        self.anchors.insert(id.into(), id.into());
        for name in [text.to_owned(), slug(text)] {
            self.anchors.entry(name.into()).or_insert_with(|| id.into());
        }
    }
}

/// Every block that may have an anchor, with those within it.
fn each<'a>(blocks: &'a [Block<RawRef>], see: &mut impl FnMut(&'a Block<RawRef>)) {
    for block in blocks {
        see(block);
        match &block.kind {
            BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                each(blocks, see);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|it| each(it, see)),
            BlockKind::Heading(_)
            | BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Definitions(_)
            | BlockKind::Rule
            | BlockKind::View(_) => (),
        }
    }
}

/// A numbered section of a BCP: a document, or a heading of it.
pub(super) struct Numbered {
    pub(super) document: DocId,
    pub(super) heading: Option<Box<str>>,
    span: Span,
}

impl Numbered {
    pub(super) fn target(&self) -> Target {
        match &self.heading {
            Some(heading) => Target::Heading(self.document.clone(), heading.clone()),
            None => Target::Document(self.document.clone()),
        }
    }
}

/// Pages that toji itself makes, without the ending.
const OWN_PAGES: [&str; 10] = [
    "index",
    "inspection",
    "coverage",
    "glossary",
    "findings",
    "dashboard",
    "search",
    "contact-chart",
    "network",
    "emergency",
];
/// Folders in which every page is toji's.
const OWN_FOLDERS: [&str; 4] = ["assets/", "guideline/", "items/", "registers/"];
/// Other files that toji makes.
const OWN_FILES: [&str; 5] = ["binder.json", "binder.pdf", "emergency.pdf", "manifest.json", "search-data.js"];

impl Index {
    pub(super) fn new(
        documents: &mut [Document<RawRef>],
        registers: &[Register],
        files: &BTreeSet<Box<str>>,
        items: Items<'_>,
        sink: &mut Sink,
    ) -> Self {
        demote(documents, items, sink);
        let mut index = Self {
            documents: FxHashMap::with_capacity_and_hasher(documents.len(), FxBuildHasher),
            names: FxHashMap::with_capacity_and_hasher(documents.len() * 2, FxBuildHasher),
            rules: imported::rules(documents),
            imported: Listed::new(documents),
            clauses: FxHashMap::default(),
            bcp: FxHashMap::default(),
            rows: FxHashMap::default(),
            glossary: Names::default(),
            files: files.clone(),
            registers: registers.iter().map(|it| it.kind).collect(),
        };
        let entries: Vec<Entry> = documents.par_iter().with_max_len(AT_A_TIME).map(Entry::new).collect();
        for (document, entry) in documents.iter().zip(entries) {
            index.add_document(document, entry, items, sink);
        }
        for register in registers {
            index.add_rows(register, sink);
        }
        index.add_listed();
        index
    }

    fn add_document(&mut self, document: &Document<RawRef>, entry: Entry, items: Items<'_>, sink: &mut Sink) {
        self.refuse_taken_address(document, items, sink);
        if let (Some(number), DocumentKind::Bcp) = (&document.number, &document.kind) {
            let section = Numbered { document: document.id.clone(), heading: None, span: document.title.span };
            self.add_section(number, section, sink);
        }
        if matches!(document.kind, DocumentKind::Rules | DocumentKind::Bcp) {
            each(&document.blocks, &mut |block| {
                if let Some(heading) = block.heading() {
                    self.add_heading(document, block.span, heading, sink);
                }
            });
        }
        for definition in terms::definitions(&document.blocks) {
            self.glossary.add(definition, sink);
        }
        for name in [document.id.stem(), document.id.as_str()].iter().map(|it| fold(it)) {
            let ids = self.names.entry(name).or_default();
            if !ids.contains(&document.id) {
                ids.push(document.id.clone());
            }
        }
        self.documents.insert(document.id.clone(), entry);
    }

    fn refuse_taken_address(&self, document: &Document<RawRef>, items: Items<'_>, sink: &mut Sink) {
        if let DocumentKind::Explanation(item) = document.kind
            && !items.has(item)
        {
            return sink.push(items.missing(item, document.title.span, Written::Page));
        }
        let id = document.id.as_str();
        let folded = id.to_lowercase();
        let is_register = |it: &str| self.registers.iter().any(|kind| kind.as_str() == it);
        let is_ours = match folded.strip_prefix("registers/") {
            // A paper may lie beside the registers, but not in the place of one.
            Some(name) if document.imported.is_some() => name == "index" || is_register(name),
            Some(_) => true,
            None => OWN_PAGES.contains(&&*folded) || OWN_FOLDERS.iter().any(|it| folded.starts_with(it)),
        };
        if is_ours {
            sink.push(Finding::at(Code::ReservedAddress, document.title.span).with("path", id));
        }
    }

    /// Whether a file that is copied would stand where a page or file of ours does.
    pub(super) fn is_taken(&self, file: &str) -> bool {
        let folded = file.to_lowercase();
        let is_page = |stem: &str| {
            OWN_PAGES.contains(&stem)
                || stem.ends_with("/index")
                || DocId::from_path(file).is_some_and(|it| self.documents.contains_key(&it))
        };
        // Papers may lie beside the registers' pages.
        let is_beside = folded.starts_with("registers/") && !folded.ends_with(".html");
        OWN_FILES.contains(&&*folded)
            || OWN_FOLDERS.iter().any(|it| folded.starts_with(it) && !is_beside)
            || folded.strip_suffix(".html").is_some_and(is_page)
    }

    fn add_heading(&mut self, document: &Document<RawRef>, span: Span, heading: &Heading<RawRef>, sink: &mut Sink) {
        if let (Some(clause), DocumentKind::Rules) = (heading.clause, &document.kind) {
            if let Some((other, at)) = self.clauses.get(&clause) {
                let finding =
                    Finding::at(Code::DuplicateClause, span).with("clause", clause.shown()).with("other", other);
                sink.push(finding.related(*at));
            } else {
                self.clauses.insert(clause, (document.id.clone(), span));
            }
        }
        if let (Some(number), DocumentKind::Bcp) = (&heading.number, &document.kind) {
            self.add_section(
                number,
                Numbered { document: document.id.clone(), heading: Some(heading.id.clone()), span },
                sink,
            );
        }
    }

    /// What imported files are said to hold, where no Markdown says it: a facility may have other rules beside these.
    fn add_listed(&mut self) {
        for (clause, place) in &self.imported.clauses {
            self.clauses.entry(*clause).or_insert_with(|| (place.document.clone(), place.span));
        }
        for (number, place) in &self.imported.sections {
            self.bcp.entry(number.clone()).or_insert_with(|| Numbered {
                document: place.document.clone(),
                heading: Some(place.anchor.clone()),
                span: place.span,
            });
        }
    }

    fn add_section(&mut self, number: &SectionNumber, section: Numbered, sink: &mut Sink) {
        if let Some(other) = self.bcp.get(number) {
            let finding = Finding::at(Code::DuplicateBcpSection, section.span).with("number", number);
            sink.push(finding.with("other", &other.document).related(other.span));
        } else {
            self.bcp.insert(number.clone(), section);
        }
    }

    fn add_rows(&mut self, register: &Register, sink: &mut Sink) {
        let mut seen: FxHashMap<&RowId, Span> = FxHashMap::default();
        for row in &register.rows {
            if let Some(first) = seen.insert(&row.id.value, row.id.span) {
                let finding = Finding::at(Code::DuplicateRow, row.id.span).with("id", &row.id.value);
                sink.push(finding.with("other", register.kind.japanese()).related(first));
                continue;
            }
            self.rows.entry(row.id.value.clone()).or_default().push(register.kind);
        }
    }
}

/// A page that explains an item of another edition only has no item's page to stand on: it is a page of the manual.
fn demote(documents: &mut [Document<RawRef>], items: Items<'_>, sink: &mut Sink) {
    for document in documents {
        let Some(item) = document.explains().filter(|it| !items.has(*it)) else { continue };
        if items.elsewhere(item).is_some() {
            sink.push(items.missing(item, document.title.span, Written::Page));
            document.kind = DocumentKind::Manual;
        }
    }
}

/// Items of the edition near to `item`, nearest first.
pub(super) fn nearest_items(item: ItemId, edition: &Edition) -> impl Iterator<Item = ItemId> {
    let distance = |it: ItemId| (it.section().abs_diff(item.section()), it.number().abs_diff(item.number()));
    let mut items: Vec<_> = edition.items.iter().map(|it| it.id).collect();
    items.sort_by_key(|it| (distance(*it), *it));
    items.into_iter().take(3)
}

/// Width and case folded away: two names are one if a reader or a Windows disk would take them for one.
pub(super) fn fold(name: &str) -> Box<str> {
    if name.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase()) {
        return name.into();
    }
    name.nfkc().flat_map(char::to_lowercase).collect::<String>().into()
}
