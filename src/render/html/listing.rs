//! Pages that list a folder: its documents and folders, a tab's items or registers. A list holds direct children only,
//! so that it stays as short as the folder. A document at the list's own address (`manual/index.md`) comes first on it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::blocks::Prose;
use super::control::Control;
use super::item;
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, answers::Word, search};
use crate::model::{Document, DrawingKind, FiscalYear, Target};
use crate::resolve::{Binder, Tab, relative};

/// A subfolder with so many documents at most is listed open.
const OPEN: usize = 30;
/// A document's own headings are shown in lists of so many documents at most.
const WITH_HEADINGS: usize = 8;

/// The folders of the website that hold documents, and the tabs' own.
pub(super) struct Folders<'a> {
    by_path: BTreeMap<String, Folder<'a>>,
}

struct Folder<'a> {
    tab: Tab,
    title: String,
    /// The document at the folder's own address.
    index: Option<&'a Document<Target>>,
    documents: Vec<&'a Document<Target>>,
    folders: Vec<String>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(binder: &'a Binder) -> Self {
        let mut folders = Self { by_path: BTreeMap::new() };
        for tab in Tab::ALL {
            folders.add(tab.as_str(), tab);
        }
        for document in binder.documents() {
            let tab = Tab::of(&document.kind);
            let id = document.id.as_str();
            let path = id.rsplit_once('/').map_or(tab.as_str(), |(it, _)| it);
            folders.add(path, tab);
            let Some(folder) = folders.by_path.get_mut(path) else {
                continue;
            };
            if document.explains().is_some() {
                continue;
            }
            if document.id.stem() == "index" {
                folder.index = Some(document);
            } else {
                folder.documents.push(document);
            }
        }
        folders
    }

    /// Adds a folder and all above it. One that lies outside its tab's folder is listed on the tab's page.
    fn add(&mut self, path: &str, tab: Tab) {
        if self.by_path.contains_key(path) {
            return;
        }
        let folder =
            Folder { tab, title: folder_title(path, tab), index: None, documents: Vec::new(), folders: Vec::new() };
        self.by_path.insert(path.to_owned(), folder);
        if path == tab.as_str() {
            return;
        }
        let above = path.rsplit_once('/').map_or(tab.as_str(), |(it, _)| it);
        self.add(above, tab);
        if let Some(it) = self.by_path.get_mut(above) {
            it.folders.push(path.to_owned());
        }
    }

    /// All of them, sorted.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.by_path.keys().map(String::as_str)
    }

    /// Links to the folders between a tab's page and the page at `path`.
    pub(super) fn above(&self, path: &str, tab: Option<Tab>) -> Vec<Link> {
        let mut links = Vec::new();
        for (i, _) in path.match_indices('/') {
            let folder = &path[..i];
            let page = format!("{folder}/index.html");
            let is_tab = tab.is_some_and(|it| it.as_str() == folder);
            if let Some(it) = self.by_path.get(folder).filter(|_| !is_tab && page != path) {
                links.push(Link::new(relative(path, &page), it.title()));
            }
        }
        links
    }
}

impl Folder<'_> {
    fn title(&self) -> &str {
        self.index.map_or(&self.title, |it| &it.title.value)
    }
}

/// A tab's folder has its name, a year's forms the year.
fn folder_title(path: &str, tab: Tab) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    if path == tab.as_str() {
        return tab.japanese().to_owned();
    }
    let year = name.parse().ok().and_then(FiscalYear::new);
    match year.filter(|_| tab == Tab::Checklists) {
        Some(year) => year.japanese(),
        None => name.to_owned(),
    }
}

#[derive(Serialize)]
struct ListingPage {
    page: Page,
    control: Option<Control>,
    body: Html,
    items: Vec<ItemLine>,
    registers: Vec<RegisterLine>,
    drawings: Vec<Link>,
    documents: Vec<DocumentLine>,
    folders: Vec<FolderLine>,
    is_appendix: bool,
}

#[derive(Serialize)]
struct ItemLine {
    href: String,
    number: String,
    subject: String,
    answer: Option<Word>,
}

#[derive(Serialize)]
struct RegisterLine {
    href: String,
    title: &'static str,
    rows: usize,
}

