//! The page of one item, the heart of the binder: answers, clauses, evidence, guideline, explanation, links back, all one
//! click away. Nothing here says whether an answer is right.

use serde::Serialize;

use super::answers::{self, Row};
use super::backlinks::{self, Group};
use super::blocks::Prose;
use super::evidence::{self, Evidence};
use super::guideline::{self, Cited};
use super::page::{Link, Made, Page, TocEntry};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, search};
use crate::model::{Item, NoteStatus, Profile, Target};
use crate::resolve::{Mention, Tab};

#[derive(Serialize)]
struct ItemPage {
    page: Page,
    number: String,
    subject: String,
    /// The official wording by the facility's form and by the vendor's; empty where nobody imported it.
    wording_facility: String,
    wording_vendor: String,
    scope: String,
    is_new: bool,
    in_the_flesh: Vec<Link>,
    answers: Vec<Row>,
    clauses: Vec<Link>,
    bcp: Vec<Link>,
    documents: Vec<Link>,
    evidence: Evidence,
    sections: Vec<Cited>,
    /// `printed`, `earlier` or `candidates`: where the edition's own notes were seen.
    notes: &'static str,
    explanation: Html,
    backlinks: Vec<Group>,
}

/// Where the page of an item lies.
pub(super) fn path(item: &Item) -> String {
    format!("items/{}.html", item.id)
}

/// Makes the page of `item`.
pub(super) fn make(site: &Site<'_>, item: &Item) -> Result<Made, ThemeError> {
    let path = path(item);
    let title = site.item_title(item);
    let document = site.explanation(item.id);
    let (explanation, headings) =
        document.map_or_else(Default::default, |it| Prose::of_document(site, &path, it, 3).whole());
    let mut page = Page::new(site, &path, &title, Some(Tab::Manual));
    page.toc = contents(site, headings);
    let mut lines = String::new();
    let opening = format!("{} ", item.scope);
    match document {
        Some(document) => search::document(site, document, (&title, &opening), &path, &mut lines),
        None => search::line(&title, &path, &opening, &mut lines),
    }
    let html = site.render(
        "item.html",
        &ItemPage {
            page,
            number: item.id.shown(),
            subject: item.subject.clone(),
            wording_facility: item.wording.facility.clone().unwrap_or_default(),
            wording_vendor: item.wording.vendor.clone().unwrap_or_default(),
            scope: item.scope.clone(),
            is_new: item.is_new,
            in_the_flesh: evidence::shown_in_the_flesh(site, item, &path),
            answers: answers::of(site, item, &path),
            clauses: covering(site, item, &path, &[Tab::Rules]),
            bcp: bcp(site, item, &path),
            documents: covering(site, item, &path, &[Tab::Manual, Tab::Registers, Tab::Appendix]),
            evidence: evidence::of(site, item, &path),
            sections: guideline::of_item(site, item, &path),
            notes: match item.refs.status {
                NoteStatus::Printed => "printed",
                NoteStatus::Earlier => "earlier",
                NoteStatus::NotEstablished => "candidates",
            },
            explanation,
            backlinks: links_back(site, item, &path),
        },
    )?;
    Ok(Made { path, html, search: lines })
}

/// The sections of the page; the explanation's own headings stand below it.
fn contents(site: &Site<'_>, headings: Vec<TocEntry>) -> Vec<TocEntry> {
    let titles = &site.texts.title;
    let entry = |anchor: &str, text: &str| TocEntry { level: 2, href: format!("#t.{anchor}"), text: text.to_owned() };
    let mut toc = vec![
        entry("answers", &titles.answers),
        entry("rules", &titles.rules),
        entry("evidence", &titles.evidence),
        entry("sections", &titles.sections),
    ];
    if !headings.is_empty() {
        toc.push(entry("explanation", &titles.explanation));
        let below = headings.into_iter().filter(|it| it.level == 2);
        toc.extend(below.map(|it| TocEntry { level: 3, ..it }));
    }
    toc.push(entry("backlinks", &titles.backlinks));
    toc
}

/// The tab that a target stands in, if it is part of a document.
pub(super) fn tab_of(site: &Site<'_>, target: &Target) -> Option<Tab> {
    match target {
        Target::Document(id) | Target::Heading(id, _) | Target::Clause(id, _) => {
            site.binder.document(id).map(|it| Tab::of(&it.kind))
        }
        Target::Item(_) => Some(Tab::Manual),
        Target::Row(..) | Target::Register(_) | Target::Drawing(_) => Some(Tab::Registers),
        Target::Guideline(_) | Target::Part(_) | Target::Term(_) | Target::Attachment(_) | Target::Outside(_) => None,
    }
}

fn covering(site: &Site<'_>, item: &Item, page: &str, tabs: &[Tab]) -> Vec<Link> {
    let coverings = site.binder.covering(item.id).iter();
    let shown = coverings.filter(|it| tab_of(site, &it.target).is_some_and(|tab| tabs.contains(&tab)));
    let is_hidden = tabs.iter().any(|it| site.binder.hides_covering(item.id, *it));
    let hidden = is_hidden.then(|| Link::new(String::new(), Profile::HIDDEN));
    shown.map(|it| Link::new(site.link(&it.target, page), &*it.title)).chain(hidden).collect()
}

/// The BCP's documents and sections that cover the item, then its sections that name it.
fn bcp(site: &Site<'_>, item: &Item, page: &str) -> Vec<Link> {
    let mut links = covering(site, item, page, &[Tab::Bcp]);
    for mention in site.binder.mentions(&Target::Item(item.id)) {
        let Mention::Document(id, Some(heading)) = mention else {
            continue;
        };
        let Some(document) = site.binder.document(id) else {
            continue;
        };
        if Tab::of(&document.kind) != Tab::Bcp {
            continue;
        }
        let target = Target::Heading(id.clone(), heading.clone());
        let link = Link::new(site.link(&target, page), site.binder.heading_text(document, Some(heading)));
        if !links.contains(&link) {
            links.push(link);
        }
    }
    links
}

/// Every place that names the item; rows of registers stand under evidence already.
fn links_back(site: &Site<'_>, item: &Item, page: &str) -> Vec<Group> {
    let links = backlinks::of(site, &[Target::Item(item.id)], page);
    let documents = links.into_iter().filter(|(tab, _)| *tab != Tab::Registers);
    backlinks::grouped(documents.collect())
}

/// 2-③ はい: one line for lists of items.
pub(super) fn facility_answer(site: &Site<'_>, item: &Item) -> Option<answers::Word> {
    let (_, form) = site.binder.forms().find(|(_, it)| it.respondent == crate::model::Respondent::Facility)?;
    let answer = form.row(item.id).and_then(|it| it.in_force().0);
    Some(answers::word(site, answer))
}
