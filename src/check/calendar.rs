//! What falls due: every date that the binder itself names or that follows from one. Sorted, past days too; it never
//! says that anything was missed.

use super::context::Context;
use super::papers::{self, Paper};
use super::readiness::ReadyItem;
use super::visits::is_open;
use crate::model::{Date, EvidenceKind, Register, RegisterKind, Respondent, Row, Target};
use crate::resolve::Tab;

/// Something that falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// When.
    pub date: Date,
    /// What kind of day it is.
    pub kind: DueKind,
    /// What it is about, in a few words.
    pub what: String,
    /// Where to read on; `None` for a line of `binder.toml`.
    pub target: Option<Target>,
}

/// Why a day counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DueKind {
    /// An いいえ is to be mended.
    Target,
    /// A plan that already allows はい is to be carried out.
    Plan,
    /// A vendor's form is owed: by the end of the year that it is for.
    Form,
    /// What an inspector remarked is to be mended.
    Remark,
    /// A device's maker ends its support.
    Support,
    /// A vendor's contract ends.
    Contract,
    /// A file that proves something is no longer good.
    Evidence,
    /// A document was last looked at a year ago. Good advice, demanded by nobody.
    Review,
    /// An acceptance ends.
    Acceptance,
}

impl DueKind {
    /// The name by which a theme words it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Plan => "plan",
            Self::Form => "form",
            Self::Remark => "remark",
            Self::Support => "support",
            Self::Contract => "contract",
            Self::Evidence => "evidence",
            Self::Review => "review",
            Self::Acceptance => "acceptance",
        }
    }
}

/// Everything that falls due, soonest first.
pub(super) fn all(context: &Context<'_>, rows: &[ReadyItem], papers: &[Paper]) -> Vec<Due> {
    let owed = rows.iter().filter(|it| !context.is_over(&it.respondent));
    let mut due: Vec<Due> = owed.filter_map(|it| target(context, it)).collect();
    due.extend(forms(context).chain(contracts(context)).chain(devices(context)).chain(evidence(context)));
    due.extend(remarks(context));
    due.extend(papers.iter().filter_map(|it| review(context, it)));
    due.extend(acceptances(context));
    due.sort_by(|a, b| (a.date, a.kind, &a.what).cmp(&(b.date, b.kind, &b.what)));
    due
}

fn target(context: &Context<'_>, row: &ReadyItem) -> Option<Due> {
    let date = row.open_until()?;
    let kind = if row.is_planned() { DueKind::Plan } else { DueKind::Target };
    let subject = context.binder.edition().item(row.item).map(|it| it.subject.as_str()).unwrap_or_default();
    let what = match &row.respondent {
        Respondent::Facility => format!("{} {subject}", row.item.shown()),
        Respondent::Vendor(_) => {
            format!("{} {subject}（{}）", row.item.shown(), context.binder.respondent_name(&row.respondent))
        }
    };
    Some(Due { date, kind, what, target: Some(Target::Item(row.item)) })
}

fn forms<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    let last_day = context.binder.config().fiscal_year.last_day();
    let owed = context.contracts.iter().filter(|it| it.is_in_force && !it.is_transcribed());
    owed.map(move |it| row(last_day, DueKind::Form, it.register, it.row, it.name()))
}

fn contracts<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    context.contracts.iter().filter(|it| it.is_in_force).filter_map(|it| {
        let day = it.register.date(it.row, "契約終了日")?;
        Some(row(day, DueKind::Contract, it.register, it.row, it.name()))
    })
}

fn evidence<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    context.rows(RegisterKind::Evidence).filter_map(|(register, it)| {
        let day = register.date(it, "有効期限")?;
        Some(row(day, DueKind::Evidence, register, it, register.text(it, "表題")))
    })
}

fn remarks<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    let open = context.rows(RegisterKind::Visits).filter(|(visits, it)| is_open(visits, it, context.today));
    open.filter_map(|(visits, it)| {
        let day = visits.date(it, "期限")?;
        Some(row(day, DueKind::Remark, visits, it, visits.text(it, "指摘")))
    })
}

fn acceptances<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    let accepted = context.binder.config().accepted.iter();
    accepted.map(|it| Due {
        date: it.until.value,
        kind: DueKind::Acceptance,
        what: it.code.value.clone(),
        target: None,
    })
}

/// What is no longer in use needs no support.
fn devices<'a>(context: &'a Context<'_>) -> impl Iterator<Item = Due> + 'a {
    context.devices_in_use().filter_map(|(register, it)| {
        let day = register.date(it, "サポート終了日")?;
        Some(row(day, DueKind::Support, register, it, register.text(it, "名称")))
    })
}

fn row(date: Date, kind: DueKind, register: &Register, row: &Row, name: &str) -> Due {
    let id = row.id.value.clone();
    let what = if name == id.as_str() || name.is_empty() { id.to_string() } else { format!("{id} {name}") };
    Due { date, kind, what, target: Some(Target::Row(register.kind, id)) }
}

fn review(context: &Context<'_>, paper: &Paper) -> Option<Due> {
    let first = |tab: Tab| context.binder.documents_in(tab).next().map(|it| Target::Document(it.id.clone()));
    let (what, target) = match paper.kind {
        EvidenceKind::Devices => (RegisterKind::Devices.japanese(), Some(Target::Register(RegisterKind::Devices))),
        EvidenceKind::ContactChart => {
            (RegisterKind::Contacts.japanese(), Some(Target::Register(RegisterKind::Contacts)))
        }
        EvidenceKind::Bcp => (Tab::Bcp.japanese(), first(Tab::Bcp)),
        EvidenceKind::Rules => (Tab::Rules.japanese(), first(Tab::Rules)),
    };
    let date = papers::reviewed(context, paper.kind)?.a_year_after();
    // What is not there cannot be looked at.
    Some(Due { date, kind: DueKind::Review, what: what.to_owned(), target: Some(target?) })
}
