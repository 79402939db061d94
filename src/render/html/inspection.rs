//! The inspector's two pages: who is responsible and where the documents are, then all rows of the form in official
//! order. No verdict, no heading that nobody verified, nothing of our own.

use serde::Serialize;

use super::answers;
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, escape, evidence};
use crate::model::{
    Answer, Date, EvidenceKind, FacilityKind, Form, Item, Register, RegisterKind, Respondent, Role, Row, Target,
};
use crate::resolve::relative;

const PATH: &str = "inspection.html";

#[derive(Serialize)]
struct InspectionPage {
    page: Page,
    as_of: String,
    kind: &'static str,
    address: Vec<String>,
    roles: Vec<RoleView>,
    vendors: Vec<VendorView>,
    shown: Vec<Shown>,
    open: Vec<Open>,
    respondents: Vec<Respondents>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RoleView {
    name: &'static str,
    /// Whether it makes, in a pharmacy, part of the システム管理責任者.
    is_system_manager: bool,
    holder: String,
    belongs_to: String,
}

#[derive(Serialize)]
struct VendorView {
    name: String,
    systems: String,
    contract: String,
    until: String,
    form_date: String,
    form: Option<Link>,
    disclosure: Html,
}

#[derive(Serialize)]
struct Shown {
    item: Link,
    /// `devices`, `contact_chart`, `bcp`, `rules`: the theme has the words.
    kind: &'static str,
    links: Vec<Link>,
}

#[derive(Serialize)]
struct Open {
    item: Link,
    subject: String,
    who: String,
    target: String,
}

#[derive(Serialize)]
struct Respondents {
    name: String,
    is_facility: bool,
}

#[derive(Serialize)]
struct RowView {
    item: Link,
    subject: String,
    facility: Option<Cell>,
    vendors: Vec<Option<Cell>>,
}

#[derive(Serialize)]
struct Cell {
    answer: &'static str,
    date: String,
    target: String,
    remark: Html,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let facility = &site.binder.config().facility;
    let facts = facility.facts.iter();
    let address = facts
        .filter(|(key, _)| matches!(key.as_str(), "postal_code" | "address" | "phone"))
        .map(|(_, value)| value.clone());
    let forms: Vec<_> = site.binder.forms().map(|(_, form)| form).collect();
    let html = site.render(
        "inspection.html",
        &InspectionPage {
            page: site.overview(PATH, &site.texts.title.inspection),
            as_of: site.report.as_of.japanese(),
            kind: facility.kind.japanese(),
            address: address.collect(),
            roles: roles(site),
            vendors: vendors(site),
            shown: shown(site),
            open: open(site),
            respondents: forms.iter().map(|it| respondent(site, it)).collect(),
            rows: rows(site),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

fn respondent(site: &Site<'_>, form: &Form) -> Respondents {
    Respondents {
        name: site.binder.respondent_name(&form.respondent).to_owned(),
        is_facility: form.respondent == Respondent::Facility,
    }
}

fn roles(site: &Site<'_>) -> Vec<RoleView> {
    let is_pharmacy = site.binder.config().facility.kind == FacilityKind::Pharmacy;
    let view = |role: Role| {
        let (contacts, row) = site.binder.role_holder(role)?;
        let is_system_manager = match role {
            Role::PlanningManager | Role::SafetyOfficer => is_pharmacy,
            Role::Owner | Role::Manager | Role::SystemOperator => false,
        };
        Some(RoleView {
            name: role.japanese(),
            is_system_manager,
            holder: contacts.text(row, "氏名").to_owned(),
            belongs_to: contacts.text(row, "役割").to_owned(),
        })
    };
    Role::ALL.into_iter().filter_map(view).collect()
}

fn vendors(site: &Site<'_>) -> Vec<VendorView> {
    let Some(register) = site.binder.register(RegisterKind::Vendors) else {
        return Vec::new();
    };
    let rows = register.rows.iter().enumerate();
    rows.map(|(i, row)| vendor(site, register, i, row)).collect()
}

fn vendor(site: &Site<'_>, register: &Register, index: usize, row: &Row) -> VendorView {
    let text = |name: &str| register.text(row, name);
    let form = site.binder.forms().find(|(_, it)| it.respondent == Respondent::Vendor(row.id.value.clone()));
    VendorView {
        name: text("名称").to_owned(),
        systems: text("担当システム").to_owned(),
        contract: japanese(text("契約日")),
        until: japanese(text("契約終了日")),
        form_date: japanese(text("確認書受領日")),
        form: form.map(|(document, _)| {
            let href = relative(PATH, &site.binder.page_of(document));
            Link::new(href, &document.title.value)
        }),
        disclosure: disclosure(site, register, index),
    }
}

/// A register's date as the form writes it; any other text as it is.
fn japanese(text: &str) -> String {
    Date::parse(text).map_or_else(|_| text.to_owned(), Date::japanese)
}

/// The cell MDS/SDS with its links.
fn disclosure(site: &Site<'_>, register: &Register, row: usize) -> Html {
    let mut prose = super::blocks::Prose::new(site, PATH);
    if let Some(column) = register.column("MDS/SDS") {
        let links: Vec<_> = site.binder.cell_links(register.kind, row).collect();
        prose.linked_cell(register, row, column, &links);
    }
    Html(prose.out)
}

fn shown(site: &Site<'_>) -> Vec<Shown> {
    let items = site.binder.edition().items.iter();
    items
        .filter_map(|item| {
            let kind = match item.evidence? {
                EvidenceKind::Devices => "devices",
                EvidenceKind::ContactChart => "contact_chart",
                EvidenceKind::Bcp => "bcp",
                EvidenceKind::Rules => "rules",
            };
            Some(Shown { item: link(site, item), kind, links: evidence::shown_in_the_flesh(site, item, PATH) })
        })
        .collect()
}

fn link(site: &Site<'_>, item: &Item) -> Link {
    Link::new(site.link(&Target::Item(item.id), PATH), item.id.shown())
}

/// Every いいえ that stands, with its target date.
fn open(site: &Site<'_>) -> Vec<Open> {
    let mut open = Vec::new();
    for item in &site.binder.edition().items {
        for (_, form) in site.binder.forms() {
            let row = form.row(item.id);
            if let Some((row, (Some(Answer::No), _))) = row.map(|it| (it, it.in_force())) {
                open.push(Open {
                    item: link(site, item),
                    subject: item.printed(&form.respondent).text().to_owned(),
                    who: site.binder.respondent_name(&form.respondent).to_owned(),
                    target: answers::shown(row.target),
                });
            }
        }
    }
    open
}

fn rows(site: &Site<'_>) -> Vec<RowView> {
    let items = site.binder.edition().items.iter();
    items
        .map(|item| {
            let mut facility = None;
            let mut vendors = Vec::new();
            for (document, form) in site.binder.forms() {
                let cell = form.row(item.id).map(|row| {
                    let (answer, date) = row.in_force();
                    Cell {
                        answer: answer.map_or("", Answer::printed),
                        date: answers::shown(date),
                        target: answers::shown(row.target),
                        remark: remark(site, document, row),
                    }
                });
                match form.respondent {
                    Respondent::Facility => facility = cell,
                    Respondent::Vendor(_) => vendors.push(cell),
                }
            }
            let subject = item.printed(&Respondent::Facility).text().to_owned();
            RowView { item: link(site, item), subject, facility, vendors }
        })
        .collect()
}

fn remark(site: &Site<'_>, document: &crate::model::Document<Target>, row: &crate::model::FormRow) -> Html {
    let mut prose = super::blocks::Prose::new(site, PATH);
    match answers::remark_cell(site, document, row) {
        Some(cell) => prose.inlines(cell),
        None => escape::html(&row.remark, &mut prose.out),
    }
    Html(prose.out)
}
