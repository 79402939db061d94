//! The guideline as far as the binder cites it: its parts, and a page a cited section. A heading that nobody has seen in
//! the final text is never shown as one.

use std::collections::BTreeSet;

use serde::Serialize;

use super::backlinks::{self, Group};
use super::page::{Link, Made, Page, TocEntry};
use super::site::Site;
use super::{ThemeError, search};
use crate::model::{Block, BlockKind, Circled, Citation, Definition, Inline, Item, Target};
use crate::resolve::{Binder, Tab};

/// A citation as templates show it.
#[derive(Debug, Serialize)]
pub(super) struct Cited {
    pub(super) href: String,
    /// システム運用編 8③
    pub(super) number: String,
    /// The heading; 見出し未確認 where it was not verified.
    pub(super) title: String,
    pub(super) is_verified: bool,
    /// Whether the edition's data name it, and not the explanation alone.
    pub(super) is_of_edition: bool,
}

#[derive(Serialize)]
struct IndexPage {
    page: Page,
    title: String,
    edition: String,
    issued: String,
    parts: Vec<PartView>,
}

#[derive(Serialize)]
struct PartView {
    id: String,
    name: String,
    sections: Vec<Cited>,
}

#[derive(Serialize)]
struct SectionPage {
    page: Page,
    part: String,
    number: String,
    title: String,
    is_verified: bool,
    guideline: String,
    edition: String,
    items: Vec<ItemView>,
    backlinks: Vec<Group>,
}

#[derive(Serialize)]
struct ItemView {
    anchor: String,
    shown: String,
    backlinks: Vec<Group>,
}

/// Every citation that a document or the edition itself makes.
pub(super) fn cited(binder: &Binder) -> BTreeSet<Citation> {
    let own = binder.edition().items.iter().flat_map(|it| &it.refs.citations);
    binder.citations().into_iter().chain(own).cloned().collect()
}

/// The section of a citation, without the compliance item.
pub(super) fn whole_section(citation: &Citation) -> Citation {
    Citation { item: None, ..citation.clone() }
}

/// The citations of an item: the edition's notes, then those of its explanation.
pub(super) fn of_item(site: &Site<'_>, item: &Item, page: &str) -> Vec<Cited> {
    let mut all: Vec<&Citation> = item.refs.citations.iter().collect();
    let of_edition = all.len();
    if let Some(document) = site.explanation(item.id) {
        in_blocks(&document.blocks, &mut all);
    }
    let mut seen = BTreeSet::new();
    let unique = all.into_iter().enumerate().filter(|(_, it)| seen.insert(*it));
    unique.map(|(i, it)| show(site, it, page, i < of_edition)).collect()
}

fn show(site: &Site<'_>, citation: &Citation, page: &str, is_of_edition: bool) -> Cited {
    let part = site.binder.guideline().part(&citation.part);
    let title = part.and_then(|it| it.section(&citation.section)).and_then(|it| it.verified_title());
    let item = citation.item.map(|it| it.to_string()).unwrap_or_default();
    Cited {
        href: site.link(&Target::Guideline(citation.clone()), page),
        number: format!("{} {}{item}", part.map_or("", |it| it.name.as_str()), citation.section),
        title: title.unwrap_or(&site.texts.guideline.unverified).to_owned(),
        is_verified: title.is_some(),
        is_of_edition,
    }
}

/// Where the page of all parts lies.
pub(super) const INDEX: &str = "guideline/index.html";

/// Where the page of a section lies.
pub(super) fn path(section: &Citation) -> String {
    format!("guideline/{}/{}.html", section.part, section.section)
}

/// The page of all parts.
pub(super) fn index(site: &Site<'_>) -> Result<Made, ThemeError> {
    let path = INDEX.to_owned();
    let guideline = site.binder.guideline();
    let title = &site.texts.title.guideline;
    let sections: BTreeSet<_> = site.cited.iter().map(whole_section).collect();
    let parts = guideline.parts.iter().map(|part| PartView {
        id: part.id.to_string(),
        name: part.name.clone(),
        sections: sections.iter().filter(|it| it.part == part.id).map(|it| show(site, it, &path, true)).collect(),
    });
    let mut page = Page::new(site, &path, title, Some(Tab::Appendix));
    let parts: Vec<_> = parts.collect();
    page.toc = parts.iter().map(part_entry).collect();
    let mut search = String::new();
    search::line(title, &path, &guideline.title, &mut search);
    let html = site.render(
        "guideline-index.html",
        &IndexPage {
            page,
            title: guideline.title.clone(),
            edition: guideline.edition.clone(),
            issued: guideline.issued.clone(),
            parts,
        },
    )?;
    Ok(Made { path, html, search })
}

