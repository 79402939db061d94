//! The pages of what toji draws: the picture, and the same facts as tables beneath. Where the registers say nothing yet,
//! the page says what is missing and where to write it. Nothing here lays anything out.

use serde::Serialize;

use super::blocks::Prose;
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, escape, search};
use crate::model::{DrawingKind, Register, RegisterKind, RowId, Target};
use crate::render::drawing::calls::{Calls, Person};
use crate::render::drawing::card::Card;
use crate::render::drawing::{Drawing, Drawings, Faces, svg};
use crate::resolve::Tab;

#[derive(Serialize)]
struct DrawingPage {
    page: Page,
    /// `contact-chart` or `network`: the theme has the words.
    name: &'static str,
    /// The pages of the picture; none where there is nothing to draw.
    sheets: Vec<Html>,
    /// Whether a text was shortened.
    is_cut: bool,
    /// The registers that it is drawn from.
    sources: Vec<Link>,
    tables: Vec<TableView>,
}

#[derive(Serialize)]
struct TableView {
    title: &'static str,
    head: Html,
    rows: Html,
}

#[derive(Serialize)]
struct EmergencyPage {
    page: Page,
    card: Card,
    is_empty: bool,
    /// `emergency.pdf`, where it is made.
    pdf: bool,
    chart: Link,
    sources: Vec<Link>,
}

/// Where the page of a drawing lies.
pub(super) fn path(kind: DrawingKind) -> String {
    format!("{}.html", kind.as_str())
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>, kind: DrawingKind) -> Result<Made, ThemeError> {
    let path = path(kind);
    let drawings = &site.drawings;
    let html = match kind {
        DrawingKind::ContactChart => drawing(site, kind, drawings.chart.as_ref(), (&path, chart_tables(site, &path)))?,
        DrawingKind::Network => drawing(site, kind, drawings.network.as_ref(), (&path, network_tables(site, &path)))?,
        DrawingKind::Emergency => emergency(site, &path)?,
    };
    let mut lines = String::new();
    search::line(kind.japanese(), &path, &words(drawings, kind), &mut lines);
    Ok(Made { path, html, search: lines })
}

/// What search finds a drawing by.
fn words(drawings: &Drawings, kind: DrawingKind) -> String {
    let drawing = match kind {
        DrawingKind::ContactChart => drawings.chart.as_ref(),
        DrawingKind::Network => drawings.network.as_ref(),
        DrawingKind::Emergency => None,
    };
    drawing.map_or_else(String::new, |it| it.alt.clone())
}

fn drawing(
    site: &Site<'_>,
    kind: DrawingKind,
    drawing: Option<&Drawing>,
    (path, tables): (&str, Vec<TableView>),
) -> Result<Vec<u8>, ThemeError> {
    let sheets = drawing.map_or(0, |it| it.sheets.len());
    let page = DrawingPage {
        page: Page::new(site, path, kind.japanese(), Some(Tab::Registers)),
        name: kind.as_str(),
        sheets: drawing.iter().flat_map(|it| (0..sheets).map(|index| Html(svg(it, index, Faces::Page)))).collect(),
        is_cut: drawing.is_some_and(|it| it.is_cut),
        sources: sources(site, kind, path),
        tables,
    };
    site.render("drawing.html", &page)
}

fn emergency(site: &Site<'_>, path: &str) -> Result<Vec<u8>, ThemeError> {
    let card = Card::of(site.binder);
    let chart = DrawingKind::ContactChart;
    let page = EmergencyPage {
        page: Page::new(site, path, DrawingKind::Emergency.japanese(), Some(Tab::Registers)),
        is_empty: card.is_empty(),
        pdf: site.options.pdf && !card.is_empty(),
        card,
        chart: Link::new(site.link(&Target::Drawing(chart), path), chart.japanese()),
        sources: sources(site, DrawingKind::Emergency, path),
    };
    site.render("emergency.html", &page)
}

