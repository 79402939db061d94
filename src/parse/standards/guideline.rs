//! An outline of the guideline: parts, sections, counts of compliance items. Never invents a heading or a count.

use super::CERTAINTY;
use crate::diagnostics::Sink;
use crate::model::{Certainty, Count, Guideline, Part, Section, SectionNumber};
use crate::parse::toml::Reader;
use crate::source::Spanned;

/// What nothing reads: where a row was seen, for people.
const REMARKS: [&str; 3] = ["page", "source", "note"];

/// Reads an outline. A part or section that cannot be read is left out, with a finding.
pub(super) fn read(reader: Reader<'_>, sink: &mut Sink) -> Option<Guideline> {
    let mut reader = reader.need(&["guideline", "part"]);
    let head = reader.table("guideline", sink);
    let mut parts: Vec<Part> = Vec::new();
    for it in reader.tables("part", sink) {
        parts.extend(part(it, &parts, sink));
    }
    let guideline = head.and_then(|it| heading(it, parts, sink));
    reader.finish(sink);
    guideline
}

fn heading(reader: Reader<'_>, parts: Vec<Part>, sink: &mut Sink) -> Option<Guideline> {
    let mut reader = reader.need(&["edition", "title"]);
    reader.remarks(&["publisher", "sources", "source_file"]);
    let edition = reader.string("edition", sink);
    let title = reader.string("title", sink);
    let issued = reader.string("issued", sink).map(|it| it.value).unwrap_or_default();
    let certainty = reader.choice("certainty", &CERTAINTY, sink).map_or(Certainty::Verified, |it| it.value);
    reader.finish(sink);
    Some(Guideline { edition: edition?.value, title: title?.value, issued, certainty, parts })
}

fn part(reader: Reader<'_>, before: &[Part], sink: &mut Sink) -> Option<Part> {
    let mut reader = reader.need(&["id", "name"]);
    reader.remarks(&["english"]);
    let id = reader.word("id", sink).filter(|it| is_new(&reader, "id", it, before.iter().map(|it| &*it.id), sink));
    let name = reader.string("name", sink);
    let name = name.filter(|it| is_new(&reader, "name", it, before.iter().map(|it| &*it.name), sink));
    let appendices = reader.tables("appendices", sink).into_iter().filter_map(|it| appendix(it, sink)).collect();
    let mut sections: Vec<Section> = Vec::new();
    for it in reader.tables("sections", sink) {
        sections.extend(section(it, sections.last().map(|it| &it.number), sink));
    }
    reader.finish(sink);
    Some(Part { id: id?.value.into(), name: name?.value, sections, appendices })
}

fn is_new<'a>(
    reader: &Reader<'_>,
    key: &str,
    value: &Spanned<String>,
    mut used: impl Iterator<Item = &'a str>,
    sink: &mut Sink,
) -> bool {
    let is_used = used.any(|it| it == value.value);
    if is_used {
        sink.push(reader.bad_value(key, value, "a value used once"));
    }
    !is_used
}

fn appendix(reader: Reader<'_>, sink: &mut Sink) -> Option<String> {
    let mut reader = reader.need(&["title"]);
    reader.remarks(&REMARKS);
    reader.choice("certainty", &CERTAINTY, sink);
    let title = reader.string("title", sink);
    reader.finish(sink);
    Some(title?.value)
}

fn section(reader: Reader<'_>, before: Option<&SectionNumber>, sink: &mut Sink) -> Option<Section> {
    let mut reader = reader.need(&["number"]);
    reader.remarks(&REMARKS);
    let number = number(&mut reader, before, sink);
    let title = reader.string("title", sink);
    if title.is_some() {
        reader = reader.need(&["certainty"]);
    }
    let certainty = reader.choice("certainty", &CERTAINTY, sink);
    let items = reader.table("items", sink).and_then(|it| items(it, sink));
    reader.finish(sink);
    let title = title.zip(certainty).map(|(title, certainty)| (title.value, certainty.value));
    Some(Section { number: number?, title, items })
}

/// Sections stand in the order of their numbers, each once.
fn number(reader: &mut Reader<'_>, before: Option<&SectionNumber>, sink: &mut Sink) -> Option<SectionNumber> {
    let written = reader.string("number", sink)?;
    let number = SectionNumber::parse(&written.value);
    let expected = match (&number, before) {
        (None, _) => "3.1.2".to_owned(),
        (Some(number), Some(before)) if number <= before => format!("> {before}"),
        (Some(_), _) => return number,
    };
    sink.push(reader.bad_value("number", &written, &expected));
    None
}

/// The highest circled number; where `exactly` and `at_least` count more than that, the numbering restarts.
fn items(mut reader: Reader<'_>, sink: &mut Sink) -> Option<(Count, Certainty)> {
    let exactly = count(&mut reader, "exactly", sink);
    let at_least = count(&mut reader, "at_least", sink);
    let highest = count(&mut reader, "highest_circled", sink);
    let mut reader = reader.need(&["certainty"]);
    if exactly.is_none() && at_least.is_none() {
        reader = reader.need(&["exactly"]);
    }
    let certainty = reader.choice("certainty", &CERTAINTY, sink);
    reader.finish(sink);
    let exactly = exactly.map(|it| Count::Exactly(highest.unwrap_or(it)));
    let count = exactly.or(at_least.map(|it| Count::AtLeast(highest.unwrap_or(it))));
    Some((count?, certainty?.value))
}

/// 1 to 50: the circled numbers that exist.
fn count(reader: &mut Reader<'_>, key: &'static str, sink: &mut Sink) -> Option<u8> {
    let written = reader.integer(key, sink)?;
    let count = u8::try_from(written.value).ok().filter(|it| (1..=50).contains(it));
    if count.is_none() {
        sink.push(reader.bad_value(key, &written, "1–50"));
    }
    count
}
