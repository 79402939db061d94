//! What no official file says of an edition and toji knew already: carried into the draft, which takes the place of what
//! toji knew. Never says it of an edition that toji did not know.

use std::fmt::Write as _;

use super::{line, list, quoted};
use crate::model::{Certainty, Edition, EvidenceKind, Item, Machine, Previous, Topic};

/// Keys of `[edition]`, and the tables below it.
pub(super) fn edition(out: &mut String, known: &Edition) {
    if let Some(date) = known.notice_date {
        line(out, "notice_date", &date.to_string());
    }
    if let Some(manual) = &known.manual {
        line(out, "manual", &quoted(manual));
    }
    if let Some(next) = &known.successor {
        let (year, month) = (next.published.first_day().year(), next.published.first_day().month());
        out.push_str("\n[edition.successor]\n");
        line(out, "id", &quoted(&next.id));
        line(out, "name", &quoted(&next.name));
        line(out, "published", &quoted(&format!("{year:04}-{month:02}")));
        line(out, "said", &quoted(&next.said));
        line(out, "certainty", reported(next.certainty));
    }
}

/// Keys of `[[item]]`.
pub(super) fn item(out: &mut String, known: &Item) {
    if let Some(kind) = known.evidence {
        line(out, "evidence", &quoted(evidence(kind)));
    }
    if let Some(it) = known.topic {
        line(out, "topic", &quoted(topic(it)));
    }
    if known.needs_vendor {
        line(out, "needs_vendor", "true");
    }
    if known.is_new {
        line(out, "is_new", "true");
    }
    if let Some(year) = known.plan_until {
        line(out, "plan_until", &year.year().to_string());
    }
    if let Some(it) = &known.plan_reported {
        // Writing to a String cannot fail.
        let (by, certainty) = (quoted(&it.by), reported(it.certainty));
        let _ = writeln!(out, "plan_reported = {{ date = {}, by = {by}, certainty = {certainty} }}", it.date);
    }
    if !known.previous.is_empty() {
        let rows: Vec<String> = known.previous.iter().map(previous).collect();
        line(out, "previous", &list(rows.iter().map(String::as_str)));
    }
}

/// `2-04 サーバ`, `2-09? 端末PC`.
fn previous(it: &Previous) -> String {
    let doubt = match it.certainty {
        Certainty::Verified => "",
        Certainty::Unverified => "?",
    };
    let machine = it.row.machine.map(Machine::japanese).map(|it| format!(" {it}")).unwrap_or_default();
    format!("{}{doubt}{machine}", it.row.item)
}

fn reported(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Verified => "\"verified\"",
        Certainty::Unverified => "\"second-hand\"",
    }
}

fn evidence(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Devices => "devices",
        EvidenceKind::ContactChart => "contact-chart",
        EvidenceKind::Bcp => "bcp",
        EvidenceKind::Rules => "rules",
    }
}

fn topic(topic: Topic) -> &'static str {
    match topic {
        Topic::SafetyOfficer => "safety-officer",
        Topic::RemoteMaintenance => "remote-maintenance",
        Topic::Accounts => "accounts",
        Topic::Updates => "updates",
        Topic::Backups => "backups",
        Topic::Disclosure => "disclosure",
    }
}
