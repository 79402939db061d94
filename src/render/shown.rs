//! What is shown in the flesh for an item (現物): one list for the website and the PDF.

use super::drawing::calls::Calls;
use crate::model::{DrawingKind, EvidenceKind, Item, RegisterKind, Target};
use crate::resolve::{Binder, Covering, Tab};

/// So many documents stand in for a chart that no section is said to hold.
const MOST: usize = 2;

/// Something to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// All documents of a tab.
    Tab(Tab),
    /// A register, a section or a document.
    Place(Target, Box<str>),
}

/// What is looked at for `item`, in the order to be looked at.
pub(super) fn in_the_flesh(binder: &Binder, item: &Item) -> Vec<Shown> {
    let register = |kind: RegisterKind| {
        let found = binder
            .register(kind)
            .filter(|it| !it.rows.is_empty() || !has_paper(binder, item))
            .map(|_| Shown::Place(Target::Register(kind), kind.japanese().into()));
        found.into_iter().collect::<Vec<_>>()
    };
    match item.evidence {
        None => Vec::new(),
        Some(kind @ EvidenceKind::Devices) => [imported(binder, kind), register(RegisterKind::Devices)].concat(),
        Some(kind @ EvidenceKind::ContactChart) => {
            [imported(binder, kind), drawn(binder), charts(binder, item)].concat()
        }
        Some(EvidenceKind::Bcp) => vec![Shown::Tab(Tab::Bcp)],
        Some(EvidenceKind::Rules) => vec![Shown::Tab(Tab::Rules)],
    }
}

/// The chart drawn from the contacts, where there are any.
fn drawn(binder: &Binder) -> Vec<Shown> {
    let kind = DrawingKind::ContactChart;
    let place = || Shown::Place(Target::Drawing(kind), kind.japanese().into());
    if Calls::of(binder).is_empty() { Vec::new() } else { vec![place()] }
}

fn has_paper(binder: &Binder, item: &Item) -> bool {
    item.evidence.is_some_and(|kind| binder.documents().iter().any(|it| it.is_paper(kind)))
}

/// Papers that were brought as they are stand before the registers.
fn imported(binder: &Binder, kind: EvidenceKind) -> Vec<Shown> {
    let papers = binder.documents().iter().filter(|it| it.is_paper(kind));
    papers.map(|it| Shown::Place(Target::Document(it.id.clone()), it.title.value.as_str().into())).collect()
}

/// The sections of the BCP that hold the chart; where none says so, the first documents that cover the item.
fn charts(binder: &Binder, item: &Item) -> Vec<Shown> {
    let in_bcp = |it: &&Covering| binder.label(&it.target).is_some_and(|(_, tab)| tab == Tab::Bcp);
    let place = |it: &Covering| Shown::Place(it.target.clone(), it.title.clone());
    let is_section = |it: &&Covering| matches!(it.target, Target::Heading(..));
    let (sections, documents): (Vec<_>, Vec<_>) =
        binder.covering(item.id).iter().filter(in_bcp).partition(|it| is_section(it));
    if sections.is_empty() {
        documents.into_iter().take(MOST).map(place).collect()
    } else {
        sections.into_iter().map(place).collect()
    }
}