fn part_entry(part: &PartView) -> TocEntry {
    TocEntry { level: 2, href: format!("#{}", part.id), text: part.name.clone() }
}

/// The page of one section; `section` names no compliance item.
pub(super) fn section(site: &Site<'_>, section: &Citation) -> Result<Made, ThemeError> {
    let path = path(section);
    let guideline = site.binder.guideline();
    let shown = show(site, section, &path, true);
    let mut page = Page::new(site, &path, &shown.number, Some(Tab::Appendix));
    page.crumbs.push(Link::new("../index.html", &site.texts.title.guideline));
    let items: BTreeSet<Circled> = site
        .cited
        .iter()
        .filter(|it| it.part == section.part && it.section == section.section)
        .filter_map(|it| it.item)
        .collect();
    let items = items.into_iter().map(|item| ItemView {
        anchor: format!("i{}", item.number()),
        shown: item.to_string(),
        backlinks: citing(site, &Citation { item: Some(item), ..section.clone() }, &path),
    });
    let items: Vec<_> = items.collect();
    let mut search = String::new();
    let text = if shown.is_verified { &*shown.title } else { "" };
    search::line(&shown.number, &path, text, &mut search);
    let part = guideline.part(&section.part);
    let html = site.render(
        "guideline-section.html",
        &SectionPage {
            page,
            part: part.map(|it| it.name.clone()).unwrap_or_default(),
            number: section.section.to_string(),
            title: shown.title,
            is_verified: shown.is_verified,
            guideline: guideline.title.clone(),
            edition: guideline.edition.clone(),
            items,
            backlinks: citing(site, section, &path),
        },
    )?;
    Ok(Made { path, html, search })
}

/// Who cites it: the items whose notes name it, then the places in documents.
fn citing(site: &Site<'_>, citation: &Citation, page: &str) -> Vec<Group> {
    let items = site.binder.edition().items.iter();
    let mut links: Vec<_> = items
        .filter(|it| it.refs.citations.contains(citation))
        .map(|it| {
            let href = site.link(&Target::Item(it.id), page);
            (Tab::Manual, Link::new(href, site.item_title(it)))
        })
        .collect();
    // An explanation stands on its item's page: one line for both.
    let known: BTreeSet<String> = links.iter().map(|(_, it)| it.href.clone()).collect();
    let page_of = |it: &Link| it.href.split('#').next().unwrap_or_default().to_owned();
    let others = backlinks::of(site, &[Target::Guideline(citation.clone())], page);
    links.extend(others.into_iter().filter(|(_, it)| !known.contains(&page_of(it))));
    backlinks::grouped(links)
}

fn in_blocks<'a>(blocks: &'a [Block<Target>], out: &mut Vec<&'a Citation>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(it) | BlockKind::Plain(it) => in_inlines(it, out),
            BlockKind::Heading(it) => in_inlines(&it.content, out),
            BlockKind::List { items, .. } => items.iter().for_each(|it| in_blocks(it, out)),
            BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                in_blocks(blocks, out)
            }
            BlockKind::Table(table) => {
                let cells = table.rows.iter().flat_map(|(_, it)| it);
                table.head.iter().chain(cells).for_each(|it| in_inlines(it, out));
            }
            BlockKind::Definitions(it) => it.iter().for_each(|it| in_definition(it, out)),
            BlockKind::Code { .. } | BlockKind::Rule | BlockKind::View(_) => (),
        }
    }
}

fn in_definition<'a>(definition: &'a Definition<Target>, out: &mut Vec<&'a Citation>) {
    in_inlines(&definition.term, out);
    for blocks in &definition.meanings {
        in_blocks(blocks, out);
    }
}

fn in_inlines<'a>(inlines: &'a [Inline<Target>], out: &mut Vec<&'a Citation>) {
    for inline in inlines {
        match inline {
            Inline::Ref(it) => match it.to.citation() {
                Some(citation) => out.push(citation),
                None => in_inlines(&it.shown, out),
            },
            Inline::Emphasis(it) | Inline::Strong(it) | Inline::Strikethrough(it) => {
                in_inlines(it, out);
            }
            Inline::Value(it) => in_inlines(&it.shown, out),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::HardBreak
            | Inline::Image(_)
            | Inline::FootnoteRef(_)
            | Inline::Checkbox(_) => (),
        }
    }
}
