//! `binder.json`: the binder for programs, and the readiness that `toji check --format json` prints.
//!
//! Shapes are those of the documentation: ids as in URLs, dates as `2025-06-02`, answers as `yes` or `no`.

use serde::Serialize;

use super::drawing::calls::{Calls, Person};
use crate::check::{Readiness, ReadyItem};
use crate::model::{Answer, Document, Item, Reason, Register, Respondent, Row, Target};
use crate::resolve::{Binder, Tab};
use crate::view::View;

/// The readiness half of `toji check --format json`.
#[derive(Debug, Serialize)]
pub struct JsonReadiness {
    edition: String,
    fiscal_year: i16,
    ready: bool,
    items: Vec<JsonItem>,
}

#[derive(Debug, Serialize)]
struct JsonItem {
    item: String,
    /// `facility`, or the vendor's id.
    respondent: String,
    /// `yes`, `no` or null.
    answer: Option<&'static str>,
    /// `planned`, `not-applicable` or null.
    reason: Option<&'static str>,
    date: Option<String>,
    target: Option<String>,
}

/// The answers, item by item.
pub fn readiness(readiness: &Readiness) -> JsonReadiness {
    JsonReadiness {
        edition: readiness.edition.clone(),
        fiscal_year: readiness.fiscal_year.year(),
        ready: readiness.ready,
        items: readiness.items.iter().map(item).collect(),
    }
}

fn item(it: &ReadyItem) -> JsonItem {
    let (answer, reason) = match it.answer {
        None => (None, None),
        Some(Answer::Yes(None)) => (Some("yes"), None),
        Some(Answer::Yes(Some(Reason::Planned))) => (Some("yes"), Some("planned")),
        Some(Answer::No) => (Some("no"), None),
        Some(Answer::NotApplicable) => (None, Some("not-applicable")),
    };
    JsonItem {
        item: it.item.to_string(),
        respondent: respondent(&it.respondent),
        answer,
        reason,
        date: it.date.map(|it| it.to_string()),
        target: it.target.map(|it| it.to_string()),
    }
}

fn respondent(respondent: &Respondent) -> String {
    match respondent {
        Respondent::Facility => "facility".to_owned(),
        Respondent::Vendor(id) => id.to_string(),
    }
}

#[derive(Serialize)]
struct JsonBinder<'a> {
    format: u8,
    facility: &'a str,
    kind: &'static str,
    profile: &'a str,
    readiness: JsonReadiness,
    items: Vec<JsonEditionItem<'a>>,
    documents: Vec<JsonDocument<'a>>,
    registers: Vec<JsonRegister<'a>>,
    calls: Vec<JsonCall>,
}

#[derive(Serialize)]
struct JsonEditionItem<'a> {
    id: String,
    subject: &'a str,
    url: String,
    covered_by: Vec<JsonLink<'a>>,
}

#[derive(Serialize)]
struct JsonLink<'a> {
    title: &'a str,
    url: String,
}

#[derive(Serialize)]
struct JsonDocument<'a> {
    id: &'a str,
    title: &'a str,
    tab: &'static str,
    url: String,
}

#[derive(Serialize)]
struct JsonRegister<'a> {
    name: &'static str,
    url: String,
    columns: Vec<&'a str>,
    rows: Vec<Vec<&'a str>>,
}

/// `binder.json`.
pub fn binder(view: &View<'_>) -> Vec<u8> {
    let binder = view.binder();
    let json = JsonBinder {
        format: 1,
        facility: &binder.config().facility.name,
        kind: binder.config().facility.kind.as_str(),
        profile: &view.profile().name,
        readiness: readiness(&view.report().readiness),
        items: items(binder),
        documents: documents(binder),
        registers: registers(binder),
        calls: calls(binder),
    };
    // Texts, numbers and lists alone: writing them cannot fail.
    serde_json::to_vec(&json).unwrap_or_default()
}

fn url(binder: &Binder, target: &Target) -> String {
    binder.address(target).map(|it| it.link_from("binder.json")).unwrap_or_default()
}

fn items(binder: &Binder) -> Vec<JsonEditionItem<'_>> {
    let item = |it| JsonEditionItem::of(binder, it);
    binder.edition().items.iter().map(item).collect()
}

impl<'a> JsonEditionItem<'a> {
    fn of(binder: &'a Binder, item: &'a Item) -> Self {
        let covered_by = binder.covering(item.id).iter();
        Self {
            id: item.id.to_string(),
            subject: &item.subject,
            url: url(binder, &Target::Item(item.id)),
            covered_by: covered_by.map(|it| JsonLink { title: &it.title, url: url(binder, &it.target) }).collect(),
        }
    }
}

fn documents(binder: &Binder) -> Vec<JsonDocument<'_>> {
    let document = |it| JsonDocument::of(binder, it);
    binder.documents().iter().map(document).collect()
}

impl<'a> JsonDocument<'a> {
    fn of(binder: &Binder, document: &'a Document<Target>) -> Self {
        Self {
            id: document.id.as_str(),
            title: &document.title.value,
            tab: Tab::of(&document.kind).as_str(),
            url: url(binder, &Target::Document(document.id.clone())),
        }
    }
}

/// Who calls whom, as the chart shows it: ids of contacts; null where that is the one who noticed.
#[derive(Debug, Serialize)]
struct JsonCall {
    contact: String,
    called_by: Option<String>,
}

fn calls(binder: &Binder) -> Vec<JsonCall> {
    let calls = Calls::of(binder);
    let call = |(it, by): (&Person, Option<&Person>)| JsonCall {
        contact: it.id.clone(),
        called_by: by.map(|it| it.id.clone()),
    };
    calls.all().into_iter().map(call).collect()
}

fn registers(binder: &Binder) -> Vec<JsonRegister<'_>> {
    let register = |it| JsonRegister::of(binder, it);
    binder.registers().iter().map(register).collect()
}

impl<'a> JsonRegister<'a> {
    fn of(binder: &Binder, register: &'a Register) -> Self {
        let cells = |row: &'a Row| row.cells.iter().map(|it| &*it.value).collect();
        Self {
            name: register.kind.as_str(),
            url: url(binder, &Target::Register(register.kind)),
            columns: register.columns.iter().map(|it| it.value.as_str()).collect(),
            rows: register.rows.iter().map(cells).collect(),
        }
    }
}
