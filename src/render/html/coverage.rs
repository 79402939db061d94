//! The matrix of clauses and items (4-①): which clause says how an item is carried out; and where the BCP speaks of each
//! of its phases. A gap is shown as a gap, without
//! a verdict.

use std::collections::HashMap;

use serde::Serialize;

use super::page::{Link, Made, Page};
use super::site::Site;
use super::{ThemeError, item, search};
use crate::model::{BcpPhase, Profile, Target};
use crate::resolve::{PhasePlace, Tab};

pub(super) const PATH: &str = "coverage.html";

#[derive(Serialize)]
struct CoveragePage {
    page: Page,
    items: Vec<ItemHead>,
    groups: Vec<Group>,
    /// Items without any clause.
    uncovered: Vec<ItemHead>,
    /// Where the BCP speaks of each of its phases; none where there is no BCP.
    phases: Vec<Phase>,
}

#[derive(Serialize)]
struct Phase {
    name: &'static str,
    places: Vec<Link>,
}

#[derive(Clone, Serialize)]
struct ItemHead {
    href: String,
    number: String,
    subject: String,
}

#[derive(Serialize)]
struct Group {
    tab: &'static str,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    place: Link,
    /// A cell an item: whether the place covers it.
    cells: Vec<bool>,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let title = &site.texts.title.coverage;
    let heads: Vec<_> = site
        .binder
        .edition()
        .items
        .iter()
        .map(|it| ItemHead {
            href: site.link(&Target::Item(it.id), PATH),
            number: it.id.shown(),
            subject: it.subject.clone(),
        })
        .collect();
    let groups: Vec<_> = [Tab::Rules, Tab::Bcp, Tab::Manual, Tab::Registers, Tab::Appendix]
        .into_iter()
        .map(|it| group(site, it))
        .collect();
    // A clause that this copy does not show is one.
    let has_clause = |i: usize| groups[0].rows.iter().any(|it| it.cells[i]);
    let uncovered = heads.iter().enumerate().filter(|(i, _)| !has_clause(*i));
    let uncovered = uncovered.map(|(_, it)| it.clone()).collect();
    let mut lines = String::new();
    search::line(title, PATH, "", &mut lines);
    let html = site.render(
        "coverage.html",
        &CoveragePage {
            page: site.overview(PATH, title),
            items: heads,
            uncovered,
            phases: phases(site),
            groups: groups.into_iter().filter(|it| !it.rows.is_empty()).collect(),
        },
    )?;
    Ok(Made { path: PATH.to_owned(), html, search: lines })
}

fn phases(site: &Site<'_>) -> Vec<Phase> {
    if site.binder.documents_in(Tab::Bcp).next().is_none() {
        return Vec::new();
    }
    let link = |it: PhasePlace| Link::new(site.link(&it.target, PATH), &*it.title);
    let hidden = |it| site.binder.hides_phase(it).then(|| Link::new(String::new(), Profile::HIDDEN));
    let places = |it| site.binder.phase(it).into_iter().map(link).chain(hidden(it)).collect();
    let phase = |it: BcpPhase| Phase { name: it.japanese(), places: places(it) };
    BcpPhase::ALL.into_iter().map(phase).collect()
}

/// The places of one tab that cover an item, in reading order.
fn group(site: &Site<'_>, tab: Tab) -> Group {
    let items = &site.binder.edition().items;
    let mut at: HashMap<&Target, usize> = HashMap::new();
    let mut rows: Vec<(&Target, Row)> = Vec::new();
    for (column, item) in items.iter().enumerate() {
        for covering in site.binder.covering(item.id) {
            if item::tab_of(site, &covering.target) != Some(tab) {
                continue;
            }
            let row = *at.entry(&covering.target).or_insert_with(|| {
                let href = site.link(&covering.target, PATH);
                let place = Link::new(href, &*covering.title);
                let cells = vec![false; items.len()];
                rows.push((&covering.target, Row { place, cells }));
                rows.len() - 1
            });
            rows[row].1.cells[column] = true;
        }
    }
    if rows.len() > 1 {
        let order = reading_order(site, tab);
        rows.sort_by_key(|(target, _)| order.get(target).copied().unwrap_or(0));
    }
    let hidden: Vec<bool> = items.iter().map(|it| site.binder.hides_covering(it.id, tab)).collect();
    let place = || Link::new(String::new(), Profile::HIDDEN);
    let hidden = hidden.contains(&true).then(|| Row { place: place(), cells: hidden });
    Group { tab: tab.japanese(), rows: rows.into_iter().map(|(_, it)| it).chain(hidden).collect() }
}

/// The places of a tab's documents by their position.
fn reading_order(site: &Site<'_>, tab: Tab) -> HashMap<Target, usize> {
    let mut order = HashMap::new();
    for document in site.binder.documents_in(tab) {
        let next = order.len();
        order.insert(Target::Document(document.id.clone()), next);
        for heading in document.headings() {
            let next = order.len();
            order.insert(Target::Heading(document.id.clone(), heading.id.clone()), next);
        }
        for entry in document.imported.iter().flat_map(|it| &it.entries) {
            let next = order.len();
            order.insert(entry.target(&document.id), next);
        }
    }
    order
}
