//! The status per item of a member: all that is kept of it without its consent. Says neither who confirmed what nor why.

use serde::Serialize;

use crate::check::ReadyItem;
use crate::model::{Answer, Reason, Respondent};
use crate::pipeline::Whole;

/// Where the files lie, below the fleet's folder.
pub(super) const FOLDER: &str = "status";
/// How the file is laid out.
const FORMAT: u8 = 1;

#[derive(Debug, Serialize)]
struct Status<'a> {
    format: u8,
    member: &'a str,
    as_of: String,
    fiscal_year: i16,
    edition: &'a str,
    ready: bool,
    items: Vec<ItemStatus>,
}

#[derive(Debug, Serialize)]
struct ItemStatus {
    item: String,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<String>,
}

/// `status/ID.json` of the member in `whole`.
pub(super) fn json(whole: &Whole, member: &str) -> Vec<u8> {
    let readiness = &whole.report.readiness;
    let own = readiness.items.iter().filter(|it| it.respondent == Respondent::Facility);
    let item = |it: &ReadyItem| ItemStatus {
        item: it.item.to_string(),
        status: name(it),
        target: it.open_until().map(|it| it.to_string()),
    };
    let status = Status {
        format: FORMAT,
        member,
        as_of: whole.report.as_of.to_string(),
        fiscal_year: readiness.fiscal_year.year(),
        edition: &readiness.edition,
        ready: readiness.ready,
        items: own.map(item).collect(),
    };
    // Plain texts and numbers always serialise.
    let text = serde_json::to_string_pretty(&status).unwrap_or_default();
    (text + "\n").into_bytes()
}

/// As the file says it.
fn name(item: &ReadyItem) -> &'static str {
    match item.answer {
        Some(Answer::Yes(None)) => "yes",
        Some(Answer::Yes(Some(Reason::Planned))) => "planned",
        Some(Answer::No) => "no",
        Some(Answer::NotApplicable) => "not-applicable",
        None => "blank",
    }
}

/// As a member reads it.
pub(super) fn word(item: &ReadyItem) -> &'static str {
    match item.answer {
        Some(answer) => answer.written(),
        None => "まだ答えがない",
    }
}
