//! `binder.toml`: the facility, its roles and the year. Never reads a register, so a role may name a row that is not there.

use super::toml::{KeyStyle, Origin, Reader, read};
use super::{aliases, profiles};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Acceptance, Config, Facility, FacilityKind, FiscalYear, Limits, PdfOptions, Role, RowId};
use crate::source::{FileId, Spanned};

/// The `format` that this toji reads.
const FORMAT: i64 = 1;

/// Reads `binder.toml`. `None` only where a part is missing without which nothing can be built; the findings say which.
pub fn parse(file: FileId, text: &str, sink: &mut Sink) -> Option<Config> {
    let toml = read(text, &Origin::slice(file, 0), KeyStyle::Toml, sink);
    let mut reader = Reader::new(&toml).need(&["format", "fiscal_year", "edition", "facility"]);
    check_format(&mut reader, sink);
    reader.choice("language", &[("ja", ())], sink);
    let fiscal_year = reader.fiscal_year("fiscal_year", sink);
    let edition = reader.string("edition", sink);
    let facility = reader.table("facility", sink).map(|it| facility(it, sink));
    let roles = reader.table("roles", sink).map(|it| roles(it, sink)).unwrap_or_default();
    let pdf = reader.table("pdf", sink).map(|it| pdf(it, sink)).unwrap_or_default();
    let limits = reader.table("limits", sink).map(|it| limits(it, sink)).unwrap_or_default();
    let accepted =
        reader.tables("accept", sink).into_iter().filter_map(|it| acceptance(it, fiscal_year, sink)).collect();
    let aliases = reader.table("registers", sink).map(|it| aliases::parse(it, sink)).unwrap_or_default();
    let (profiles, masks) = profiles::parse(reader.table("profiles", sink), sink);
    reader.finish(sink);
    Some(Config {
        facility: facility??,
        roles,
        fiscal_year: fiscal_year?,
        edition: edition?,
        pdf,
        limits,
        accepted,
        aliases,
        profiles,
        masks,
    })
}

/// Another format is told, and read as far as it goes.
fn check_format(reader: &mut Reader<'_>, sink: &mut Sink) {
    if let Some(found) = reader.integer("format", sink).filter(|it| it.value != FORMAT) {
        let finding = Finding::at(Code::UnsupportedFormat, found.span);
        sink.push(finding.with("found", found.value).with("supported", FORMAT));
    }
}

fn facility(reader: Reader<'_>, sink: &mut Sink) -> Option<Facility> {
    let mut reader = reader.need(&["name", "kind"]);
    let name = reader.string("name", sink);
    if let Some(blank) = name.as_ref().filter(|it| it.value.trim().is_empty()) {
        sink.push(Finding::at(Code::EmptyValue, blank.span).with("key", "facility.name"));
    }
    let kind = reader.choice("kind", &FacilityKind::ALL.map(|it| (it.as_str(), it)), sink);
    let facts = reader.every_text(sink).into_iter().map(|(key, text)| (key.value, text.value)).collect();
    reader.finish_open(sink);
    Some(Facility { name: name?.value, kind: kind?.value, facts })
}

fn roles(mut reader: Reader<'_>, sink: &mut Sink) -> Vec<(Role, Spanned<RowId>)> {
    let mut roles = Vec::new();
    for role in Role::ALL {
        let Some(written) = reader.string(role.as_str(), sink) else { continue };
        match RowId::new(&written.value) {
            Some(id) => roles.push((role, Spanned::new(id, written.span))),
            None => sink.push(reader.bad_value(role.as_str(), &written, "CT-01")),
        }
    }
    reader.finish(sink);
    roles
}

fn pdf(mut reader: Reader<'_>, sink: &mut Sink) -> PdfOptions {
    let duplex = reader.boolean("duplex", sink).is_some_and(|it| it.value);
    reader.finish(sink);
    PdfOptions { duplex }
}

fn limits(mut reader: Reader<'_>, sink: &mut Sink) -> Limits {
    let patch_days = reader.integer("patch_days", sink).and_then(|it| {
        let days = u16::try_from(it.value).ok().filter(|it| (1..=3_660).contains(it));
        if days.is_none() {
            sink.push(reader.bad_value("patch_days", &it, "1–3660"));
        }
        days
    });
    reader.finish(sink);
    Limits { patch_days }
}

