//! The status per item of a member: all that is kept of it without its consent, and what a summary says of it once its
//! files are gone. Says neither who confirmed what nor why.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::holding::Record;
use super::{AnswerWord, MemberReport};
use crate::check::ReadyItem;
use crate::diagnostics::Sink;
use crate::load;
use crate::model::{Answer, Date, ItemId, Reason, Respondent};
use crate::pipeline::Whole;

/// Where the files lie, below the fleet's folder.
pub(super) const FOLDER: &str = "status";
/// How the file is laid out.
const FORMAT: u8 = 1;

#[derive(Debug, Serialize, Deserialize)]
struct Status {
    format: u8,
    member: String,
    as_of: String,
    fiscal_year: i16,
    edition: String,
    ready: bool,
    items: Vec<ItemStatus>,
}

#[derive(Debug, Serialize, Deserialize)]
struct ItemStatus {
    item: String,
    status: AnswerWord,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    target: Option<String>,
}

/// `status/ID.json` of the member in `whole`.
pub(super) fn json(whole: &Whole, member: &str) -> Vec<u8> {
    let readiness = &whole.report.readiness;
    let own = readiness.items.iter().filter(|it| it.respondent == Respondent::Facility);
    let item = |it: &ReadyItem| ItemStatus {
        item: it.item.to_string(),
        status: answer(it),
        target: it.open_until().map(|it| it.to_string()),
    };
    let status = Status {
        format: FORMAT,
        member: member.to_owned(),
        as_of: whole.report.as_of.to_string(),
        fiscal_year: readiness.fiscal_year.year(),
        edition: readiness.edition.clone(),
        ready: readiness.ready,
        items: own.map(item).collect(),
    };
    // Plain texts and numbers always serialise.
    let text = serde_json::to_string_pretty(&status).unwrap_or_default();
    (text + "\n").into_bytes()
}

fn answer(item: &ReadyItem) -> AnswerWord {
    match item.answer {
        None => AnswerWord::Blank,
        Some(_) if !item.is_answered() => AnswerWord::Undated,
        Some(Answer::Yes(None)) => AnswerWord::Yes,
        Some(Answer::Yes(Some(Reason::Planned))) => AnswerWord::Planned,
        Some(Answer::No) => AnswerWord::No,
        Some(Answer::NotApplicable) => AnswerWord::NotApplicable,
    }
}

/// As a member reads it.
pub(super) fn word(item: &ReadyItem) -> String {
    match item.answer {
        Some(answer) if item.date.is_some() => answer.written().to_owned(),
        Some(answer) => format!("{}（確かめた日がない）", answer.written()),
        None => "まだ答えがない".to_owned(),
    }
}

/// Puts the kept status of members whose files were deleted into what a summary says of them. A member who has answered
/// anew, or whose year has turned, is left as it is.
pub(super) fn restore(fleet: &Path, today: Date, reports: &mut [MemberReport]) {
    for report in reports.iter_mut().filter(|it| is_blank(it)) {
        let Ok(None) = Record::read(fleet, &report.folder, &mut Sink::default()) else { continue };
        let kept = kept(fleet, &report.id).filter(|it| Some(it.fiscal_year) == report.fiscal_year);
        if let Some(kept) = kept {
            fill(report, &kept, today);
        }
    }
}

fn kept(fleet: &Path, id: &str) -> Option<Status> {
    let path = fleet.join(FOLDER).join(format!("{id}.json"));
    let status: Status = serde_json::from_slice(&load::lying(&path, &mut Sink::default()).bytes()?).ok()?;
    (status.format == FORMAT && status.member == id).then_some(status)
}

fn is_blank(report: &MemberReport) -> bool {
    let own = report.answers.iter().filter(|it| it.vendor.is_none());
    report.is_built() && own.flat_map(|it| &it.items).all(|it| it.answer == AnswerWord::Blank)
}

fn fill(report: &mut MemberReport, kept: &Status, today: Date) {
    let mut answered = 0;
    for item in report.answers.iter_mut().filter(|it| it.vendor.is_none()).flat_map(|it| &mut it.items) {
        let Some(was) = kept.items.iter().find(|it| ItemId::parse(&it.item) == Some(item.item)) else { continue };
        item.answer = was.status;
        item.target = was.target.as_deref().and_then(|it| Date::parse(it).ok());
        item.overdue = item.target.is_some_and(|it| it < today);
        let counts = item.demanded && !matches!(was.status, AnswerWord::Blank | AnswerWord::Undated);
        answered += u32::from(counts);
    }
    report.answered = answered;
    report.ready = kept.ready;
}