#[derive(Serialize)]
struct DocumentLine {
    href: String,
    title: String,
    headings: Vec<Link>,
}

#[derive(Serialize)]
struct FolderLine {
    href: String,
    title: String,
    count: usize,
    documents: Vec<DocumentLine>,
}

/// Where the page of a folder lies.
pub(super) fn path(folder: &str) -> String {
    format!("{folder}/index.html")
}

/// Makes the page of the folder at `folder`.
pub(super) fn make(site: &Site<'_>, folder: &str) -> Result<Made, ThemeError> {
    let path = path(folder);
    let Some(it) = site.folders.by_path.get(folder) else {
        return Ok(Made { path, html: Vec::new(), search: String::new() });
    };
    let mut page = Page::new(site, &path, it.title(), Some(it.tab));
    let mut lines = String::new();
    let mut body = Html::default();
    if let Some(document) = it.index {
        (body, page.toc) = Prose::of_document(site, &path, document, 2).whole();
        search::document(site, document, (it.title(), ""), &path, &mut lines);
    }
    let is_tab = folder == it.tab.as_str();
    let html = site.render(
        "listing.html",
        &ListingPage {
            page,
            control: it.index.and_then(Control::of),
            body,
            items: if is_tab && it.tab == Tab::Manual { items(site, &path) } else { Vec::new() },
            registers: if is_tab && it.tab == Tab::Registers { registers(site, &path) } else { Vec::new() },
            drawings: if is_tab && it.tab == Tab::Registers { drawings(site, &path) } else { Vec::new() },
            documents: documents(site, &it.documents, &path),
            folders: subfolders(site, &it.folders, &path),
            is_appendix: is_tab && it.tab == Tab::Appendix,
        },
    )?;
    Ok(Made { path, html, search: lines })
}

fn items(site: &Site<'_>, page: &str) -> Vec<ItemLine> {
    let items = site.binder.edition().items.iter();
    items
        .map(|it| ItemLine {
            href: site.link(&Target::Item(it.id), page),
            number: it.id.shown(),
            subject: it.subject.clone(),
            answer: item::facility_answer(site, it),
        })
        .collect()
}

fn drawings(site: &Site<'_>, page: &str) -> Vec<Link> {
    DrawingKind::ALL.map(|it| Link::new(site.link(&Target::Drawing(it), page), it.japanese())).to_vec()
}

fn registers(site: &Site<'_>, page: &str) -> Vec<RegisterLine> {
    let registers = site.binder.registers().iter();
    registers
        .map(|it| RegisterLine {
            href: site.link(&Target::Register(it.kind), page),
            title: it.kind.japanese(),
            rows: it.rows.len(),
        })
        .collect()
}

fn documents(site: &Site<'_>, documents: &[&Document<Target>], page: &str) -> Vec<DocumentLine> {
    let with_headings = documents.len() <= WITH_HEADINGS;
    let lines = documents.iter().map(|it| DocumentLine {
        href: relative(page, &site.binder.page_of(it)),
        title: it.title.value.clone(),
        headings: if with_headings { headings(site, it, page) } else { Vec::new() },
    });
    lines.collect()
}

/// The highest headings of a document: the chapters of the rules, the sections of a BCP phase.
fn headings(site: &Site<'_>, document: &Document<Target>, page: &str) -> Vec<Link> {
    let highest = document.headings().map(|it| it.level).min();
    let headings = document.headings().filter(|it| Some(it.level) == highest);
    headings
        .map(|it| {
            let target = Target::Heading(document.id.clone(), it.id.clone());
            Link::new(site.link(&target, page), &*it.text)
        })
        .collect()
}

fn subfolders(site: &Site<'_>, paths: &[String], page: &str) -> Vec<FolderLine> {
    let folders = paths.iter().filter_map(|path| Some((path, site.folders.by_path.get(path)?)));
    folders
        .map(|(path, it)| FolderLine {
            href: relative(page, &format!("{path}/index.html")),
            title: it.title().to_owned(),
            count: it.documents.len(),
            documents: if it.documents.len() <= OPEN { documents(site, &it.documents, page) } else { Vec::new() },
        })
        .collect()
}
