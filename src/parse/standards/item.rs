//! One row of a checklist. Never takes a reference that its outline says cannot be.

use super::{REPORTED, previous};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{
    Certainty, Circled, Citation, EvidenceKind, Guideline, Item, ItemId, NoteStatus, PlanReported, Refs, SectionNumber,
    Topic, VendorForm, Wording,
};
use crate::parse::toml::Reader;
use crate::source::Spanned;

/// What an item is checked against.
pub(super) struct Context<'a> {
    /// The outline that the edition names, if it is known.
    pub(super) outline: Option<&'a Guideline>,
    /// The ids of the forms.
    pub(super) forms: Vec<&'a str>,
}

/// The form that vendors fill in.
const VENDOR: &str = "vendor";

const VENDOR_FORM: [(&str, VendorForm); 5] = [
    ("explained", VendorForm::Explained),
    ("printed", VendorForm::Printed),
    ("by-section", VendorForm::BySection),
    ("doubtful", VendorForm::Doubtful),
    ("no", VendorForm::No),
];
const STATUS: [(&str, NoteStatus); 3] = [
    ("printed", NoteStatus::Printed),
    ("earlier", NoteStatus::Earlier),
    ("not-established", NoteStatus::NotEstablished),
];
const EVIDENCE: [(&str, EvidenceKind); 4] = [
    ("devices", EvidenceKind::Devices),
    ("contact-chart", EvidenceKind::ContactChart),
    ("bcp", EvidenceKind::Bcp),
    ("rules", EvidenceKind::Rules),
];
const TOPIC: [(&str, Topic); 6] = [
    ("accounts", Topic::Accounts),
    ("backups", Topic::Backups),
    ("disclosure", Topic::Disclosure),
    ("remote-maintenance", Topic::RemoteMaintenance),
    ("safety-officer", Topic::SafetyOfficer),
    ("updates", Topic::Updates),
];
const CERTAINTY: [(&str, Certainty); 2] = [("verified", Certainty::Verified), ("partial", Certainty::Unverified)];

/// Reads the item that follows `before`.
pub(super) fn read(reader: Reader<'_>, context: &Context<'_>, before: Option<ItemId>, sink: &mut Sink) -> Option<Item> {
    let mut reader = reader.need(&["id", "forms", "vendor_form", "refs", "refs_status", "certainty"]);
    reader.remarks(&["supporting", "changed", "source", "note"]);
    let id = id(&mut reader, before, sink);
    let wording = reader.table("wording", sink).map(|it| wording(it, sink)).unwrap_or_default();
    let official = wording.facility.clone().or_else(|| wording.vendor.clone());
    if official.is_none() {
        reader = reader.need(&["subject"]);
    }
    let subject = reader.string("subject", sink).map(|it| it.value).or(official);
    let scope = reader.string("scope", sink).map(|it| it.value).unwrap_or_default();
    let vendor_form = vendor_form(&mut reader, &context.forms, sink);
    let refs = refs(&mut reader, context.outline, sink);
    let evidence = reader.choice("evidence", &EVIDENCE, sink).map(|it| it.value);
    let topic = reader.choice("topic", &TOPIC, sink).map(|it| it.value);
    let needs_vendor = reader.boolean("needs_vendor", sink).is_some_and(|it| it.value);
    let is_new = reader.boolean("is_new", sink).is_some_and(|it| it.value);
    let plan_until = reader.fiscal_year("plan_until", sink);
    let plan_reported = reader.table("plan_reported", sink).and_then(|it| plan_reported(it, sink));
    let previous = previous::read(&mut reader, sink);
    let certainty = reader.choice("certainty", &CERTAINTY, sink);
    reader.finish(sink);
    Some(Item {
        id: id?,
        subject: subject?,
        wording,
        scope,
        vendor_form: vendor_form?,
        refs: refs?,
        evidence,
        topic,
        needs_vendor,
        is_new,
        plan_until,
        plan_reported,
        previous,
        certainty: certainty?.value,
    })
}

/// `wording = { facility = "...", vendor = "..." }`: as somebody imported it.
fn wording(mut reader: Reader<'_>, sink: &mut Sink) -> Wording {
    let facility = reader.string("facility", sink).map(|it| it.value);
    let vendor = reader.string("vendor", sink).map(|it| it.value);
    reader.finish(sink);
    Wording { facility, vendor }
}

/// `plan_reported = { date = 2027-04-01, by = "...", certainty = "second-hand" }`.
fn plan_reported(reader: Reader<'_>, sink: &mut Sink) -> Option<PlanReported> {
    let mut reader = reader.need(&["date", "by", "certainty"]);
    let date = reader.date("date", sink);
    let by = reader.string("by", sink);
    let certainty = reader.choice("certainty", &REPORTED, sink);
    reader.finish(sink);
    Some(PlanReported { date: date?.value, by: by?.value, certainty: certainty?.value })
}

