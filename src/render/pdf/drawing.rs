//! What toji draws, as sections: the picture on a page of its own, the same facts as a table behind it; and the card. A
//! drawing without anything to show is no section.

use serde::Serialize;

use super::node::{Inline, Inlines, Row, Table};
use super::register;
use super::scribe::Scribe;
use super::tree::{Body, Section};
use super::widths::{Need, fit};
use crate::model::{DrawingKind, FontFamilies, RegisterKind, RegisterView, RowId, Target};
use crate::render::drawing::calls::{Calls, Person};
use crate::render::drawing::card::Card;
use crate::render::drawing::shape::Shape;
use crate::render::drawing::{Drawing, Drawings, Faces, svg};
use crate::render::{Artifact, Artifacts};
use crate::resolve::Binder;

/// How many half ems of type an upright page holds.
const UPRIGHT: usize = 114;
/// What long text in one column may claim.
const COLUMN: usize = 40;

/// The column with dates, and how many half ems 令和7年11月14日 takes.
const DATE: usize = 4;
const DATE_WIDTH: usize = 14;

/// A drawing, and the same facts as tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct DrawnBody {
    pub(super) landscape: bool,
    pub(super) sheets: Vec<DrawnSheet>,
    pub(super) alt: String,
    /// Whether a text in it was shortened.
    pub(super) cut: bool,
    pub(super) tables: Vec<Table>,
}

/// A page of a drawing: where its picture is staged, and its width in points.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct DrawnSheet {
    pub(super) src: String,
    pub(super) width: f64,
}

/// The pictures, by the path at which typst finds them.
pub(super) fn pictures(binder: &Binder, fonts: &FontFamilies) -> Artifacts {
    let mut pictures = Artifacts::new();
    for drawing in Drawings::of(binder).all() {
        for index in 0..drawing.sheets.len() {
            let picture = svg(drawing, index, Faces::Families(&fonts.body));
            pictures.insert(drawing.file(index), Artifact::Bytes(picture.into_bytes()));
        }
    }
    pictures
}

/// The sections, in the order of their kinds.
pub(super) fn sections(scribe: &mut Scribe<'_>) -> Vec<Section> {
    let drawings = Drawings::of(scribe.binder);
    let mut sections = Vec::new();
    if let Some(drawing) = &drawings.chart {
        let tables = vec![calls(scribe)];
        sections.push(drawn(scribe, DrawingKind::ContactChart, drawing, tables));
    }
    if let Some(drawing) = &drawings.network {
        let tables = links(scribe);
        sections.push(drawn(scribe, DrawingKind::Network, drawing, tables));
    }
    let card = Card::of(scribe.binder);
    if !card.is_empty() {
        let card = scribe.nowhere().value(&card);
        sections.push(section(scribe, DrawingKind::Emergency, Body::Card { card }));
    }
    sections
}

fn drawn(scribe: &mut Scribe<'_>, kind: DrawingKind, drawing: &Drawing, tables: Vec<Table>) -> Section {
    let sheets = drawing.sheets.iter().enumerate().map(|(index, sheet)| {
        for shape in &sheet.shapes {
            if let Shape::Text(text) = shape {
                scribe.nowhere().line(&text.text);
            }
        }
        DrawnSheet { src: format!("/{}", drawing.file(index)), width: sheet.width * sheet.scale }
    });
    let sheets = sheets.collect();
    let landscape = kind == DrawingKind::Network;
    let body = DrawnBody { landscape, sheets, alt: scribe.line(&drawing.alt), cut: drawing.is_cut, tables };
    section(scribe, kind, Body::Drawn(body))
}

fn section(scribe: &mut Scribe<'_>, kind: DrawingKind, body: Body) -> Section {
    let from = match kind {
        DrawingKind::ContactChart | DrawingKind::Emergency => RegisterKind::Contacts,
        DrawingKind::Network => RegisterKind::Links,
    };
    Section {
        pos: format!("registers/{}.csv:1", from.as_str()),
        id: scribe.claim_target(&Target::Drawing(kind)),
        number: String::new(),
        title: kind.japanese().to_owned(),
        body,
    }
}

/// Everybody in the order in which they are called.
fn calls(scribe: &mut Scribe<'_>) -> Table {
    const HEAD: [&str; 7] = ["番号", "役割", "氏名・所属", "電話", "確認日", "代行", "電話をかける人"];
    let calls = Calls::of(scribe.binder);
    let mut texts: Vec<[String; 7]> = Vec::new();
    for (person, by) in calls.all() {
        let name = [person.name.as_str(), &person.body].join(" ");
        let deputies: Vec<&str> = person.deputies.iter().map(|it| it.name.as_str()).collect();
        let by = by.map_or_else(|| "発見者".to_owned(), Person::shown);
        let cells = [
            person.id.clone(),
            person.role.clone(),
            name.trim().to_owned(),
            person.phone.clone(),
            person.confirmed.clone(),
            deputies.join("、"),
            by,
        ];
        texts.push(cells);
    }
    // A date is one word, which is not to be broken.
    let whole = |i: usize, text: &String| if i == DATE { "0".repeat(DATE_WIDTH) } else { text.clone() };
    let column = |i: usize| texts.iter().map(|it| whole(i, &it[i])).collect::<Vec<_>>();
    let needs: Vec<Need> = (0..HEAD.len()).map(|i| Need::of(HEAD[i], &column(i), COLUMN)).collect();
    let head: Vec<Inlines> = HEAD.iter().map(|it| scribe.plain(it)).collect();
    let rows = texts.iter().map(|cells| Row { id: None, cells: row(scribe, cells) }).collect();
    Table {
        align: vec!["n"; HEAD.len()],
        widths: fit(&needs, UPRIGHT),
        short: false,
        row_head: true,
        head,
        rows,
        of: None,
    }
}

/// The first cell leads to the row of the register.
fn row(scribe: &mut Scribe<'_>, cells: &[String; 7]) -> Vec<Inlines> {
    let mut written: Vec<Inlines> = cells.iter().map(|it| scribe.plain(it)).collect();
    if let (Some(first), Some(id)) = (written.first_mut(), RowId::new(&cells[0])) {
        let shown: Vec<Inline> = std::mem::take(first);
        *first = scribe.goto(&Target::Row(RegisterKind::Contacts, id), shown);
    }
    written
}

/// Every link, as its register has it.
fn links(scribe: &mut Scribe<'_>) -> Vec<Table> {
    let Some(links) = scribe.binder.register(RegisterKind::Links) else { return Vec::new() };
    let view = RegisterView {
        register: RegisterKind::Links,
        rows: (0..links.rows.len()).collect(),
        columns: (0..links.columns.len()).collect(),
        chosen_by: Vec::new(),
        sorted_by: None,
    };
    register::wide(scribe, &view).into_iter().collect()
}