/// The registers that a drawing is made from, as far as the folder has them.
fn sources(site: &Site<'_>, kind: DrawingKind, path: &str) -> Vec<Link> {
    let registers: &[RegisterKind] = match kind {
        DrawingKind::ContactChart => &[RegisterKind::Contacts, RegisterKind::Vendors],
        DrawingKind::Network => &[RegisterKind::Links, RegisterKind::Devices, RegisterKind::Vendors],
        DrawingKind::Emergency => {
            &[RegisterKind::Contacts, RegisterKind::Devices, RegisterKind::Links, RegisterKind::Backups]
        }
    };
    let there = registers.iter().filter(|it| site.binder.register(**it).is_some());
    there.map(|it| Link::new(site.link(&Target::Register(*it), path), it.japanese())).collect()
}

/// Everybody in the order in which they are called.
fn chart_tables(site: &Site<'_>, path: &str) -> Vec<TableView> {
    let calls = Calls::of(site.binder);
    let Some(register) = site.binder.register(RegisterKind::Contacts).filter(|_| !calls.is_empty()) else {
        return Vec::new();
    };
    let columns = columns(register, &["役割", "氏名", "所属", "電話", "確認日", "代行"]);
    let mut rows = Prose::new(site, path);
    for (person, by) in calls.all() {
        let Some(index) = RowId::new(&person.id).and_then(|id| register.rows.iter().position(|it| it.id.value == id))
        else {
            continue;
        };
        open_row(&mut rows, (register, index), &columns);
        let by = by.map_or_else(|| site.texts.drawing.finder.clone(), Person::shown);
        rows.open_labelled_cell(&by, &site.texts.drawing.by);
        escape::html(&by, &mut rows.out);
        rows.out.push_str("</td></tr>\n");
    }
    let mut head = head(site, path, register, &columns);
    head.0.push_str("<th scope=\"col\">");
    escape::html(&site.texts.drawing.by, &mut head.0);
    head.0.push_str("</th>");
    vec![TableView { title: "calls", head, rows: Html(rows.out) }]
}

/// Every link, then every device.
fn network_tables(site: &Site<'_>, path: &str) -> Vec<TableView> {
    let mut tables = Vec::new();
    let wanted: [(&'static str, RegisterKind, &[&str]); 2] = [
        ("links", RegisterKind::Links, &["接続元", "接続先", "種別", "用途", "リモート保守", "備考"]),
        ("devices", RegisterKind::Devices, &["種別", "名称", "IPアドレス", "設置場所", "事業者", "状態"]),
    ];
    for (title, kind, names) in wanted {
        let Some(register) = site.binder.register(kind).filter(|it| !it.rows.is_empty()) else { continue };
        let columns = columns(register, names);
        let mut rows = Prose::new(site, path);
        for index in 0..register.rows.len() {
            open_row(&mut rows, (register, index), &columns);
            rows.out.push_str("</tr>\n");
        }
        tables.push(TableView { title, head: head(site, path, register, &columns), rows: Html(rows.out) });
    }
    tables
}

/// The columns of these names, as far as the register has them.
fn columns(register: &Register, names: &[&str]) -> Vec<usize> {
    names.iter().filter_map(|it| register.column(it)).collect()
}

fn head(site: &Site<'_>, path: &str, register: &Register, columns: &[usize]) -> Html {
    let mut prose = Prose::new(site, path);
    for column in std::iter::once(&0).chain(columns) {
        prose.header(register, *column);
    }
    Html(prose.out)
}

/// A row's id with a link to the register, and its cells; the caller closes the row.
fn open_row(prose: &mut Prose<'_>, (register, index): (&Register, usize), columns: &[usize]) {
    let row = &register.rows[index];
    let links: Vec<_> = prose.site.binder.cell_links(register.kind, index).collect();
    prose.out.push_str("<tr><th scope=\"row\">");
    prose.open_link(&Target::Row(register.kind, row.id.value.clone()));
    prose.out.push('>');
    escape::html(row.id.value.as_str(), &mut prose.out);
    prose.out.push_str("</a></th>");
    for column in columns {
        prose.open_labelled_cell(&row.cells[*column].value, &register.columns[*column].value);
        prose.linked_cell(register, index, *column, &links);
        prose.out.push_str("</td>");
    }
}
