//! An imported document: the link to its file, and the table of which clause or page answers which item. Shows nothing of
//! what is in the file.

use serde::Serialize;

use super::page::Link;
use super::site::Site;
use super::templates::Html;
use super::{backlinks, escape, search};
use crate::model::{ClauseRef, DocId, Document, Entry, Imported, Target};
use crate::resolve::relative;

/// The page's part between title and control table.
#[derive(Debug, Serialize)]
pub(super) struct ImportedView {
    /// The file, as it lies beside the page.
    file: Option<Link>,
    rows: Vec<Row>,
    has_pages: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    id: String,
    title: String,
    /// Each with a link that opens the file there, where a browser can.
    pages: Vec<Link>,
    items: Vec<Link>,
    /// Who names the clause.
    cited: Html,
}

impl ImportedView {
    pub(super) fn of(site: &Site<'_>, document: &Document<Target>, path: &str) -> Option<Self> {
        let imported = document.imported.as_deref()?;
        let file = imported.file.as_ref().map(|it| {
            let name = it.value.rsplit('/').next().unwrap_or(&it.value);
            Link::new(relative(path, &it.value), name)
        });
        let rows = imported.entries.iter().map(|it| row(site, (document, imported), it, path)).collect();
        let has_pages = imported.entries.iter().any(|it| !it.pages.is_empty());
        Some(Self { file, rows, has_pages })
    }
}

fn row(site: &Site<'_>, (document, imported): (&Document<Target>, &Imported), entry: &Entry, path: &str) -> Row {
    let href = |page: u32| match (&imported.file, imported.ending().as_deref()) {
        (Some(file), Some("pdf")) => format!("{}#page={page}", relative(path, &file.value)),
        (Some(_) | None, _) => String::new(),
    };
    let mut cited = String::new();
    backlinks::line(site, &backlinks::of(site, &targets(&document.id, entry), path), &mut cited);
    let number = |id| site.binder.edition().item(id).map_or_else(|| id.shown(), |it| site.item_title(it));
    Row {
        id: entry.anchor.to_string(),
        title: entry.title.to_string(),
        pages: entry.pages.iter().map(|it| Link::new(href(it.value), it.value.to_string())).collect(),
        items: entry
            .items
            .iter()
            .map(|it| Link::new(site.link(&Target::Item(it.value), path), number(it.value)))
            .collect(),
        cited: Html(cited),
    }
}

/// What a reference to the entry may point at.
fn targets(document: &DocId, entry: &Entry) -> Vec<Target> {
    let clause = |it: ClauseRef| Target::Clause(document.clone(), it);
    std::iter::once(entry.target(document)).chain(entry.clause.map(clause)).collect()
}

/// The lines of the search: one a clause, with the items that it answers.
pub(super) fn search(site: &Site<'_>, document: &Document<Target>, path: &str, out: &mut String) {
    let page = relative("search.html", path);
    for entry in document.imported.iter().flat_map(|it| &it.entries) {
        let title = format!("{}{}{}", document.title.value, site.texts.prose.separator, entry.shown());
        let items: Vec<String> = entry.items.iter().map(|it| it.value.shown()).collect();
        let mut url = format!("{page}#");
        escape::fragment(&entry.anchor, &mut url);
        search::line(&title, &url, &items.join(" "), out);
    }
}
