//! `fleet.toml`: consents, and receipts of what was deleted. A consent with a gap is told, and is none.

use std::collections::BTreeSet;

use super::toml::{KeyStyle, Origin, Reader, read};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Consents, MemberConsent, Receipt, member_key};
use crate::source::{FileId, Spanned};

/// The `format` that this toji reads.
const FORMAT: i64 = 1;

/// Reads `fleet.toml`.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Consents {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["format"]);
    if let Some(found) = reader.integer("format", sink).filter(|it| it.value != FORMAT) {
        let finding = Finding::at(Code::UnsupportedFormat, found.span);
        sink.push(finding.with("found", found.value).with("supported", FORMAT));
    }
    let members: Vec<_> = reader.tables("member", sink).into_iter().filter_map(|it| member(it, sink)).collect();
    let purged = reader.tables("purged", sink).into_iter().filter_map(|it| purged(it, sink)).collect();
    reader.finish(sink);
    let mut ids = BTreeSet::new();
    for it in &members {
        if !ids.insert(member_key(&it.value.id)) {
            sink.push(Finding::at(Code::FleetMemberTwice, it.span).with("id", &it.value.id));
        }
    }
    Consents { members, purged }
}

fn member(reader: Reader<'_>, sink: &mut Sink) -> Option<Spanned<MemberConsent>> {
    let consents = reader.has("consent");
    let mut reader = reader.need(&["id", "consent"]);
    let id = reader.string("id", sink);
    let received = reader.date("received", sink);
    let agreed = reader.boolean("consent", sink).is_some_and(|it| it.value);
    let mut reader = if consents && agreed { reader.need(&["given_by", "given_on", "delete_by"]) } else { reader };
    let given_by = reader.string("given_by", sink);
    let given_on = reader.date("given_on", sink);
    let delete_by = reader.date("delete_by", sink);
    if let Some((early, given)) = delete_by.as_ref().zip(given_on.as_ref()).filter(|it| it.0.value < it.1.value) {
        sink.push(reader.bad_value("delete_by", early, &format!("≥ {}", given.value)));
    }
    if let Some(blank) = given_by.as_ref().filter(|it| agreed && it.value.trim().is_empty()) {
        sink.push(Finding::at(Code::EmptyValue, blank.span).with("key", "member.given_by"));
    }
    reader.remarks(&["note"]);
    reader.finish(sink);
    let in_order = delete_by.as_ref().zip(given_on.as_ref()).is_some_and(|it| it.0.value >= it.1.value);
    let is_whole = in_order && given_by.as_ref().is_some_and(|it| !it.value.is_empty());
    let id = id?;
    let member = MemberConsent {
        id: id.value,
        received: received.map(|it| it.value),
        agreed: agreed && is_whole,
        given_by: given_by.map(|it| it.value).unwrap_or_default(),
        given_on: given_on.map(|it| it.value),
        delete_by: delete_by.map(|it| it.value),
    };
    Some(Spanned::new(member, id.span))
}

/// Why, and what, are for people: only their shape is looked at.
fn purged(reader: Reader<'_>, sink: &mut Sink) -> Option<Receipt> {
    let mut reader = reader.need(&["id", "on", "why", "files"]);
    let (id, on) = (reader.string("id", sink), reader.date("on", sink));
    reader.string("why", sink);
    reader.strings("files", sink);
    reader.finish(sink);
    Some(Receipt { id: id?.value, on: on?.value })
}

#[cfg(test)]
mod tests {
    use crate::parse::expect::run;

    #[test]
    fn every_mistake_is_told_and_a_consent_with_a_gap_is_none() {
        let text = r#"format = 1
[[member]]
id = "N-1"
received = 2026-06-01
consent = true
given_by = "春野 一郎"
given_on = "令和8年6月1日"
delete_by = 2027-03-31
[[member]]
id = "N-2"
consent = true
given_by = "夏川 葉子"
deleteby = 2027-03-31
[[member]]
id = "N-1"
consent = false
[[member]]
id = "N-3"
consent = true
given_by = "秋山 健"
given_on = 2026-06-01
delete_by = 2026-05-31
[[purged]]
id = "N-9"
on = 2026-06-02
files = ["a.csv", 1]
"#;
        let (consents, findings) = run(text, super::parse);
        let expected = [
            "9:1 missing-key",
            "13:1 unknown-key",
            "15:6 fleet-member-twice",
            "22:13 bad-value",
            "23:1 missing-key",
            "26:19 wrong-type",
        ];
        assert_eq!(findings, expected);
        let agreed: Vec<bool> = consents.members.iter().map(|it| it.value.agreed).collect();
        assert_eq!(agreed, [true, false, false, false]);
    }
}
