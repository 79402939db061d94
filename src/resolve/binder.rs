//! The whole of what a source folder says, with every reference resolved.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::address::{self, Address, Tab};
use super::mentions::Mentions;
use super::{CellLink, Covering, Mention, Term};
use crate::model::{
    BcpPhase, Citation, Config, DocId, Document, Edition, Form, Guideline, ItemId, Register, RegisterKind, Respondent,
    Row, RowId, Target,
};

/// All documents and registers of a source folder, cross-linked. Made by [`super::binder`], and [`Binder::with`] of one.
#[derive(Debug)]
pub struct Binder {
    contents: Contents,
    by_id: FxHashMap<DocId, usize>,
}

#[derive(Debug)]
pub(super) struct Contents {
    pub(super) config: Config,
    pub(super) edition: Edition,
    pub(super) guideline: Guideline,
    pub(super) documents: Vec<Document<Target>>,
    pub(super) registers: Vec<Register>,
    pub(super) cells: Vec<CellLink>,
    pub(super) mentions: Mentions,
    pub(super) terms: Vec<Term>,
    pub(super) coverage: BTreeMap<ItemId, Vec<Covering>>,
    /// The items that something covers which is not left, each with the tab in which it stood.
    pub(super) hidden_coverage: BTreeSet<(ItemId, Tab)>,
    /// The phases of the BCP of which something speaks that is not left.
    pub(super) hidden_phases: BTreeSet<BcpPhase>,
    /// Of contacts, where their column says them no more.
    pub(super) phones: Option<BTreeMap<RowId, Box<str>>>,
}

impl Binder {
    pub(super) fn new(contents: Contents) -> Self {
        let by_id = contents.documents.iter().enumerate().map(|(i, it)| (it.id.clone(), i)).collect();
        Self { contents, by_id }
    }

    pub(super) fn contents(&self) -> &Contents {
        &self.contents
    }

    pub(super) fn contents_mut(&mut self) -> &mut Contents {
        &mut self.contents
    }

    /// What `binder.toml` says.
    pub fn config(&self) -> &Config {
        &self.contents.config
    }

    /// The checklist whose items are explained: the year's, or the newest that is known where the year has none.
    pub fn edition(&self) -> &Edition {
        &self.contents.edition
    }

    /// The checklist of the binder's year; `None` where its form is not there as data (様式未取込). Another year's form is
    /// never answered in its place.
    pub fn edition_of_year(&self) -> Option<&Edition> {
        Some(self.edition()).filter(|it| it.is_of_year(self.config()))
    }

    /// The guideline's outline.
    pub fn guideline(&self) -> &Guideline {
        &self.contents.guideline
    }

    /// All documents in reading order.
    pub fn documents(&self) -> &[Document<Target>] {
        &self.contents.documents
    }

    /// The document with this id.
    pub fn document(&self, id: &DocId) -> Option<&Document<Target>> {
        self.by_id.get(id).map(|it| &self.contents.documents[*it])
    }

    /// The documents of a tab, in reading order.
    pub fn documents_in(&self, tab: Tab) -> impl Iterator<Item = &Document<Target>> {
        self.contents.documents.iter().filter(move |it| Tab::of(&it.kind) == tab)
    }

    /// The explanation of an item, if the manual has one.
    pub fn explanation(&self, item: ItemId) -> Option<&Document<Target>> {
        self.contents.documents.iter().find(|it| it.explains() == Some(item))
    }

    /// The forms of the binder's fiscal year with their documents: the facility's first, then each vendor's. None where the
    /// year's form is not there as data.
    pub fn forms(&self) -> impl Iterator<Item = (&Document<Target>, &Form)> {
        let year = self.edition_of_year().map(|it| it.fiscal_year);
        self.all_forms().filter(move |(_, form)| Some(form.fiscal_year) == year)
    }

    /// The forms of every year with their documents. Those of other years are kept as written, and judged by nobody.
    pub fn all_forms(&self) -> impl Iterator<Item = (&Document<Target>, &Form)> {
        self.contents.documents.iter().filter_map(|it| Some((it, it.form()?)))
    }

    /// All registers, in the order of [`RegisterKind::ALL`].
    pub fn registers(&self) -> &[Register] {
        &self.contents.registers
    }

    /// The register of this kind, if the folder has it.
    pub fn register(&self, kind: RegisterKind) -> Option<&Register> {
        self.contents.registers.iter().find(|it| it.kind == kind)
    }

    /// The links within the cells of one row, by column and position.
    pub fn cell_links(&self, kind: RegisterKind, row: usize) -> impl Iterator<Item = &CellLink> {
        let cells = &self.contents.cells;
        let start = cells.partition_point(|it| (it.register, it.row) < (kind, row));
        cells[start..].iter().take_while(move |it| (it.register, it.row) == (kind, row))
    }

    /// The glossary, sorted.
    pub fn terms(&self) -> &[Term] {
        &self.contents.terms
    }

    /// What covers an item, in reading order.
    pub fn covering(&self, item: ItemId) -> &[Covering] {
        self.contents.coverage.get(&item).map_or(&[], Vec::as_slice)
    }

    /// Whether something in this tab covers the item that is not left: without saying so, a copy would make it look as if
    /// nothing did.
    pub fn hides_covering(&self, item: ItemId, tab: Tab) -> bool {
        self.contents.hidden_coverage.contains(&(item, tab))
    }

    /// Whether a place of the BCP that is not left speaks of this phase.
    pub fn hides_phase(&self, phase: BcpPhase) -> bool {
        self.contents.hidden_phases.contains(&phase)
    }

