//! The documents that are looked at in the flesh: when each was last revised or confirmed, and who approved it. Never
//! says whether that is recent enough.

use crate::model::{Date, Document, EvidenceKind, FrontMatter, Item, ItemId, Register, RegisterKind, Row, Target};
use crate::resolve::{Binder, Mention, Tab};

/// A document that is looked at in the flesh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The item that names it.
    pub item: ItemId,
    /// Which.
    pub kind: EvidenceKind,
    /// A text: its last revision or approval. A register: the last stocktake or confirmation of any of its rows.
    pub last: Option<Date>,
    /// Who approved the text then; empty for a register.
    pub approver: String,
}

/// All of them, in the order of the items.
pub(super) fn all(binder: &Binder) -> Vec<Paper> {
    let items = binder.edition().items.iter();
    items.filter_map(|item| Some(paper(binder, item, item.evidence?))).collect()
}

fn paper(binder: &Binder, item: &Item, kind: EvidenceKind) -> Paper {
    let (last, approver) = match kind {
        EvidenceKind::Devices => (latest(binder, RegisterKind::Devices, "最終棚卸日"), String::new()),
        EvidenceKind::ContactChart => (latest(binder, RegisterKind::Contacts, "確認日"), String::new()),
        EvidenceKind::Bcp => approval(binder, item.id, Tab::Bcp),
        EvidenceKind::Rules => approval(binder, item.id, Tab::Rules),
    };
    Paper { item: item.id, kind, last, approver }
}

fn latest(binder: &Binder, kind: RegisterKind, column: &str) -> Option<Date> {
    let register = binder.register(kind)?;
    register.rows.iter().filter_map(|row| register.date(row, column)).max()
}

/// By the documents' front matter. A facility that takes its texts from a template cannot write there, and keeps its
/// approvals as rows of the records.
fn approval(binder: &Binder, item: ItemId, tab: Tab) -> (Option<Date>, String) {
    let written = binder.documents_in(tab).flat_map(|it: &Document<Target>| revisions(&it.front)).max();
    match written.or_else(|| recorded(binder, item)) {
        Some((day, approver)) => (Some(day), approver.to_owned()),
        None => (None, String::new()),
    }
}

fn revisions(front: &FrontMatter) -> impl Iterator<Item = (Date, &str)> {
    let approver = front.approved_by.as_deref().unwrap_or_default();
    let revised = front.revisions.iter().map(move |it| (it.date, it.approver.as_deref().unwrap_or(approver)));
    revised.chain(front.approved_on.map(|it| (it, approver)))
}

/// The last row of the records that names the item and whose kind speaks of an approval.
fn recorded(binder: &Binder, item: ItemId) -> Option<(Date, &str)> {
    let records = binder.register(RegisterKind::Records)?;
    let rows = binder.mentions(&Target::Item(item)).iter().filter_map(|it| match it {
        Mention::Row(RegisterKind::Records, id) => records.row(id),
        Mention::Row(..) | Mention::Document(..) => None,
    });
    rows.filter(|row| records.text(row, "種別").contains("承認")).filter_map(|row| approved(records, row)).max()
}

fn approved<'a>(records: &Register, row: &'a Row) -> Option<(Date, &'a str)> {
    Some((records.date(row, "実施日")?, records.text(row, "実施者")))
}
