//! The page of a register: one row a thing, each an anchor, with who points at it. Nothing here hides a column; a view of
//! the binder has done that.

use serde::Serialize;

use super::backlinks;
use super::blocks::Prose;
use super::page::{Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, escape, search};
use crate::model::{Register, Target};
use crate::resolve::Tab;

#[derive(Serialize)]
struct RegisterPage {
    page: Page,
    count: usize,
    /// The head's cells and the rows, as table markup.
    head: Html,
    rows: Html,
    has_backlinks: bool,
}

/// Where the page of a register lies.
pub(super) fn path(register: &Register) -> String {
    format!("registers/{}.html", register.kind.as_str())
}

/// Makes the page of `register`.
pub(super) fn make(site: &Site<'_>, register: &Register) -> Result<Made, ThemeError> {
    let path = path(register);
    let title = register.kind.japanese();
    let mut head = Prose::new(site, &path);
    for column in 0..register.columns.len() {
        head.header(register, column);
    }
    let named: Vec<String> = register.rows.iter().map(|it| cited_by(site, register, it, &path)).collect();
    let has_backlinks = named.iter().any(|it| !it.is_empty());
    let mut rows = Prose::new(site, &path);
    let mut lines = String::new();
    for (i, named) in named.iter().enumerate() {
        row(&mut rows, register, i, has_backlinks.then_some(named));
        search_row(register, i, &path, &mut lines);
    }
    if register.rows.is_empty() {
        rows.no_row(register.columns.len(), &site.texts.register.no_row);
    }
    let html = site.render(
        "register.html",
        &RegisterPage {
            page: Page::new(site, &path, title, Some(Tab::Registers)),
            count: register.rows.len(),
            head: Html(head.out),
            rows: Html(rows.out),
            has_backlinks,
        },
    )?;
    Ok(Made { path, html, search: lines })
}

fn cited_by(site: &Site<'_>, register: &Register, row: &crate::model::Row, path: &str) -> String {
    let target = Target::Row(register.kind, row.id.value.clone());
    let mut out = String::new();
    backlinks::folded(site, &backlinks::of(site, &[target], path), &mut out);
    out
}

fn row<'a>(prose: &mut Prose<'a>, register: &Register, index: usize, named: Option<&String>) {
    let row = &register.rows[index];
    let links: Vec<_> = prose.site.binder.cell_links(register.kind, index).collect();
    prose.open("tr", Some(row.id.value.as_str()), "");
    prose.out.push_str("<th scope=\"row\">");
    for column in 0..row.cells.len() {
        if column > 0 {
            prose.open_labelled_cell(&row.cells[column].value, &register.columns[column].value);
        }
        prose.linked_cell(register, index, column, &links);
        prose.out.push_str(if column > 0 { "</td>" } else { "</th>" });
    }
    if let Some(named) = named {
        prose.out.push_str("<td class=\"named\">");
        prose.out.push_str(named);
        prose.out.push_str("</td>");
    }
    prose.out.push_str("</tr>\n");
}

fn search_row(register: &Register, index: usize, path: &str, lines: &mut String) {
    let row = &register.rows[index];
    let title = format!("{} {}", register.kind.japanese(), row.id.value);
    let cells: Vec<&str> = row.cells.iter().map(|it| &*it.value).collect();
    let mut url = format!("{path}#");
    escape::fragment(row.id.value.as_str(), &mut url);
    search::line(&title, &url, &cells.join(" "), lines);
}
