//! Answers whose day is over, the oldest first.

use serde::Serialize;

use crate::fleet::{AnswerWord, FleetReport};
use crate::model::{Date, ItemId};

/// One answer whose day is over.
#[derive(Debug, Serialize)]
pub(super) struct Overdue {
    /// The day.
    #[serde(serialize_with = "crate::model::iso::serialize")]
    pub(super) target: Date,
    /// The member's id.
    pub(super) member: String,
    /// As it is called.
    #[serde(skip)]
    pub(super) shown: String,
    #[serde(serialize_with = "shown")]
    pub(super) item: ItemId,
    #[serde(skip)]
    pub(super) subject: String,
    /// The vendor, where it is a vendor's answer.
    pub(super) vendor: String,
    pub(super) answer: AnswerWord,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn shown<S: serde::Serializer>(item: &ItemId, out: S) -> Result<S::Ok, S::Error> {
    out.collect_str(item)
}

pub(super) fn all(report: &FleetReport) -> Vec<Overdue> {
    let subject = |item| report.items.iter().find(|it| it.item == item).map(|it| it.subject.clone());
    let mut all = Vec::new();
    for (member, answers) in report.members.iter().flat_map(|it| it.answers.iter().map(move |answers| (it, answers))) {
        let over = answers.items.iter().filter(|it| it.overdue).filter_map(|it| Some((it, it.target?)));
        all.extend(over.map(|(it, target)| Overdue {
            target,
            member: member.id.clone(),
            shown: member.shown().to_owned(),
            item: it.item,
            subject: subject(it.item).unwrap_or_default(),
            vendor: answers.name.clone(),
            answer: it.answer,
        }));
    }
    all.sort_by(|a, b| (a.target, &a.member, a.item, &a.vendor).cmp(&(b.target, &b.member, b.item, &b.vendor)));
    all
}
