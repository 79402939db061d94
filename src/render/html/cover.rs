//! The cover: whose binder this is, of what year and day, and the ways in. Nothing here judges.

use serde::Serialize;

use super::ThemeError;
use super::item;
use super::page::{Link, Made, Page};
use super::site::Site;
use crate::model::{DrawingKind, RegisterKind, Target};
use crate::resolve::{Tab, relative};

pub(super) const PATH: &str = "index.html";
/// So many documents of the BCP are entries of their own.
const EMERGENCY: usize = 8;

#[derive(Serialize)]
struct CoverPage {
    page: Page,
    facts: Vec<Fact>,
    as_of: String,
    tabs: Vec<TabView>,
    emergency: Vec<Link>,
    card: Link,
    chart: Link,
    devices: Option<Link>,
    counts: Counts,
}

#[derive(Serialize)]
struct Fact {
    key: String,
    value: String,
}

#[derive(Serialize)]
struct TabView {
    number: u8,
    name: &'static str,
    id: &'static str,
    href: String,
    count: String,
}

#[derive(Serialize)]
struct Counts {
    items: usize,
    yes: usize,
    no: usize,
    open: usize,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let facility = &site.binder.config().facility;
    let register = |kind: RegisterKind| {
        site.binder.register(kind).map(|_| Link::new(site.link(&Target::Register(kind), PATH), kind.japanese()))
    };
    let drawing = |it: DrawingKind| Link::new(site.link(&Target::Drawing(it), PATH), it.japanese());
    let emergency = site.binder.documents_in(Tab::Bcp).take(EMERGENCY);
    let emergency = emergency.map(|it| Link::new(relative(PATH, &site.binder.page_of(it)), &it.title.value));
    let html = site.render(
        "cover.html",
        &CoverPage {
            page: site.overview(PATH, &facility.name),
            facts: facility.facts.iter().map(|(key, value)| Fact { key: key.clone(), value: value.clone() }).collect(),
            as_of: site.report.as_of.japanese(),
            tabs: tabs(site),
            emergency: emergency.collect(),
            card: drawing(DrawingKind::Emergency),
            chart: drawing(DrawingKind::ContactChart),
            devices: register(RegisterKind::Devices),
            counts: counts(site),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: String::new() })
}

fn tabs(site: &Site<'_>) -> Vec<TabView> {
    let tabs = Tab::ALL.into_iter().map(|tab| {
        let count = match tab {
            Tab::Registers => site.binder.registers().len(),
            Tab::Manual => site.binder.edition().items.len(),
            Tab::Checklists | Tab::Rules | Tab::Bcp | Tab::Appendix => site.binder.documents_in(tab).count(),
        };
        TabView {
            number: tab.number(),
            name: tab.japanese(),
            id: tab.as_str(),
            href: relative(PATH, &format!("{}/index.html", tab.as_str())),
            count: count.to_string(),
        }
    });
    tabs.collect()
}

fn counts(site: &Site<'_>) -> Counts {
    let items = &site.binder.edition().items;
    let styles: Vec<_> =
        items.iter().map(|it| item::facility_answer(site, it).map_or("blank", |it| it.style)).collect();
    let of = |style: &str| styles.iter().filter(|it| **it == style).count();
    Counts { items: items.len(), yes: of("yes"), no: of("no"), open: of("blank") + of("none") }
}
