//! What proves an answer: the register rows that name the item, and the files that its remarks and rows link to. Nothing
//! here decides whether that is enough.

use serde::Serialize;

use super::answers::remark_cell;
use super::page::Link;
use super::site::Site;
use crate::model::{Date, Inline, Item, ItemId, RegisterKind, Respondent, Row, RowId, Target};
use crate::render::shown::{Shown, in_the_flesh};
use crate::resolve::Mention;

/// So many rows stand open; older ones are folded away.
const OPEN: usize = 5;

/// A row of a register that names the item.
#[derive(Debug, Serialize)]
pub(super) struct Record {
    pub(super) register: &'static str,
    pub(super) row: Link,
    pub(super) what: String,
    pub(super) who: String,
    pub(super) date: String,
    pub(super) files: Vec<Link>,
    #[serde(skip)]
    order: String,
}

/// All evidence of an item.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    /// Newest first.
    pub(super) records: Vec<Record>,
    pub(super) older: Vec<Record>,
    /// Files linked from a remark that no row of the evidence register names.
    pub(super) files: Vec<Link>,
}

/// The evidence of `item`.
pub(super) fn of(site: &Site<'_>, item: &Item, page: &str) -> Evidence {
    let mut rows = rows_naming(site, item.id);
    let mut files = Vec::new();
    for target in remark_targets(site, item.id) {
        match target {
            Target::Row(kind, id) if is_proof(kind) => push(&mut rows, (kind, id)),
            Target::Attachment(path) => files.push(path),
            Target::Row(..)
            | Target::Item(_)
            | Target::Document(_)
            | Target::Heading(..)
            | Target::Clause(..)
            | Target::Register(_)
            | Target::Drawing(_)
            | Target::Guideline(_)
            | Target::Part(_)
            | Target::Term(_)
            | Target::Outside(_) => (),
        }
    }
    let mut records: Vec<_> = rows.iter().filter_map(|(kind, id)| record(site, *kind, id, page)).collect();
    records.sort_by(|a, b| b.order.cmp(&a.order));
    let files = files_alone(site, &files, &records, page);
    let older = records.split_off(records.len().min(OPEN));
    Evidence { records, older, files }
}

fn is_proof(kind: RegisterKind) -> bool {
    match kind {
        RegisterKind::Records | RegisterKind::Evidence => true,
        RegisterKind::Devices
        | RegisterKind::Contacts
        | RegisterKind::Vendors
        | RegisterKind::Accounts
        | RegisterKind::Media
        | RegisterKind::Links
        | RegisterKind::Backups
        | RegisterKind::Visits
        | RegisterKind::Copies => false,
    }
}

fn push(rows: &mut Vec<(RegisterKind, RowId)>, row: (RegisterKind, RowId)) {
    if !rows.contains(&row) {
        rows.push(row);
    }
}

fn rows_naming(site: &Site<'_>, item: ItemId) -> Vec<(RegisterKind, RowId)> {
    let mentions = site.binder.mentions(&Target::Item(item)).iter();
    mentions
        .filter_map(|it| match it {
            Mention::Row(kind, id) => Some((*kind, id.clone())),
            Mention::Document(..) => None,
        })
        .collect()
}

/// What the facility's remark points at.
pub(super) fn remark_targets(site: &Site<'_>, item: ItemId) -> Vec<Target> {
    let mut targets = Vec::new();
    for (document, form) in site.binder.forms() {
        let row = form.row(item);
        let is_own = form.respondent == Respondent::Facility;
        if let Some(cell) = row.filter(|_| is_own).and_then(|it| remark_cell(site, document, it)) {
            collect(cell, &mut targets);
        }
    }
    targets
}

fn collect(inlines: &[Inline<Target>], targets: &mut Vec<Target>) {
    for inline in inlines {
        match inline {
            Inline::Ref(reference) => targets.push(reference.to.clone()),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                collect(inner, targets);
            }
            Inline::Image(image) => targets.push(image.source.clone()),
            Inline::Value(value) => collect(&value.shown, targets),
            Inline::Text(_) | Inline::Code(_) | Inline::HardBreak | Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
        }
    }
}

fn record(site: &Site<'_>, kind: RegisterKind, id: &RowId, page: &str) -> Option<Record> {
    let register = site.binder.register(kind)?;
    let index = register.position(id)?;
    let row = &register.rows[index];
    let text = |name: &str| register.text(row, name).to_owned();
    let (what, who, date) = match kind {
        RegisterKind::Records => (joined(&text("種別"), &text("結果")), text("実施者"), text("実施日")),
        RegisterKind::Evidence => (text("表題"), text("承認者"), text("承認日")),
        RegisterKind::Devices
        | RegisterKind::Contacts
        | RegisterKind::Vendors
        | RegisterKind::Accounts
        | RegisterKind::Media
        | RegisterKind::Links
        | RegisterKind::Backups
        | RegisterKind::Visits
        | RegisterKind::Copies => (second_cell(row), String::new(), String::new()),
    };
    let files = site.binder.cell_links(kind, index);
    let files = files.filter_map(|it| it.target.attachment()).map(|it| file(site, it, page));
    Some(Record {
        register: kind.japanese(),
        row: Link::new(site.link(&Target::Row(kind, id.clone()), page), row.id.value.as_str()),
        what,
        who,
        files: files.collect(),
        order: date.clone(),
        date: Date::parse(&date).map_or(date, Date::japanese),
    })
}

fn joined(a: &str, b: &str) -> String {
    if b.is_empty() { a.to_owned() } else { format!("{a}：{b}") }
}

fn second_cell(row: &Row) -> String {
    row.cells.get(1).map(|it| it.value.to_string()).unwrap_or_default()
}

fn file(site: &Site<'_>, path: &str, page: &str) -> Link {
    let name = path.rsplit('/').next().unwrap_or(path);
    Link::new(site.link(&Target::Attachment(path.into()), page), name)
}

fn files_alone(site: &Site<'_>, files: &[Box<str>], records: &[Record], page: &str) -> Vec<Link> {
    let mut alone: Vec<Link> = Vec::new();
    for path in files {
        let link = file(site, path, page);
        let known = records.iter().any(|it| it.files.contains(&link));
        if !known && !alone.contains(&link) {
            alone.push(link);
        }
    }
    alone
}

/// What is shown in the flesh for an item of this kind: a link each.
pub(super) fn shown_in_the_flesh(site: &Site<'_>, item: &Item, page: &str) -> Vec<Link> {
    let link = |target: &Target, title: &str| Link::new(site.link(target, page), title);
    let mut links = Vec::new();
    for shown in in_the_flesh(site.binder, item) {
        match shown {
            Shown::Place(target, title) => links.push(link(&target, &title)),
            Shown::Tab(tab) => {
                let documents = site.binder.documents_in(tab);
                links.extend(documents.map(|it| link(&Target::Document(it.id.clone()), &it.title.value)));
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_set_off_from_its_kind() {
        assert_eq!(joined("棚卸し", ""), "棚卸し");
        assert_eq!(joined("棚卸し", "一致"), "棚卸し：一致");
    }
}