    /// The telephone number of a contact, for the contact chart and the emergency card alone: no profile masks it there.
    pub fn phone<'a>(&'a self, contacts: &Register, row: &'a Row) -> &'a str {
        match &self.contents.phones {
            Some(phones) => phones.get(&row.id.value).map_or("", |it| it),
            None => contacts.text(row, "電話"),
        }
    }

    /// Who names `target`, in reading order.
    pub fn mentions(&self, target: &Target) -> &[Mention] {
        self.contents.mentions.of(target)
    }

    /// Every guideline citation that somebody makes, in order.
    pub fn citations(&self) -> Vec<&Citation> {
        self.contents.mentions.targets(Target::citation)
    }

    /// Every attachment that somebody links to, in order: the files to copy.
    pub fn attachments(&self) -> Vec<&str> {
        self.contents.mentions.targets(Target::attachment)
    }

    /// The name of a respondent: the facility's, or the vendor's by the register.
    pub fn respondent_name<'a>(&'a self, respondent: &'a Respondent) -> &'a str {
        match respondent {
            Respondent::Facility => &self.config().facility.name,
            Respondent::Vendor(id) => self
                .register(RegisterKind::Vendors)
                .and_then(|register| register.row(id).map(|row| register.text(row, "名称")))
                .filter(|it| !it.is_empty())
                .unwrap_or(id.as_str()),
        }
    }

    /// The person who fills a role: a row of the contacts.
    pub fn role_holder(&self, role: crate::model::Role) -> Option<(&Register, &Row)> {
        let (_, id) = self.config().roles.iter().find(|(it, _)| *it == role)?;
        let contacts = self.register(RegisterKind::Contacts)?;
        Some((contacts, contacts.row(&id.value)?))
    }

    /// The page of a document.
    pub fn page_of(&self, document: &Document<Target>) -> String {
        address::of_document(&document.id, Some(&document.kind)).page
    }

    /// Where a target stands on the website; `None` for what lies outside.
    pub fn address(&self, target: &Target) -> Option<Address> {
        Some(match target {
            Target::Item(item) => Address::page(format!("items/{item}.html")),
            Target::Document(id) => self.document_address(id),
            Target::Heading(id, heading) => Address { anchor: Some(heading.to_string()), ..self.document_address(id) },
            Target::Clause(id, clause) => Address { anchor: Some(clause.to_string()), ..self.document_address(id) },
            Target::Row(kind, row) => address::of_register(*kind, Some(self.row_as_defined(*kind, row))),
            Target::Register(kind) => address::of_register(*kind, None),
            Target::Drawing(kind) => Address::page(format!("{}.html", kind.as_str())),
            Target::Guideline(citation) => Address {
                page: format!("guideline/{}/{}.html", citation.part, citation.section),
                anchor: citation.item.map(|it| format!("i{}", it.number())),
            },
            Target::Part(part) => Address::at("guideline/index.html", part),
            Target::Term(anchor) => Address::at("glossary.html", anchor),
            Target::Attachment(path) => Address::page(&**path),
            Target::Outside(_) => return None,
        })
    }

    fn document_address(&self, id: &DocId) -> Address {
        address::of_document(id, self.document(id).map(|it| &it.kind))
    }

    /// A reference may be written in another width or case than the row it names.
    fn row_as_defined<'a>(&'a self, kind: RegisterKind, id: &'a RowId) -> &'a RowId {
        self.register(kind).and_then(|it| it.row(id)).map_or(id, |it| &it.id.value)
    }

    /// The label of a target in the PDF and the tab it stands in; `None` for what the PDF does not hold.
    pub fn label(&self, target: &Target) -> Option<(String, Tab)> {
        let of = |id: &DocId| self.document(id).map(|it| (address::label_of(it), Tab::of(&it.kind)));
        let within = |id: &DocId, anchor: &str| of(id).map(|(label, tab)| (format!("{label}/{anchor}"), tab));
        match target {
            Target::Item(item) => Some((item.to_string(), Tab::Manual)),
            Target::Document(id) => of(id),
            Target::Heading(id, heading) => within(id, heading),
            Target::Clause(id, clause) => within(id, &clause.to_string()),
            Target::Row(kind, row) => {
                Some((format!("registers/{}/{}", kind.as_str(), self.row_as_defined(*kind, row)), Tab::Registers))
            }
            Target::Register(kind) => Some((format!("registers/{}", kind.as_str()), Tab::Registers)),
            Target::Drawing(kind) => Some((kind.as_str().to_owned(), Tab::Registers)),
            Target::Guideline(citation) => {
                let item = citation.item.map(|it| format!("/i{}", it.number())).unwrap_or_default();
                Some((format!("guideline/{}/{}{item}", citation.part, citation.section), Tab::Appendix))
            }
            Target::Part(part) => Some((format!("guideline/{part}"), Tab::Appendix)),
            Target::Term(anchor) => Some((format!("glossary/{anchor}"), Tab::Appendix)),
            Target::Attachment(_) | Target::Outside(_) => None,
        }
    }

    /// The heading that a mention stands under, as text; the document's title where there is none.
    pub fn heading_text<'a>(&'a self, document: &'a Document<Target>, heading: Option<&str>) -> &'a str {
        let found = heading.and_then(|id| document.headings().find(|it| *it.id == *id));
        let mut entries = document.imported.iter().flat_map(|it| &it.entries);
        let listed = || entries.find(|it| heading == Some(&*it.anchor)).map(|it| &*it.title);
        let text = found.map(|it| &*it.text).or_else(listed).filter(|it| !it.is_empty());
        text.unwrap_or(&document.title.value)
    }
}
