//! What there is to point at: documents, anchors, clauses, BCP sections, rows and terms. Two of one name are found here.

use std::collections::{BTreeSet, HashMap};

use unicode_normalization::UnicodeNormalization;

use super::glossary;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    Block, BlockKind, Clause, DocId, Document, DocumentKind, Edition, Heading, ItemId, RawRef, Register, RegisterKind,
    RowId, SectionNumber, Target,
};
use crate::source::Span;

/// Everything that a reference may name.
pub(super) struct Index {
    pub(super) documents: HashMap<DocId, Entry>,
    /// Folded stems and paths: more than one document may answer to a name.
    pub(super) names: HashMap<Box<str>, Vec<DocId>>,
    /// The first document of the rules, by path.
    pub(super) rules: Option<DocId>,
    pub(super) clauses: HashMap<Clause, (DocId, Span)>,
    pub(super) bcp: HashMap<SectionNumber, Numbered>,
    pub(super) rows: HashMap<RowId, Vec<RegisterKind>>,
    /// Folded term or alias to anchor.
    pub(super) terms: HashMap<String, Box<str>>,
    pub(super) files: BTreeSet<Box<str>>,
}

/// What is known of a document before its references are resolved.
pub(super) struct Entry {
    pub(super) item: Option<ItemId>,
    pub(super) title: Box<str>,
    pub(super) anchors: Vec<Anchor>,
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

/// A heading's id (with its text, for fragments as GitHub makes them) or a 項.
pub(super) struct Anchor {
    pub(super) id: Box<str>,
    pub(super) text: Box<str>,
}

/// Page names that toji itself makes; a document may not take their address.
const OWN_PAGES: [&str; 8] =
    ["index", "inspection", "coverage", "glossary", "findings", "dashboard", "search", "guideline/index"];

impl Index {
    pub(super) fn new(
        documents: &[Document<RawRef>],
        registers: &[Register],
        files: &BTreeSet<Box<str>>,
        edition: &Edition,
        sink: &mut Sink,
    ) -> Self {
        let mut index = Self {
            documents: HashMap::with_capacity(documents.len()),
            names: HashMap::with_capacity(documents.len() * 2),
            rules: documents.iter().filter(|it| matches!(it.kind, DocumentKind::Rules)).map(|it| it.id.clone()).min(),
            clauses: HashMap::new(),
            bcp: HashMap::new(),
            rows: HashMap::new(),
            terms: HashMap::new(),
            files: files.clone(),
        };
        for document in documents {
            index.add_document(document, edition, sink);
        }
        for register in registers {
            index.add_rows(register, sink);
        }
        index
    }

    fn add_document(&mut self, document: &Document<RawRef>, edition: &Edition, sink: &mut Sink) {
        self.refuse_taken_address(document, edition, sink);
        let mut entry = Entry { item: None, title: document.title.value.as_str().into(), anchors: Vec::new() };
        if let DocumentKind::Explanation(item) = document.kind {
            entry.item = Some(item);
        }
        if let (Some(number), DocumentKind::Bcp) = (&document.number, &document.kind) {
            let section = Numbered { document: document.id.clone(), heading: None, span: document.title.span };
            self.add_section(number, section, sink);
        }
        for block in &document.blocks {
            self.add_block(document, block, &mut entry, sink);
        }
        for name in [document.id.stem(), document.id.as_str()].iter().map(|it| fold(it)) {
            let ids = self.names.entry(name).or_default();
            if !ids.contains(&document.id) {
                ids.push(document.id.clone());
            }
        }
        self.documents.insert(document.id.clone(), entry);
    }

    fn refuse_taken_address(&self, document: &Document<RawRef>, edition: &Edition, sink: &mut Sink) {
        let id = document.id.as_str();
        let own = OWN_PAGES.contains(&id)
            || ["items/", "guideline/", "registers/"].iter().any(|it| id.starts_with(it))
            || matches!(document.kind, DocumentKind::Explanation(item) if edition.item(item).is_none());
        if own || self.documents.contains_key(&document.id) {
            let code = if matches!(document.kind, DocumentKind::Explanation(_)) {
                Code::UnknownItem
            } else {
                Code::DuplicateDocument
            };
            let finding = match (code, &document.kind) {
                (Code::UnknownItem, DocumentKind::Explanation(item)) => Finding::at(code, document.title.span)
                    .with("item", item.shown())
                    .nearest(nearest_items(*item, edition)),
                _ => Finding::at(Code::DuplicateDocument, document.title.span).with("id", id).with("other", "toji"),
            };
            sink.push(finding);
        }
    }

    fn add_block(&mut self, document: &Document<RawRef>, block: &Block<RawRef>, entry: &mut Entry, sink: &mut Sink) {
        if let Some(anchor) = &block.anchor {
            entry.anchors.push(Anchor { id: anchor.clone(), text: "".into() });
        }
        match &block.kind {
            BlockKind::Heading(heading) => {
                self.add_heading(document, block.span, heading, sink);
                entry.anchors.push(Anchor { id: heading.id.clone(), text: heading.text.clone() });
            }
            BlockKind::Callout { blocks, .. } | BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                for inner in blocks {
                    self.add_block(document, inner, entry, sink);
                }
            }
            BlockKind::List { items, .. } => {
                for inner in items.iter().flatten() {
                    self.add_block(document, inner, entry, sink);
                }
            }
            BlockKind::Definitions(definitions) => {
                for definition in definitions {
                    glossary::register(self, definition, sink);
                }
            }
            BlockKind::Paragraph(_)
            | BlockKind::Plain(_)
            | BlockKind::Code { .. }
            | BlockKind::Table(_)
            | BlockKind::Rule
            | BlockKind::View(_) => (),
        }
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

    fn add_section(&mut self, number: &SectionNumber, section: Numbered, sink: &mut Sink) {
        if let Some(other) = self.bcp.get(number) {
            let finding = Finding::at(Code::DuplicateBcpSection, section.span).with("number", number);
            sink.push(finding.with("other", &other.document).related(other.span));
        } else {
            self.bcp.insert(number.clone(), section);
        }
    }

    fn add_rows(&mut self, register: &Register, sink: &mut Sink) {
        let mut seen: HashMap<&RowId, Span> = HashMap::new();
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

/// Items of the edition near to `item`, as shown.
pub(super) fn nearest_items(item: ItemId, edition: &Edition) -> Vec<String> {
    let distance = |it: ItemId| (it.section().abs_diff(item.section()), it.number().abs_diff(item.number()));
    let mut items: Vec<_> = edition.items.iter().map(|it| it.id).collect();
    items.sort_by_key(|it| (distance(*it), *it));
    items.into_iter().take(3).map(ItemId::shown).collect()
}

/// Width and case folded away: two names are one if a reader or a Windows disk would take them for one.
pub(super) fn fold(name: &str) -> Box<str> {
    if name.bytes().all(|it| it.is_ascii() && !it.is_ascii_uppercase()) {
        return name.into();
    }
    name.nfkc().flat_map(char::to_lowercase).collect::<String>().into()
}