fn acceptance(reader: Reader<'_>, fiscal_year: Option<FiscalYear>, sink: &mut Sink) -> Option<Acceptance> {
    let mut reader = reader.need(&["code", "place", "reason", "by", "until"]);
    let span = reader.span();
    let code = reader.string("code", sink);
    if let Some(unknown) = code.as_ref().filter(|it| Code::parse(&it.value).is_none()) {
        let near = nearest(&unknown.value, Code::ALL.iter().map(|it| it.as_str()));
        sink.push(reader.bad_value("code", unknown, "toji explain").nearest(near));
    }
    let place = reader.string("place", sink);
    let seen = reader.string("seen", sink);
    let reason = reader.string("reason", sink);
    let by = reader.string("by", sink);
    for (key, text) in [("reason", &reason), ("by", &by)] {
        if let Some(blank) = text.as_ref().filter(|it| it.value.trim().is_empty()) {
            sink.push(Finding::at(Code::EmptyValue, blank.span).with("key", format!("accept.{key}")));
        }
    }
    let until = reader.date("until", sink);
    // Nothing is let stand for good: whoever decided looks at it again.
    let limit = fiscal_year.and_then(FiscalYear::next).map(FiscalYear::last_day);
    if let Some((late, limit)) = until.as_ref().zip(limit).filter(|(until, limit)| until.value > *limit) {
        sink.push(reader.bad_value("until", late, &format!("≤ {limit}")));
    }
    reader.finish(sink);
    Some(Acceptance {
        span,
        code: code?,
        place: place?.value,
        seen,
        reason: reason?.value,
        by: by?.value,
        until: until?,
    })
}

#[cfg(test)]
mod tests {
    use crate::parse::expect::{findings, run};

    const SOUND: &str = r#"format = 1
language = "ja"
fiscal_year = 2025
edition = "r7"
[facility]
name = "みどり薬局"
kind = "pharmacy"
address = "甲市乙町"
[roles]
owner = "CT-01"
[pdf]
duplex = true
[limits]
patch_days = 90
[[accept]]
code = "no-deputy"
place = "registers/contacts.csv"
seen = "0123abcd"
reason = "一人で営むため"
by = "春野 一郎"
until = 2026-03-31
"#;

    #[test]
    fn a_sound_file_is_read_whole() {
        let (config, findings) = run(SOUND, super::parse);
        assert_eq!(findings, [""; 0]);
        let facts = config.as_ref().map(|it| it.facility.facts.iter().map(|it| it.0.as_str()).collect::<Vec<_>>());
        assert_eq!(facts, Some(vec!["name", "kind", "address"]));
        assert!(config.as_ref().is_some_and(|it| it.pdf.duplex && it.roles.len() == 1 && it.edition.value == "r7"));
        let accepted = config.iter().flat_map(|it| &it.accepted).map(|it| (it.by.as_str(), it.until.value.to_string()));
        assert_eq!(accepted.collect::<Vec<_>>(), [("春野 一郎", "2026-03-31".to_owned())]);
        assert_eq!(config.and_then(|it| it.limits.patch_days), Some(90));
    }

    #[test]
    fn an_acceptance_ends_with_the_next_fiscal_year() {
        for (until, expected) in [("2027-03-31", &[""; 0][..]), ("\"令和999年3月31日\"", &["21:9 bad-value"])] {
            let text = SOUND.replace("2026-03-31", until);
            assert_eq!(run(&text, super::parse).1, expected, "{until}");
        }
    }

    #[test]
    fn every_mistake_is_told() {
        let text = r#"format = 2
language = "en"
fiscal_year = 20255
editoin = "r7"
[facility]
kind = "pharmcy"
phone = 12
[roles]
ownre = "CT-01"
manager = " "
[pdf]
duplex = "no"
[limits]
patch_days = 0
[[accept]]
code = "no-deputi"
place = ""
reason = " "
until = "来月"
[profile]
"#;
        let (config, findings) = run(text, super::parse);
        assert!(config.is_none());
        let expected = [
            "1:10 unsupported-format",
            "2:12 bad-value",
            "3:15 bad-value",
            "4:1 unknown-key",
            "5:1 missing-key",
            "6:8 bad-value",
            "7:9 wrong-type",
            "9:1 unknown-key",
            "10:11 bad-value",
            "12:10 wrong-type",
            "14:14 bad-value",
            "15:1 missing-key",
            "16:8 bad-value",
            "18:10 empty-value",
            "19:9 bad-date",
            "20:2 unknown-key",
        ];
        assert_eq!(findings, expected);
    }

    #[test]
    fn an_empty_file_names_what_it_needs() {
        assert_eq!(findings("", super::parse), ["1:1 missing-key"; 4]);
    }

    #[test]
    fn what_can_do_without_may_be_wrong() {
        let text = SOUND.replace("\"CT-01\"", "1").replace("true", "1");
        let (config, findings) = run(&text, super::parse);
        assert!(config.is_some());
        assert_eq!(findings, ["10:9 wrong-type", "12:10 wrong-type"]);
    }
}
