//! Imported files: which clauses and sections their tables hold, and what is wrong with the tables. Opens no file.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::index::Index;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{
    Clause, ClauseRef, DocId, Document, DocumentKind, Entry, Fingerprint, Imported, ItemId, RawRef, SectionNumber,
};
use crate::source::Span;

/// What is known of a file that a descriptor names.
#[derive(Debug, Clone)]
pub struct OriginalFile {
    /// Of its bytes.
    pub print: Fingerprint,
    /// How many pages it has, if it is a PDF that can be read.
    pub pages: Option<usize>,
}

/// What a reference to the rules as a whole leads to: Markdown before files, 運用管理規程 before other rules, then by path.
pub(super) fn rules(documents: &[Document<RawRef>]) -> Option<DocId> {
    let rules = documents.iter().filter(|it| matches!(it.kind, DocumentKind::Rules));
    rules.min_by_key(|it| rank(it)).map(|it| it.id.clone())
}

fn rank(document: &Document<RawRef>) -> (bool, bool, &DocId) {
    (
        document.imported.is_some(),
        document.imported.is_some() && !document.title.value.contains("運用管理"),
        &document.id,
    )
}

/// What the tables of imported rules and BCP hold.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) clauses: BTreeMap<Clause, Place>,
    pub(super) sections: BTreeMap<SectionNumber, Place>,
    /// What each clause answers.
    answers: BTreeMap<ClauseRef, Vec<ItemId>>,
    documents: FxHashSet<DocId>,
    /// The first of the rules, where all rules are imported.
    rules: Option<DocId>,
    /// The first of the BCP, where all of it is imported.
    bcp: Option<DocId>,
}

/// Where a clause or section is listed.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) document: DocId,
    pub(super) anchor: Box<str>,
    pub(super) span: Span,
}

impl Listed {
    pub(super) fn new(documents: &[Document<RawRef>]) -> Self {
        let mut listed = Self { rules: rules(documents), bcp: bcp(documents), ..Self::default() };
        let mut imported: Vec<_> = documents.iter().filter_map(|it| Some((it, it.imported.as_deref()?))).collect();
        imported.sort_by_key(|(document, _)| rank(document));
        for (document, table) in imported {
            listed.documents.insert(document.id.clone());
            for entry in &table.entries {
                listed.add(document, entry);
            }
        }
        listed.rules.take_if(|it| !listed.documents.contains(it));
        listed.bcp.take_if(|it| !listed.documents.contains(it));
        listed
    }

    fn add(&mut self, document: &Document<RawRef>, entry: &Entry) {
        let place = || Place { document: document.id.clone(), anchor: entry.anchor.clone(), span: entry.span };
        if let Some(clause) = entry.clause {
            let first = self.clauses.entry(clause.clause).or_insert_with(place);
            if first.document == document.id {
                self.answers.entry(clause).or_default().extend(entry.items.iter().map(|it| it.value));
            }
        }
        if let Some(number) = &entry.number {
            self.sections.entry(number.clone()).or_insert_with(place);
        }
    }

    /// Whether the document is an imported file.
    pub(super) fn holds(&self, document: &DocId) -> bool {
        self.documents.contains(document)
    }

    /// The rules, where all of them are imported.
    pub(super) fn only_rules(&self) -> Option<&DocId> {
        self.rules.as_ref()
    }

    /// The BCP, where all of it is imported.
    pub(super) fn only_bcp(&self) -> Option<&DocId> {
        self.bcp.as_ref()
    }

    /// What else the clause answers by the table, if the page that names it explains `item`, which is not among it. The
    /// numbers of a template's pages are those of the template's own rules, and another text has them elsewhere.
    pub(super) fn answers_others(&self, clause: ClauseRef, item: ItemId) -> Option<String> {
        let answers = self.answers.get(&clause).filter(|it| !it.is_empty() && !it.contains(&item))?;
        let others: Vec<_> = answers.iter().map(|it| it.shown()).collect();
        Some(others.join("・"))
    }
}

