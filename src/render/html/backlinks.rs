//! Who names a place: links back, as lines under a heading and as lists by tab. Nothing here finds references; the
//! binder did.

use serde::Serialize;

use super::escape;
use super::page::Link;
use super::site::Site;
use crate::model::Target;
use crate::resolve::{Address, Mention, Tab};

/// So many links stand open; the rest is folded away.
const OPEN: usize = 12;

/// So many stand open in the cell of a table.
const OPEN_IN_CELL: usize = 2;

/// The links back of one tab.
#[derive(Debug, Serialize)]
pub(super) struct Group {
    pub(super) tab: &'static str,
    pub(super) links: Vec<Link>,
    pub(super) more: Vec<Link>,
}

/// Who names one of `targets`, in reading order, but for the page at `from` itself.
pub(super) fn of(site: &Site<'_>, targets: &[Target], from: &str) -> Vec<(Tab, Link)> {
    let mut links = Vec::new();
    for target in targets {
        let mentions = site.binder.mentions(target);
        links.extend(mentions.iter().filter_map(|it| link(site, it, from)));
    }
    if targets.len() > 1 {
        links.dedup();
    }
    links
}

/// The same, grouped by tab.
pub(super) fn grouped(links: Vec<(Tab, Link)>) -> Vec<Group> {
    let mut groups = Tab::ALL.map(|it| (it, Vec::new()));
    for (tab, link) in links {
        groups[usize::from(tab.number()) - 1].1.push(link);
    }
    let groups = groups.into_iter().filter(|(_, links)| !links.is_empty());
    groups
        .map(|(tab, mut links)| {
            let more = links.split_off(links.len().min(OPEN));
            Group { tab: tab.japanese(), links, more }
        })
        .collect()
}

fn link(site: &Site<'_>, mention: &Mention, from: &str) -> Option<(Tab, Link)> {
    match mention {
        Mention::Document(id, heading) => {
            let document = site.binder.document(id)?;
            let page = site.binder.page_of(document);
            if page == from {
                return None;
            }
            let mut title = site.document_title(document);
            let address = Address { page, anchor: heading.as_deref().map(Into::into) };
            if let Some(heading) = heading {
                title.push_str(&site.texts.prose.separator);
                title.push_str(site.binder.heading_text(document, Some(heading)));
            }
            Some((Tab::of(&document.kind), Link { href: address.link_from(from), title }))
        }
        Mention::Row(kind, row) => {
            let href = site.link(&Target::Row(*kind, row.clone()), from);
            if href.starts_with('#') {
                return None;
            }
            let title = format!("{} {row}", kind.japanese());
            Some((Tab::Registers, Link { href, title }))
        }
    }
}

/// The small line under a heading or clause; nothing where nobody names it.
pub(super) fn line(site: &Site<'_>, links: &[(Tab, Link)], out: &mut String) {
    if links.is_empty() {
        return;
    }
    out.push_str("<div class=\"backlinks\"><span class=\"backlinks-label\">");
    escape::html(&site.texts.prose.backlinks, out);
    out.push_str("</span> ");
    let (open, more) = links.split_at(links.len().min(OPEN));
    list(open, out);
    if !more.is_empty() {
        out.push_str("<details><summary>");
        escape::html(&site.texts.prose.more, out);
        out.push_str("</summary>");
        list(more, out);
        out.push_str("</details>");
    }
    out.push_str("</div>\n");
}

/// The cell of a register's row: a few links, or all of them folded away behind their number.
pub(super) fn folded(site: &Site<'_>, links: &[(Tab, Link)], out: &mut String) {
    if links.len() <= OPEN_IN_CELL {
        if !links.is_empty() {
            list(links, out);
        }
        return;
    }
    out.push_str("<details><summary>");
    escape::html(&links.len().to_string(), out);
    escape::html(&site.texts.prose.places, out);
    out.push_str("</summary>");
    list(links, out);
    out.push_str("</details>");
}

fn list(links: &[(Tab, Link)], out: &mut String) {
    out.push_str("<ul>");
    for (_, link) in links {
        out.push_str("<li><a href=\"");
        escape::html(&link.href, out);
        out.push_str("\">");
        escape::html(&link.title, out);
        out.push_str("</a></li>");
    }
    out.push_str("</ul>");
}
