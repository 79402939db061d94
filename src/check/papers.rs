//! The documents that are looked at in the flesh: when each was last revised or confirmed, and who approved it. Never
//! says whether that is recent enough.

use super::context::Context;
use crate::model::{Control, Date, Document, EvidenceKind, Item, ItemId, Register, RegisterKind, Row, Target};
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
    /// 文書番号 of its documents, in reading order.
    pub numbers: Vec<String>,
    /// 制定日 of the first document that says one.
    pub established: Option<Date>,
    /// From when the text holds: the last of its 施行日 that has come.
    pub effective: Option<Date>,
    /// Where the originals are kept, each place once.
    pub kept: Vec<String>,
}

impl Paper {
    /// 文書番号 as one line: that of the first document, and how many others there are.
    pub fn number(&self) -> String {
        match self.numbers.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [first, others @ ..] => format!("{first} ほか{}", others.len()),
        }
    }

    /// Where the originals are kept, as one line.
    pub fn places(&self) -> String {
        self.kept.join("、")
    }
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
    let controls: Vec<&Control> = documents(context, kind).map(|it| &it.front.control).collect();
    let effective = controls
        .iter()
        .flat_map(|it| it.effective.into_iter().chain(it.revisions.iter().filter_map(|it| it.effective)));
    let mut kept: Vec<String> = controls.iter().filter_map(|it| it.kept.clone()).collect();
    kept.dedup();
    Paper {
        item: item.id,
        kind,
        last,
        approver,
        numbers: controls.iter().filter_map(|it| it.number.clone()).collect(),
        established: controls.iter().find_map(|it| it.established),
        effective: effective.filter(|it| *it <= context.today).max(),
        kept,
    }
}

/// The documents that are the paper, in reading order; a register's rows are none.
pub(super) fn documents<'a>(context: &Context<'a>, kind: EvidenceKind) -> impl Iterator<Item = &'a Document<Target>> {
    let tab = match kind {
        EvidenceKind::Devices | EvidenceKind::ContactChart => Tab::Registers,
        EvidenceKind::Bcp => Tab::Bcp,
        EvidenceKind::Rules => Tab::Rules,
    };
    context.binder.documents_in(tab).filter(move |it| it.is_paper(kind))
}

/// With who approved it. A day to come is none yet.
fn last(context: &Context<'_>, item: Option<ItemId>, kind: EvidenceKind) -> (Option<Date>, String) {
    match kind {
        EvidenceKind::Devices => of_register(context, kind, latest(context, RegisterKind::Devices, "最終棚卸日")),
        EvidenceKind::ContactChart => of_register(context, kind, latest(context, RegisterKind::Contacts, "確認日")),
        EvidenceKind::Bcp | EvidenceKind::Rules => approval(context, item, kind),
    }
}

/// An imported register has an approval, if that is later.
fn of_register(context: &Context<'_>, kind: EvidenceKind, rows: Option<Date>) -> (Option<Date>, String) {
    match written(context, kind) {
        Some((day, approver)) if rows.is_none_or(|it| it <= day) => (Some(day), approver.to_owned()),
        Some(_) | None => (rows, String::new()),
    }
}

/// The last day of a revision or approval in the documents themselves, with who approved.
fn written<'a>(context: &Context<'a>, kind: EvidenceKind) -> Option<(Date, &'a str)> {
    let all = documents(context, kind).flat_map(|it| revisions(&it.front.control));
    all.filter(|it| it.0 <= context.today).max()
}

fn latest(context: &Context<'_>, kind: RegisterKind, column: &str) -> Option<Date> {
    let days = context.rows(kind).filter_map(|(register, row)| register.date(row, column));
    days.filter(|it| *it <= context.today).max()
}

/// By the documents' front matter and descriptors; else by the rows of the records, where a facility may keep its approvals.
fn approval(context: &Context<'_>, item: Option<ItemId>, kind: EvidenceKind) -> (Option<Date>, String) {
    match written(context, kind).or_else(|| recorded(context, item?)) {
        Some((day, approver)) => (Some(day), approver.to_owned()),
        None => (None, String::new()),
    }
}

fn revisions(control: &Control) -> impl Iterator<Item = (Date, &str)> {
    let approver = control.approved_by.as_deref().unwrap_or_default();
    let revised = control.revisions.iter().map(move |it| (it.date, it.approver.as_deref().unwrap_or(approver)));
    revised.chain(control.approved_on.map(|it| (it, approver)))
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
