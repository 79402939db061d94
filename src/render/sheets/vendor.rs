//! What the papers to one vendor say: who asks whom, about which systems and devices, by when, and how to answer. The
//! words around it are the theme's.

use serde::Serialize;

use crate::check::{looked_after, owed};
use crate::model::{Date, FacilityKind, FormState, Register, RegisterKind, Respondent, Role, Row, RowId};
use crate::resolve::Binder;

#[derive(Serialize)]
pub(super) struct Letter {
    made: String,
    due: String,
    /// When it was asked before; empty where it was not.
    asked: String,
    /// By when, before; empty where that day is not over.
    former_due: String,
    vendor: Addressee,
    /// 当薬局.
    we: &'static str,
    from: Sender,
    /// The notices and their day; empty where nobody knows them.
    notice: String,
    edition: String,
    year: String,
    systems: String,
    devices: Vec<Device>,
    /// Whether the MDS/SDS is asked for too.
    disclosure: bool,
    columns: Vec<&'static str>,
    rows: Vec<FormLine>,
    /// Whether our short subjects stand where the official wording would.
    own_words: bool,
}

#[derive(Serialize)]
struct Addressee {
    id: String,
    name: String,
    /// Who answers there, by the contacts.
    contact: String,
    phone: String,
}

#[derive(Serialize)]
struct Sender {
    postal_code: String,
    address: String,
    phone: String,
    fax: String,
    email: String,
    role: &'static str,
    person: String,
}

#[derive(Serialize)]
struct Device {
    number: String,
    kind: String,
    name: String,
    place: String,
}

#[derive(Serialize)]
struct FormLine {
    number: String,
    text: String,
}

/// `None` where the register has no such vendor, or the year has no checklist.
pub(super) fn letter(binder: &Binder, today: Date, id: &RowId) -> Option<Letter> {
    let owed = owed(binder, today).into_iter().find(|it| it.id == *id)?;
    let vendors = binder.register(RegisterKind::Vendors)?;
    let row = vendors.row(id)?;
    let edition = binder.edition_of_year()?;
    let respondent = Respondent::Vendor(id.clone());
    let line = |it: &crate::model::Item| {
        let text = it.printed(&respondent).text();
        let text = if it.scope.is_empty() { text.to_owned() } else { format!("{text}（{}）", it.scope) };
        FormLine { number: it.id.shown(), text }
    };
    let asked = match owed.form {
        FormState::Asked(day) => day.japanese(),
        FormState::NotAsked | FormState::Received(_) | FormState::Transcribed | FormState::Submitted(_) => {
            String::new()
        }
    };
    Some(Letter {
        made: today.japanese(),
        due: owed.reply_by.japanese(),
        asked,
        former_due: owed.due.filter(|_| owed.is_overdue).map(Date::japanese).unwrap_or_default(),
        vendor: addressee(binder, vendors, row, &owed.name),
        we: we(binder.config().facility.kind),
        from: sender(binder),
        notice: notice(edition),
        edition: edition.name.clone(),
        year: edition.fiscal_year.japanese(),
        systems: vendors.text(row, "担当システム").to_owned(),
        devices: devices(binder, id),
        disclosure: owed.lacks_disclosure,
        columns: edition.columns.iter().map(|it| it.as_str()).collect(),
        rows: edition.items.iter().filter(|it| it.is_asked_of_vendors()).map(line).collect(),
        own_words: edition.prints_own_subjects(&respondent),
    })
}

fn addressee(binder: &Binder, vendors: &Register, row: &Row, name: &str) -> Addressee {
    let contacts = binder.register(RegisterKind::Contacts);
    let contact = contacts.and_then(|it| Some((it, it.row(&RowId::new(vendors.text(row, "連絡先"))?)?)));
    let text = |column| contact.map(|(it, row)| it.text(row, column).to_owned()).unwrap_or_default();
    Addressee { id: row.id.value.to_string(), name: name.to_owned(), contact: text("氏名"), phone: text("電話") }
}

fn sender(binder: &Binder) -> Sender {
    let facts = &binder.config().facility.facts;
    let fact = |key: &str| facts.iter().find(|it| it.0 == key).map(|it| it.1.clone()).unwrap_or_default();
    let holder = [Role::SafetyOfficer, Role::Manager, Role::Owner]
        .into_iter()
        .find_map(|role| binder.role_holder(role).map(|(contacts, row)| (role, contacts.text(row, "氏名").to_owned())));
    let (role, person) = holder.map_or(("", String::new()), |(role, name)| (role.japanese(), name));
    Sender {
        postal_code: fact("postal_code"),
        address: fact("address"),
        phone: fact("phone"),
        fax: fact("fax"),
        email: fact("email"),
        role,
        person,
    }
}

/// 令和7年5月14日付 医政参発0514第3号、医薬総発0514第3号.
fn notice(edition: &crate::model::Edition) -> String {
    let numbers = edition.notices.join("、");
    match edition.notice_date {
        Some(day) if !numbers.is_empty() => format!("{}付 {numbers}", day.japanese()),
        Some(_) | None => numbers,
    }
}

fn devices(binder: &Binder, vendor: &RowId) -> Vec<Device> {
    let Some(devices) = binder.register(RegisterKind::Devices) else { return Vec::new() };
    let rows = looked_after(binder, vendor).into_iter().filter_map(|it| devices.row(&it));
    let text = |row: &Row, column| devices.text(row, column).to_owned();
    rows.map(|row| Device {
        number: row.id.value.to_string(),
        kind: text(row, "種別"),
        name: text(row, "名称"),
        place: text(row, "設置場所"),
    })
    .collect()
}

/// How a facility speaks of itself.
fn we(kind: FacilityKind) -> &'static str {
    match kind {
        FacilityKind::Pharmacy => "当薬局",
        FacilityKind::Hospital | FacilityKind::Clinic | FacilityKind::Dental => "当院",
        FacilityKind::Midwifery => "当助産所",
    }
}
