//! The draft of a 改善報告書: what one visit remarked, what was done about it, until when, and what proves it. Says nothing
//! that the registers do not say; that it is a draft stands on it.

use serde::Serialize;

use crate::check::{Report as Checked, Visit, is_open};
use crate::model::{Date, Register, RegisterKind, Role, Row, RowId};
use crate::resolve::Binder;

#[derive(Serialize)]
pub(super) struct Report {
    authority: String,
    visited: String,
    made: String,
    address: String,
    phone: String,
    people: Vec<Person>,
    shown: String,
    pub(super) remarks: Vec<Remark>,
    open: usize,
}

#[derive(Serialize)]
struct Person {
    role: &'static str,
    name: String,
}

#[derive(Serialize)]
pub(super) struct Remark {
    number: usize,
    remark: String,
    how: String,
    measure: String,
    /// When it was done, or is to be.
    day: String,
    state: &'static str,
    proof: Vec<String>,
}

/// The remarks of a visit in the order of the register.
pub(super) fn content(binder: &Binder, checked: &Checked, visit: &Visit<'_>) -> Report {
    let facts = &binder.config().facility.facts;
    let fact = |name: &str| facts.iter().find(|it| it.0 == name).map(|it| it.1.clone()).unwrap_or_default();
    let day = checked.as_of;
    let remarks = visit.remarks().enumerate().map(|(i, row)| remark(binder, visit.register, row, (i + 1, day)));
    let shown = visit.rows.iter().map(|it| visit.register.text(it, "見せた書類")).find(|it| !it.is_empty());
    Report {
        authority: visit.authority.to_owned(),
        visited: visit.date.japanese(),
        made: day.japanese(),
        address: fact("address"),
        phone: fact("phone"),
        people: people(binder),
        shown: shown.unwrap_or_default().to_owned(),
        remarks: remarks.collect(),
        open: visit.remarks().filter(|it| is_open(visit.register, it, day)).count(),
    }
}

fn remark(binder: &Binder, register: &Register, row: &Row, (number, today): (usize, Date)) -> Remark {
    let text = |name: &str| register.text(row, name).to_owned();
    let done = register.date(row, "完了日").filter(|_| !is_open(register, row, today));
    let (day, state) = match (done, register.date(row, "期限")) {
        (Some(done), _) => (done.japanese(), "完了"),
        (None, Some(until)) => (until.japanese(), "完了予定"),
        (None, None) => (String::new(), "未定"),
    };
    Remark {
        number,
        remark: text("指摘"),
        how: text("伝え方"),
        measure: text("措置"),
        day,
        state,
        proof: text("証拠")
            .split([' ', '　', '、', ','])
            .filter(|it| !it.is_empty())
            .map(|it| proof(binder, it))
            .collect(),
    }
}

/// What an id stands for; a text as it is.
fn proof(binder: &Binder, word: &str) -> String {
    let row = |kind| {
        let register = binder.register(kind)?;
        Some((register, register.row(&RowId::new(word)?)?))
    };
    if let Some((evidence, row)) = row(RegisterKind::Evidence) {
        return evidence.text(row, "表題").to_owned();
    }
    let Some((records, row)) = row(RegisterKind::Records) else { return word.to_owned() };
    let day = records.date(row, "実施日").map(|it| format!("（{}）", it.japanese())).unwrap_or_default();
    format!("{}の記録{day}", records.text(row, "種別"))
}

/// Who answers for the facility, and for its systems: each person once.
fn people(binder: &Binder) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::new();
    for role in [Role::Owner, Role::Manager, Role::SafetyOfficer] {
        let Some((contacts, row)) = binder.role_holder(role) else { continue };
        let name = contacts.text(row, "氏名");
        if !name.is_empty() && people.iter().all(|it| it.name != name) {
            people.push(Person { role: role.japanese(), name: name.to_owned() });
        }
    }
    people
}
