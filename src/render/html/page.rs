//! What every page has: its title, its place in the binder, its neighbours, its table of contents; and the list of all
//! pages. Nothing here writes what is on a page.

use std::collections::BTreeSet;

use serde::Serialize;

use super::site::Site;
use super::{
    ThemeError, cover, coverage, dashboard, document, drawing, findings, glossary, guideline, inspection, item,
    listing, register, search,
};
use crate::model::{Citation, Document, DrawingKind, Item, Omitted, Register, Target};
use crate::resolve::{Tab, relative};

/// A finished page and its lines of the search index.
pub(super) struct Made {
    pub(super) path: String,
    pub(super) html: Vec<u8>,
    pub(super) search: String,
}

/// A link as a template sees it.
#[derive(Debug, Clone, Serialize, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) title: String,
}

impl Link {
    pub(super) fn new(href: impl Into<String>, title: impl Into<String>) -> Self {
        Self { href: href.into(), title: title.into() }
    }
}

/// A line of a page's own table of contents: 2 or 3, the heading's level.
#[derive(Debug, Serialize)]
pub(super) struct TocEntry {
    pub(super) level: u8,
    pub(super) href: String,
    pub(super) text: String,
}

/// What the frame of every page sees.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    pub(super) title: String,
    /// From this page to the first page's folder: empty or `../`, once a level.
    pub(super) root: String,
    /// The tab that the page is of; empty where it is of none.
    pub(super) tab: &'static str,
    pub(super) crumbs: Vec<Link>,
    pub(super) previous: Option<Link>,
    pub(super) next: Option<Link>,
    pub(super) toc: Vec<TocEntry>,
}

impl Page {
    /// The frame of the page at `path`.
    pub(super) fn new(site: &Site<'_>, path: &str, title: &str, tab: Option<Tab>) -> Self {
        let link = |it: &super::order::Stop| Link::new(relative(path, &it.path), &it.title);
        let (previous, next) = site.order.around(path);
        Self {
            title: title.to_owned(),
            root: "../".repeat(path.matches('/').count()),
            tab: tab.map_or("", Tab::as_str),
            crumbs: site.crumbs(path, tab),
            previous: previous.map(link),
            next: next.map(link),
            toc: Vec::new(),
        }
    }
}

/// One page to be made.
pub(super) enum Job<'a> {
    Cover,
    Inspection,
    Coverage,
    Glossary,
    Findings,
    Dashboard,
    Search,
    Guideline,
    Item(&'a Item),
    Document(&'a Document<Target>),
    Folder(&'a str),
    Register(&'a Register),
    Drawing(DrawingKind),
    Section(Citation),
}

impl<'a> Job<'a> {
    /// All pages of the site but those of the guideline's sections, in the order in which search shows them.
    pub(super) fn all_but_sections(site: &'a Site<'_>) -> Vec<Self> {
        let binder = site.binder;
        let mut jobs = vec![Self::Cover, Self::Inspection, Self::Coverage];
        jobs.extend(site.has(Omitted::Dashboard).then_some(Self::Dashboard));
        jobs.extend(site.has(Omitted::Findings).then_some(Self::Findings));
        jobs.push(Self::Search);
        jobs.extend(binder.edition().items.iter().map(Self::Item));
        let own = |it: &&Document<Target>| it.explains().is_none() && it.id.stem() != "index";
        jobs.extend(binder.documents().iter().filter(own).map(Self::Document));
        jobs.extend(site.folders.paths().map(Self::Folder));
        jobs.extend(binder.registers().iter().map(Self::Register));
        jobs.extend(DrawingKind::ALL.map(Self::Drawing));
        jobs.push(Self::Glossary);
        jobs.push(Self::Guideline);
        jobs
    }

    /// The pages of the sections that somebody cites: search shows them last.
    pub(super) fn sections(site: &Site<'_>) -> Vec<Self> {
        let sections: BTreeSet<Citation> = site.cited.iter().map(guideline::whole_section).collect();
        sections.into_iter().map(Self::Section).collect()
    }

    /// Where the page lies: what [`Job::make`] says too.
    pub(super) fn path(&self, site: &Site<'_>) -> String {
        match self {
            Self::Cover => cover::PATH.to_owned(),
            Self::Inspection => inspection::PATH.to_owned(),
            Self::Coverage => coverage::PATH.to_owned(),
            Self::Glossary => glossary::PATH.to_owned(),
            Self::Findings => findings::PATH.to_owned(),
            Self::Dashboard => dashboard::PATH.to_owned(),
            Self::Search => search::PATH.to_owned(),
            Self::Guideline => guideline::INDEX.to_owned(),
            Self::Item(item) => item::path(item),
            Self::Document(it) => site.binder.page_of(it),
            Self::Folder(folder) => listing::path(folder),
            Self::Register(it) => register::path(it),
            Self::Drawing(it) => drawing::path(*it),
            Self::Section(it) => guideline::path(it),
        }
    }

    /// Makes the page.
    pub(super) fn make(&self, site: &Site<'_>) -> Result<Made, ThemeError> {
        match self {
            Self::Cover => cover::make(site),
            Self::Inspection => inspection::make(site),
            Self::Coverage => coverage::make(site),
            Self::Glossary => glossary::make(site),
            Self::Findings => findings::make(site),
            Self::Dashboard => dashboard::make(site),
            Self::Search => search::make(site),
            Self::Guideline => guideline::index(site),
            Self::Item(item) => item::make(site, item),
            Self::Document(it) => document::make(site, it),
            Self::Folder(path) => listing::make(site, path),
            Self::Register(it) => register::make(site, it),
            Self::Drawing(it) => drawing::make(site, *it),
            Self::Section(it) => guideline::section(site, it),
        }
    }
}
