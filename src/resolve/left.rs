//! What is left of a binder where a profile hides the rest: what was resolved stays resolved, and nothing is read or looked
//! up again, so that addresses, numbers and anchors are those of the whole binder. Decides nothing about what is hidden.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::binder::{Binder, Contents};
use super::named::named;
use super::terms::definitions;
use super::{CellLink, Covering, Mention, Tab, Term, coverage};
use crate::model::{BcpPhase, Definition, DocId, Document, ItemId, Register, RowId, Target, plain_text};
use crate::source::Span;

/// The parts that are left.
#[derive(Debug)]
pub struct Left {
    /// The documents, in reading order.
    pub documents: Vec<Document<Target>>,
    /// The registers, in the order of [`crate::model::RegisterKind::ALL`].
    pub registers: Vec<Register>,
    /// The links within their cells, by register, row, column and position.
    pub cells: Vec<CellLink>,
    /// The telephone numbers of contacts, where their column says them no more.
    pub phones: Option<BTreeMap<RowId, Box<str>>>,
}

impl Binder {
    /// This binder with only what is left of it: backlinks, glossary and coverage follow.
    #[must_use]
    pub fn with(&self, left: Left) -> Self {
        let Left { documents, registers, cells, phones } = left;
        let mentions = {
            let rows = cells.iter().filter_map(|it| {
                let register = registers.iter().find(|register| register.kind == it.register)?;
                Some((it.target.clone(), Mention::Row(it.register, register.rows.get(it.row)?.id.value.clone())))
            });
            let explains = |id: &DocId| self.document(id).and_then(Document::explains);
            let found: FxHashSet<(Target, Mention)> =
                documents.iter().flat_map(|it| named(it, &explains)).chain(rows).collect();
            self.contents().mentions.only(&found)
        };
        let coverage = coverage::collect(&documents);
        let mut left = Self::new(Contents {
            config: self.config().clone(),
            edition: self.edition().clone(),
            guideline: self.guideline().clone(),
            terms: terms(self.terms(), &documents),
            hidden_coverage: self.hidden(&coverage),
            hidden_phases: BTreeSet::new(),
            mentions,
            coverage,
            documents,
            registers,
            cells,
            phones,
        });
        let lacks = |it: &BcpPhase| left.phase(*it).len() < self.phase(*it).len();
        let hidden = BcpPhase::ALL.into_iter().filter(lacks).collect();
        left.contents_mut().hidden_phases = hidden;
        left
    }

    /// The items some of whose coverings are gone, and where these stood.
    fn hidden(&self, left: &BTreeMap<ItemId, Vec<Covering>>) -> BTreeSet<(ItemId, Tab)> {
        let is_left = |item: &ItemId, it: &Covering| {
            left.get(item).is_some_and(|left| left.iter().any(|other| other.target == it.target))
        };
        let gone = |(item, coverings): (&ItemId, &Vec<Covering>)| {
            let gone = coverings.iter().filter(|it| !is_left(item, it));
            gone.filter_map(|it| Some((*item, self.label(&it.target)?.1))).collect::<Vec<_>>()
        };
        self.contents().coverage.iter().flat_map(gone).collect()
    }
}

/// The terms whose definitions are left, as they are left.
fn terms(terms: &[Term], documents: &[Document<Target>]) -> Vec<Term> {
    let left: BTreeMap<Span, &Definition<Target>> =
        documents.iter().flat_map(|it| definitions(&it.blocks)).map(|it| (it.span, it)).collect();
    let term = |it: &Term| {
        let definition = left.get(&it.span)?;
        let name = plain_text(&definition.term).into();
        Some(Term { name, meanings: definition.meanings.clone(), ..it.clone() })
    };
    terms.iter().filter_map(term).collect()
}
