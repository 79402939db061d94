//! What a rule may look at, and the questions that several rules ask. Nothing here makes a finding.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

use super::Beside;
use super::contracts::Contract;
use super::evidence::EvidenceFile;
use super::{leftovers, scope};
use crate::diagnostics::Actor;
use crate::model::{
    Answer, Date, Document, Form, FormRow, Item, ItemId, Reason, Register, RegisterKind, Respondent, Row, RowId,
    SampleNames, Target, Template, Topic,
};
use crate::resolve::Binder;
use crate::source::{Sources, Span};

/// The binder on one day.
pub(super) struct Context<'a> {
    pub(super) binder: &'a Binder,
    /// The texts, for what a tree does not keep.
    pub(super) sources: &'a Sources,
    /// The paths of all files that are no documents, sorted.
    pub(super) files: &'a [Box<str>],
    /// The files that `registers/evidence.csv` names, by its rows.
    pub(super) evidence: &'a [EvidenceFile],
    /// The names of the template's fictional facility.
    pub(super) sample: &'a SampleNames,
    /// The template that the folder stands on.
    pub(super) template: Option<&'a Template>,
    pub(super) today: Date,
    /// Every vendor, in the order of the register.
    pub(super) contracts: Vec<Contract<'a>>,
    /// Where each vendor stands in `contracts`.
    by_vendor: BTreeMap<&'a RowId, usize>,
    leftovers: OnceLock<Vec<(Span, String)>>,
}

/// One row of one of the year's forms.
#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    pub(super) form: &'a Form,
    pub(super) row: &'a FormRow,
    pub(super) item: &'a Item,
}

impl<'a> Context<'a> {
    pub(super) fn new(binder: &'a Binder, beside: Beside<'a>, today: Date) -> Self {
        let Beside { sources, files, evidence, sample, template } = beside;
        let contracts = Contract::all(binder, today);
        let by_vendor = contracts.iter().enumerate().map(|(i, it)| (it.id(), i)).collect();
        let leftovers = OnceLock::new();
        Self { binder, sources, files, evidence, sample, template, today, contracts, by_vendor, leftovers }
    }

    /// [`leftovers::texts`], put together for the first rule that asks.
    pub(super) fn leftovers(&self) -> &[(Span, String)] {
        self.leftovers.get_or_init(|| leftovers::texts(self))
    }

    /// The rows of the year's forms that answer an item of the edition: the facility's, then each vendor's. A vendor whose
    /// contract is over owes nothing more, and is left out.
    pub(super) fn answered(&self) -> impl Iterator<Item = Answered<'a>> {
        let (binder, edition) = (self.binder, self.binder.edition());
        binder.forms().filter(|(_, form)| !self.is_over(&form.respondent)).flat_map(move |(_, form)| {
            form.rows.iter().filter_map(move |row| {
                let item = edition.item(row.item.value)?;
                Some(Answered { form, row, item })
            })
        })
    }

    /// The facility's answer that stands.
    pub(super) fn facility_answer(&self, item: ItemId) -> Option<Answer> {
        let (_, form) = self.binder.forms().find(|(_, it)| it.respondent == Respondent::Facility)?;
        form.row(item)?.in_force().0
    }

    /// Whether the facility says はい, be it for a plan.
    pub(super) fn facility_says_yes(&self, item: ItemId) -> bool {
        matches!(self.facility_answer(item), Some(Answer::Yes(_)))
    }

    /// All documents but the forms of other years, which say how it was then.
    pub(super) fn current_documents(&self) -> impl Iterator<Item = &'a Document<Target>> {
        let year = self.binder.config().fiscal_year;
        self.binder.documents().iter().filter(move |it| it.form().is_none_or(|form| form.fiscal_year == year))
    }

    /// The item that speaks of this, if the facility says はい to it.
    pub(super) fn yes_about(&self, topic: Topic) -> Option<ItemId> {
        let item = self.binder.edition().item_about(topic)?.id;
        self.facility_says_yes(item).then_some(item)
    }

    /// The rows of a register; none where the folder does not have it.
    pub(super) fn rows(&self, kind: RegisterKind) -> impl Iterator<Item = (&'a Register, &'a Row)> {
        let register = self.binder.register(kind);
        register.into_iter().flat_map(|register| register.rows.iter().map(move |row| (register, row)))
    }

    /// Whether a file that is no document lies there.
    pub(super) fn has_file(&self, path: &str) -> bool {
        self.files.iter().any(|it| **it == *path || !path.is_ascii() && it.nfc().eq(path.nfc()))
    }

    /// Whether `binder.toml` gives that contact a role.
    pub(super) fn fills_a_role(&self, contact: &RowId) -> bool {
        self.binder.config().roles.iter().any(|(_, it)| it.value == *contact)
    }

    /// What the register says of a vendor.
    pub(super) fn contract(&self, vendor: &RowId) -> Option<&Contract<'a>> {
        self.contracts.get(*self.by_vendor.get(vendor)?)
    }

    /// Whether the respondent is a vendor whose contract is over: it can be asked for nothing more.
    pub(super) fn is_over(&self, respondent: &Respondent) -> bool {
        match respondent {
            Respondent::Facility => false,
            Respondent::Vendor(id) => self.contract(id).is_some_and(|it| it.has_ended),
        }
    }

    /// Whether any vendor has a contract.
    pub(super) fn has_contract(&self) -> bool {
        self.contracts.iter().any(|it| it.is_in_force)
    }

    /// Whether the respondent has to answer the item. What the data calls doubtful is never demanded.
    pub(super) fn is_asked(&self, item: &Item, respondent: &Respondent) -> bool {
        match respondent {
            Respondent::Facility => !item.needs_vendor || self.has_contract(),
            Respondent::Vendor(_) => item.is_asked_of_vendors() && !self.is_over(respondent),
        }
    }

    /// Whether 該当なし is an answer to it: only a vendor's, on machines that its form does not speak for.
    pub(super) fn knows_not_applicable(&self, form: &Form, item: &Item) -> bool {
        match form.respondent {
            Respondent::Facility => false,
            Respondent::Vendor(_) => !item.scope.is_empty() && !scope::speaks_of(self.binder, form, item),
        }
    }

    /// Whether the row has to be answered.
    pub(super) fn is_demanded(&self, answered: &Answered<'_>) -> bool {
        self.is_asked(answered.item, &answered.form.respondent)
    }
}

impl Answered<'_> {
    /// Whether the answer that stands is はい for a plan.
    pub(super) fn is_planned(&self) -> bool {
        self.row.in_force().0 == Some(Answer::Yes(Some(Reason::Planned)))
    }

    /// Whether it is the facility's own answer.
    pub(super) fn is_of_facility(&self) -> bool {
        self.form.respondent == Respondent::Facility
    }

    /// Who can act on what is wrong with the row.
    pub(super) fn actor(&self) -> Actor {
        actor(&self.form.respondent)
    }
}

/// Who fills in the respondent's form.
pub(super) fn actor(respondent: &Respondent) -> Actor {
    match respondent {
        Respondent::Facility => Actor::Facility,
        Respondent::Vendor(id) => Actor::Vendor(id.clone()),
    }
}
