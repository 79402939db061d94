//! The inspector's two pages: who is responsible and where the documents are, then all rows of the form in official
//! order. No verdict, no heading that nobody verified, nothing of our own.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answers;
use super::original;
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, escape, evidence};
use crate::check::Paper;
use crate::model::{
    Answer, Date, Document, EvidenceKind, Form, FormRow, Item, Register, RegisterKind, Respondent, Row, Target,
};
use crate::render::inspection::{confirmed, dated, received, responsible};
use crate::render::shown::{Shown as Flesh, in_the_flesh};
use crate::resolve::{Tab, relative};

pub(super) const PATH: &str = "inspection.html";

#[derive(Serialize)]
struct InspectionPage {
    page: Page,
    as_of: String,
    confirmed: String,
    kind: &'static str,
    address: Vec<String>,
    people: Vec<People>,
    vendors: Vec<VendorView>,
    papers: Vec<PaperView>,
    open: Vec<Open>,
    respondents: Vec<String>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct People {
    title: &'static str,
    names: Vec<String>,
}

#[derive(Serialize)]
struct VendorView {
    name: String,
    systems: String,
    contract: String,
    until: String,
    /// The day of the form; where it is not in the binder yet, that of its receipt.
    form_date: String,
    form: Option<Link>,
    /// What the form was written down from, where it is a file.
    original: Option<Link>,
    disclosure: Html,
}

#[derive(Serialize)]
struct PaperView {
    item: Link,
    /// `devices`, `contact_chart`, `bcp`, `rules`: the theme has the words.
    kind: &'static str,
    places: Vec<Place>,
    last: String,
    approver: String,
    /// 文書番号, 制定日, 施行日 and 原本の保管場所, where the documents say them.
    number: String,
    established: String,
    effective: String,
    kept: String,
}

#[derive(Serialize)]
struct Place {
    tab: u8,
    link: Link,
}

#[derive(Serialize)]
struct Open {
    item: Link,
    subject: String,
    who: String,
    target: String,
}

#[derive(Serialize)]
struct RowView {
    item: Link,
    subject: String,
    /// One a respondent; none where its form does not carry the item.
    cells: Vec<Option<Cell>>,
    /// The tabs in which to read on, each with the first place there.
    tabs: Vec<Place>,
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
    let names = site.binder.forms().map(|(_, it)| site.binder.respondent_name(&it.respondent).to_owned());
    let html = site.render(
        "inspection.html",
        &InspectionPage {
            page: site.overview(PATH, &site.texts.title.inspection),
            as_of: site.report.as_of.japanese(),
            confirmed: answers::shown(confirmed(site.binder)),
            kind: facility.kind.japanese(),
            address: address.collect(),
            people: people(site),
            vendors: vendors(site),
            papers: site.report.papers.iter().filter_map(|it| paper(site, it)).collect(),
            open: open(site),
            respondents: names.collect(),
            rows: site.binder.edition().items.iter().map(|it| row(site, it)).collect(),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

fn people(site: &Site<'_>) -> Vec<People> {
    let all = responsible(site.binder).into_iter();
    all.map(|it| People { title: it.title, names: it.holders.iter().map(|it| it.shown()).collect() }).collect()
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
    // A blank is no answer of the vendor's.
    let mut forms = site.binder.forms().filter(|(_, it)| it.has_answers());
    let form = forms.find(|(_, it)| it.respondent == Respondent::Vendor(row.id.value.clone()));
    let answered_on = form.and_then(|(_, it)| it.answered_on);
    VendorView {
        name: text("名称").to_owned(),
        systems: text("担当システム").to_owned(),
        contract: japanese(text("契約日")),
        until: japanese(text("契約終了日")),
        form_date: answered_on.map_or_else(|| japanese(received(site.binder, text("確認書受領日"))), Date::japanese),
        form: form.map(|(document, _)| {
            let href = relative(PATH, &site.binder.page_of(document));
            Link::new(href, &document.title.value)
        }),
        original: form.and_then(|(_, it)| original::of(site, it, PATH)?.file),
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

fn paper(site: &Site<'_>, paper: &Paper) -> Option<PaperView> {
    let item = site.binder.edition().item(paper.item)?;
    let kind = match paper.kind {
        EvidenceKind::Devices => "devices",
        EvidenceKind::ContactChart => "contact_chart",
        EvidenceKind::Bcp => "bcp",
        EvidenceKind::Rules => "rules",
    };
    Some(PaperView {
        item: link(site, item),
        kind,
        places: in_the_flesh(site.binder, item).into_iter().filter_map(|it| place(site, it)).collect(),
        last: answers::shown(paper.last),
        approver: paper.approver.clone(),
        number: paper.number(),
        established: answers::shown(paper.established),
        effective: answers::shown(paper.effective),
        kept: paper.places(),
    })
}

/// A tab without a document has no place.
fn place(site: &Site<'_>, shown: Flesh) -> Option<Place> {
    match shown {
        Flesh::Tab(tab) => {
            site.binder.documents_in(tab).next()?;
            let page = format!("{}/index.html", tab.as_str());
            Some(Place { tab: tab.number(), link: Link::new(relative(PATH, &page), tab.japanese()) })
        }
        Flesh::Place(target, title) => {
            let (_, tab) = site.binder.label(&target)?;
            Some(Place { tab: tab.number(), link: Link::new(site.link(&target, PATH), &*title) })
        }
    }
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

fn row(site: &Site<'_>, item: &Item) -> RowView {
    let cells =
        site.binder.forms().map(|(document, form)| form.row(item.id).map(|it| cell(site, (document, form), it)));
    let subject = item.printed(&Respondent::Facility).text().to_owned();
    RowView { item: link(site, item), subject, cells: cells.collect(), tabs: tabs(site, item) }
}

fn cell(site: &Site<'_>, (document, form): (&Document<Target>, &Form), row: &FormRow) -> Cell {
    Cell {
        answer: row.in_force().0.map_or("", Answer::printed),
        date: answers::shown(dated(&form.respondent, row.in_force())),
        target: answers::shown(row.target),
        remark: remark(site, document, row),
    }
}

fn remark(site: &Site<'_>, document: &Document<Target>, row: &FormRow) -> Html {
    let mut prose = super::blocks::Prose::new(site, PATH);
    match answers::remark_cell(site, document, row) {
        Some(cell) => prose.inlines(cell),
        None => escape::html(&row.remark, &mut prose.out),
    }
    Html(prose.out)
}

/// The item's own page, and what the facility's remark points at.
fn tabs(site: &Site<'_>, item: &Item) -> Vec<Place> {
    let mut places: BTreeMap<u8, Target> = BTreeMap::new();
    let named = evidence::remark_targets(site, item.id).into_iter();
    for target in std::iter::once(Target::Item(item.id)).chain(named) {
        let tab = match &target {
            Target::Attachment(_) => Some(Tab::Appendix),
            Target::Item(_)
            | Target::Document(_)
            | Target::Heading(..)
            | Target::Clause(..)
            | Target::Row(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_)
            | Target::Outside(_) => site.binder.label(&target).map(|it| it.1),
        };
        if let Some(tab) = tab {
            places.entry(tab.number()).or_insert(target);
        }
    }
    let place = |(tab, target): (u8, Target)| Place { tab, link: Link::new(site.link(&target, PATH), tab.to_string()) };
    places.into_iter().map(place).collect()
}