/// Items stand in the official order, each once.
fn id(reader: &mut Reader<'_>, before: Option<ItemId>, sink: &mut Sink) -> Option<ItemId> {
    let written = reader.string("id", sink)?;
    let id = ItemId::parse(&written.value).filter(|it| Circled::new(it.number()).is_some());
    let expected = match (id, before) {
        (None, _) => "2-03".to_owned(),
        (Some(id), Some(before)) if id <= before => format!("> {before}"),
        (Some(_), _) => return id,
    };
    sink.push(reader.bad_value("id", &written, &expected));
    None
}

/// `forms` names the vendor's form just where `vendor_form` is not `no`.
fn vendor_form(reader: &mut Reader<'_>, known: &[&str], sink: &mut Sink) -> Option<VendorForm> {
    let forms = reader.strings("forms", sink).unwrap_or_default();
    for form in forms.iter().filter(|it| !known.contains(&it.value.as_str())) {
        let near = nearest(&form.value, known.iter().copied());
        sink.push(reader.bad_value("forms", form, &known.join(", ")).nearest(near));
    }
    let written = reader.choice("vendor_form", &VENDOR_FORM, sink)?;
    let is_on_form = forms.iter().any(|it| it.value == VENDOR);
    let fits = match written.value {
        VendorForm::Explained | VendorForm::Printed | VendorForm::BySection | VendorForm::Doubtful => is_on_form,
        VendorForm::No => !is_on_form,
    };
    if !fits {
        let word = VENDOR_FORM.iter().find(|it| it.1 == written.value).map_or("", |it| it.0);
        let expected = if is_on_form { "explained, printed, by-section, doubtful" } else { "no" };
        sink.push(reader.bad_value("vendor_form", &Spanned::new(word, written.span), expected));
    }
    Some(written.value)
}

fn refs(reader: &mut Reader<'_>, outline: Option<&Guideline>, sink: &mut Sink) -> Option<Refs> {
    let mut citations = Vec::new();
    for it in reader.tables("refs", sink) {
        citations.extend(citation(it, outline, sink));
    }
    let status = reader.choice("refs_status", &STATUS, sink)?.value;
    Some(Refs { status, citations })
}

fn citation(reader: Reader<'_>, outline: Option<&Guideline>, sink: &mut Sink) -> Option<Citation> {
    let mut reader = reader.need(&["part", "section"]);
    let part = reader.string("part", sink);
    let section = section(&mut reader, sink);
    let item = item(&mut reader, sink);
    reader.finish(sink);
    let (part, section) = (part?, section?);
    if let Some(outline) = outline {
        check(outline, &part, &section, item.as_ref(), sink);
    }
    Some(Citation { part: part.value.into(), section: section.value, item: item.map(|it| it.value) })
}

fn section(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<SectionNumber>> {
    let written = reader.string("section", sink)?;
    let number = SectionNumber::parse(&written.value);
    if number.is_none() {
        sink.push(reader.bad_value("section", &written, "3.1.2"));
    }
    number.map(|it| Spanned::new(it, written.span))
}

fn item(reader: &mut Reader<'_>, sink: &mut Sink) -> Option<Spanned<Circled>> {
    let written = reader.integer("item", sink)?;
    let circled = u8::try_from(written.value).ok().and_then(Circled::new);
    if circled.is_none() {
        sink.push(reader.bad_value("item", &written, "1–50"));
    }
    circled.map(|it| Spanned::new(it, written.span))
}

/// Whether the outline has the place: the same rules as for a ▶ note.
fn check(
    outline: &Guideline,
    part: &Spanned<String>,
    section: &Spanned<SectionNumber>,
    item: Option<&Spanned<Circled>>,
    sink: &mut Sink,
) {
    let Some(known) = outline.part(&part.value) else {
        let near = nearest(&part.value, outline.parts.iter().map(|it| &*it.id));
        sink.push(Finding::at(Code::UnknownPart, part.span).with("name", &part.value).nearest(near));
        return;
    };
    let Some(row) = known.section(&section.value) else {
        let has_chapter = known.section(&section.value.chapter()).is_some();
        let is_certain = !has_chapter && outline.certainty == Certainty::Verified;
        let code = if is_certain { Code::UnknownChapter } else { Code::UnknownSection };
        sink.push(Finding::at(code, section.span).with("part", &known.name).with("number", &section.value));
        return;
    };
    let beyond = row.last_item().zip(item).filter(|(last, item)| item.value.number() > *last);
    if let Some((last, item)) = beyond {
        let finding = Finding::at(Code::UnknownComplianceItem, item.span).with("item", item.value);
        sink.push(finding.with("section", &section.value).with("last", last));
    }
}
