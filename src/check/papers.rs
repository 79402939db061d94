//! The documents that are looked at in the flesh: when each was last revised or confirmed, and who approved it. Never
//! says whether that is recent enough.

use super::context::Context;
use crate::model::{Date, Document, EvidenceKind, FrontMatter, Item, ItemId, Register, RegisterKind, Row, Target};
use crate::resolve::{Mention, Tab};

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
pub(super) fn all(context: &Context<'_>) -> Vec<Paper> {
    let items = context.binder.edition().items.iter();
    items.filter_map(|item| Some(paper(context, item, item.evidence?))).collect()
}

/// When the document was last looked at: when it was last revised, approved or confirmed, or, for a text, the last record
/// of a review, which need not have changed anything.
pub(super) fn reviewed(context: &Context<'_>, kind: EvidenceKind) -> Option<Date> {
    let item = context.binder.edition().items.iter().find(|it| it.evidence == Some(kind)).map(|it| it.id);
    let recorded = match kind {
        EvidenceKind::Devices | EvidenceKind::ContactChart => None,
        EvidenceKind::Bcp | EvidenceKind::Rules => context.records("見直し").max(),
    };
    last(context, item, kind).0.max(recorded)
}

fn paper(context: &Context<'_>, item: &Item, kind: EvidenceKind) -> Paper {
    let (last, approver) = last(context, Some(item.id), kind);
    Paper { item: item.id, kind, last, approver }
}

/// With who approved it. A day to come is none yet.
fn last(context: &Context<'_>, item: Option<ItemId>, kind: EvidenceKind) -> (Option<Date>, String) {
    match kind {
        EvidenceKind::Devices => (latest(context, RegisterKind::Devices, "最終棚卸日"), String::new()),
        EvidenceKind::ContactChart => (latest(context, RegisterKind::Contacts, "確認日"), String::new()),
        EvidenceKind::Bcp => approval(context, item, Tab::Bcp),
        EvidenceKind::Rules => approval(context, item, Tab::Rules),
    }
}

fn latest(context: &Context<'_>, kind: RegisterKind, column: &str) -> Option<Date> {
    let days = context.rows(kind).filter_map(|(register, row)| register.date(row, column));
    days.filter(|it| *it <= context.today).max()
}

/// By the documents' front matter. A facility that takes its texts from a template cannot write there, and keeps its
/// approvals as rows of the records.
fn approval(context: &Context<'_>, item: Option<ItemId>, tab: Tab) -> (Option<Date>, String) {
    let documents = context.binder.documents_in(tab);
    let written = documents.flat_map(|it: &Document<Target>| revisions(&it.front)).filter(|it| it.0 <= context.today);
    match written.max().or_else(|| recorded(context, item?)) {
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
fn recorded<'a>(context: &Context<'a>, item: ItemId) -> Option<(Date, &'a str)> {
    let binder = context.binder;
    let records = binder.register(RegisterKind::Records)?;
    let rows = binder.mentions(&Target::Item(item)).iter().filter_map(|it| match it {
        Mention::Row(RegisterKind::Records, id) => records.row(id),
        Mention::Row(..) | Mention::Document(..) => None,
    });
    rows.filter(|row| records.text(row, "種別").contains("承認"))
        .filter_map(|row| approved(records, row))
        .filter(|it| it.0 <= context.today)
        .max()
}

fn approved<'a>(records: &Register, row: &'a Row) -> Option<(Date, &'a str)> {
    Some((records.date(row, "実施日")?, records.text(row, "実施者")))
}