/// The first of the BCP: Markdown before files.
fn bcp(documents: &[Document<RawRef>]) -> Option<DocId> {
    let bcp = documents.iter().filter(|it| matches!(it.kind, DocumentKind::Bcp));
    bcp.min_by_key(|it| (it.imported.is_some(), &it.id)).map(|it| it.id.clone())
}

/// What is wrong with the files that descriptors name.
pub(super) fn check(
    documents: &[Document<RawRef>],
    originals: &BTreeMap<Box<str>, OriginalFile>,
    index: &Index,
    sink: &mut Sink,
) {
    let mut owners: BTreeMap<&str, Span> = BTreeMap::new();
    for imported in documents.iter().filter_map(|it| it.imported.as_deref()) {
        let Some(file) = &imported.file else { continue };
        if let Some(first) = owners.get(&*file.value) {
            sink.push(Finding::at(Code::FileOfTwo, file.span).with("path", &file.value).related(*first));
            continue;
        }
        owners.insert(&file.value, file.span);
        match originals.get(&file.value) {
            Some(original) => pages(imported, original, sink),
            None => sink.push(missing(&file.value, file.span, index)),
        }
        if index.is_taken(&file.value) {
            sink.push(Finding::at(Code::ReservedAddress, file.span).with("path", &file.value));
        }
    }
}

fn missing(path: &str, span: Span, index: &Index) -> Finding {
    let files = index.files.iter().map(|it| &**it);
    Finding::at(Code::MissingFile, span).with("path", path).nearest(nearest(path, files))
}

fn pages(imported: &Imported, original: &OriginalFile, sink: &mut Sink) {
    let Some(last) = original.pages else { return };
    for page in imported.entries.iter().flat_map(|it| &it.pages) {
        if usize::try_from(page.value).is_ok_and(|it| it > last) {
            let finding = Finding::at(Code::PageBeyondFile, page.span).with("page", page.value).with("last", last);
            sink.push(finding);
        }
    }
}

/// What other pages name and a table does not know: one finding a document, however many pages there are.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    by_document: BTreeMap<(Code, String), (Finding, Vec<String>)>,
}

impl Gathered {
    /// Keeps what speaks of a table; gives anything else back.
    pub(super) fn keep(&mut self, finding: Finding) -> Option<Finding> {
        let Some(listed) = gathered(finding.code) else { return Some(finding) };
        let argument = |name: &str| finding.arguments.iter().find(|it| it.0 == name).map(|it| it.1.clone());
        let (path, value) = (argument("path").unwrap_or_default(), argument(listed).unwrap_or_default());
        let (_, values) = self.by_document.entry((finding.code, path)).or_insert_with(|| (finding, Vec::new()));
        if !values.contains(&value) {
            values.push(value);
        }
        None
    }

    /// The findings, each at the first place.
    pub(super) fn findings(self) -> impl Iterator<Item = Finding> {
        self.by_document.into_values().map(|(mut finding, mut values)| {
            values.sort_by_cached_key(|it| numbers(it));
            let listed = gathered(finding.code);
            for (_, value) in finding.arguments.iter_mut().filter(|it| Some(it.0) == listed) {
                *value = values.join("、");
            }
            finding
        })
    }
}

/// The numbers in what is named, for clauses in their order: 第6条の2 is 6, 2.
fn numbers(named: &str) -> Vec<u32> {
    named.split(|it: char| !it.is_ascii_digit()).filter_map(|it| it.parse().ok()).collect()
}

/// The word under which a finding of this code lists what was found.
fn gathered(code: Code) -> Option<&'static str> {
    let listed = [(Code::ClauseUnlisted, "clause"), (Code::ClauseForOthers, "pairs")];
    listed.iter().find(|it| it.0 == code).map(|it| it.1)
}
