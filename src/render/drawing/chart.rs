//! 連絡体制図: the people inside down the left side in the order in which they are called, and beside each of them whom
//! they call. Every line goes straight down or out to the right, so that none can cross another.
//!
//! No layout library: the tree has two levels, its boxes are of texts whose heights are known only here, and it must go on
//! over a second page. A running sum does that; the crates that place trees (`tidy-tree`, `reingold-tilford`) and graphs
//! (`rust-sugiyama`, `layout-rs`) take boxes of fixed size and know no page, and `taffy` knows boxes, but neither lines
//! nor pages.

use super::Drawing;
use super::calls::{Caller, Calls, Person, Side};
use super::content::{Content, Type};
use super::measure::Weight;
use super::shape::{Anchor, Area, Look, Point, Sheet, Stroke, Text, Tip};

/// What an upright A4 page of the binder holds under the heading.
const PAGE: (f64, f64) = (473.0, 636.0);
/// Between two people inside, and between two of those they call.
const BELOW: f64 = 15.0;
const BETWEEN: f64 = 5.0;
/// Between the two columns; the trunk stands in the middle of it.
const GAP: f64 = 28.0;
/// The share of the left column.
const LEFT: f64 = 0.43;
/// A line at the foot or the head of a page that goes on.
const TURN: f64 = 14.0;

const SMALL: Type = Type { size: 8.0, weight: Weight::Regular };
const NOTE: Type = Type { size: 7.5, weight: Weight::Regular };
const TEXT: Type = Type { size: 8.5, weight: Weight::Regular };
const NAME: Type = Type { size: 10.0, weight: Weight::Bold };
const PHONE: Type = Type { size: 10.5, weight: Weight::Bold };

/// How closely things stand: by how much the drawing is reduced, and in how many lines a text may stand.
#[derive(Debug, Clone, Copy)]
struct Density {
    scale: f64,
    lines: usize,
}

/// From roomy to close. What fits none of them goes on over further pages, roomy.
const DENSITIES: [Density; 5] = [
    Density { scale: 1.0, lines: 3 },
    Density { scale: 1.0, lines: 2 },
    Density { scale: 0.9, lines: 2 },
    Density { scale: 0.82, lines: 2 },
    Density { scale: 0.82, lines: 1 },
];

/// The chart; none where there is nobody to call.
pub fn chart(calls: &Calls) -> Option<Drawing> {
    if calls.is_empty() {
        return None;
    }
    let on_one = DENSITIES.into_iter().map(|it| Chart::new(it).draw(calls)).find(|it| it.sheets.len() == 1);
    let drawn = on_one.unwrap_or_else(|| Chart::new(DENSITIES[0]).draw(calls));
    Some(Drawing {
        name: "contact-chart",
        title: "連絡体制図".to_owned(),
        alt: alt(calls),
        is_cut: drawn.is_cut,
        sheets: drawn.sheets,
    })
}

/// The same in words: who calls whom.
fn alt(calls: &Calls) -> String {
    let names = |people: &[Person]| people.iter().map(Person::shown).collect::<Vec<_>>().join("、");
    let mut said = String::from("発見者");
    for caller in &calls.chain {
        said.push('→');
        said.push_str(&caller.person.shown());
    }
    said.push_str("の順に電話で知らせる。");
    for caller in calls.chain.iter().filter(|it| !it.calls.is_empty()) {
        said.push_str(&format!("{}が電話する先：{}。", caller.person.shown(), names(&caller.calls)));
    }
    if !calls.finder.is_empty() {
        said.push_str(&format!("発見者が電話する先：{}。", names(&calls.finder)));
    }
    said.push_str("電話番号と確認日は、下の表にもある。");
    said
}

impl Person {
    /// The body and the name, as far as the row has them; else its id.
    pub(crate) fn shown(&self) -> String {
        let body = match self.side {
            Side::Inside => "",
            Side::Outside(_) => &self.body,
        };
        let parts: Vec<&str> = [body, &self.name].into_iter().filter(|it| !it.is_empty()).collect();
        if parts.is_empty() { self.id.clone() } else { parts.join(" ") }
    }
}

/// The box of somebody who calls nobody, and its look.
type Leaf = (Content, Look);

fn frame_of(side: Side) -> Look {
    match side {
        Side::Inside => Look::Plain,
        Side::Outside(_) => Look::Double,
    }
}

struct Chart {
    density: Density,
    sheets: Vec<Sheet>,
    sheet: Sheet,
    /// Down to here the sheet is taken.
    y: f64,
    /// Where the last person's box of the chain ends, on this sheet.
    last: Option<f64>,
    is_cut: bool,
}

impl Chart {
    fn new(density: Density) -> Self {
        let mut chart =
            Self { density, sheets: Vec::new(), sheet: Sheet::default(), y: 0.0, last: None, is_cut: false };
        chart.sheet = chart.empty();
        chart
    }

    fn empty(&self) -> Sheet {
        Sheet { width: PAGE.0 / self.density.scale, scale: self.density.scale, ..Sheet::default() }
    }

    fn draw(mut self, calls: &Calls) -> Self {
        let finder = finder(self.left());
        self.group((&finder, Look::Plain), None, &calls.finder);
        for (index, caller) in calls.chain.iter().enumerate() {
            let whole = self.caller(caller, index + 1);
            let again = again(caller, index + 1, self.left());
            self.group((&whole, Look::Strong), Some(&again), &caller.calls);
        }
        self.end();
        self
    }

    fn left(&self) -> f64 {
        (self.sheet.width * LEFT).round()
    }

    /// Where the right column begins.
    fn right(&self) -> f64 {
        self.left() + GAP
    }

    fn room(&self) -> f64 {
        PAGE.1 / self.density.scale - TURN
    }

    /// Somebody and whom they call. Where the page ends among these, they go on below the name on the next one.
    fn group(&mut self, (first, look): (&Content, Look), again: Option<&Content>, calls: &[Person]) {
        let leaves: Vec<Leaf> = calls.iter().map(|it| (self.leaf(it), frame_of(it.side))).collect();
        let needed = leaves.first().map_or(0.0, |it| it.0.height()).max(first.height());
        if self.y > 0.0 {
            self.y += BELOW;
            if self.y + needed > self.room() {
                self.turn();
            }
        }
        let (mut content, mut rest) = (first, leaves.as_slice());
        loop {
            let fitting = self.fitting(rest).max(1).min(rest.len());
            let (here, behind) = rest.split_at(fitting);
            self.put(content, look, here);
            rest = behind;
            if rest.is_empty() {
                return;
            }
            self.turn();
            content = again.unwrap_or(first);
        }
    }

    /// How many of these the rest of the page holds.
    fn fitting(&self, leaves: &[Leaf]) -> usize {
        let mut y = self.y;
        let fits = leaves.iter().take_while(|it| {
            y += it.0.height() + BETWEEN;
            y - BETWEEN <= self.room()
        });
        fits.count()
    }

    /// One box of the chain with boxes beside it.
    fn put(&mut self, content: &Content, look: Look, leaves: &[Leaf]) {
        let area = Area { x: 0.6, y: self.y, w: self.left(), h: content.height() };
        let middle = area.x + area.w / 2.0;
        if let Some(from) = self.last {
            let points = vec![Point::new(middle, from), Point::new(middle, area.y)];
            self.sheet.line(points, Stroke::Solid, Tip::Arrow);
        }
        let end = self.leaves(area, leaves);
        content.draw(area, look, &mut self.sheet);
        self.is_cut |= content.is_cut;
        self.last = Some(area.bottom());
        self.y = end.max(area.bottom());
    }

    /// The boxes at the right and the lines to them; gives where the last one ends.
    fn leaves(&mut self, from: Area, leaves: &[Leaf]) -> f64 {
        let x = self.right();
        let trunk = from.right() + GAP / 2.0;
        let mut y = from.y;
        let mut port = None;
        for (leaf, look) in leaves {
            let area = Area { x, y, w: self.sheet.width - x - 0.6, h: leaf.height() };
            let level = area.y + area.h / 2.0;
            // The first line leaves the box itself, the others the trunk below it.
            let points = match port {
                None => vec![
                    Point::new(from.right(), level.min(from.bottom() - 4.0)),
                    Point::new(x, level.min(from.bottom() - 4.0)),
                ],
                Some(above) => vec![Point::new(trunk, above), Point::new(trunk, level), Point::new(x, level)],
            };
            port = points.last().map(|it| it.y);
            self.sheet.line(points, Stroke::Solid, Tip::Arrow);
            leaf.draw(area, *look, &mut self.sheet);
            self.is_cut |= leaf.is_cut;
            y = area.bottom() + BETWEEN;
        }
        y - BETWEEN
    }

    /// The foot of this page and the head of the next.
    fn turn(&mut self) {
        let foot = self.room() + TURN - 3.0;
        self.sheet.text(note("次のページに続く", Point::new(0.6, foot)));
        self.y = foot;
        self.end();
        self.sheet = self.empty();
        self.sheet.text(note("前のページから続く", Point::new(0.6, 8.0)));
        self.y = TURN;
        self.last = None;
    }

    fn end(&mut self) {
        self.sheet.height = self.y + 3.0;
        let empty = self.empty();
        self.sheets.push(std::mem::replace(&mut self.sheet, empty));
    }

    fn caller(&self, caller: &Caller, number: usize) -> Content {
        let width = self.left();
        let mut content = Content::default();
        let person = &caller.person;
        let room = (width, self.density.lines);
        content.lines(&format!("{number}　{}", person.role), room, SMALL);
        content.pair((&person.shown(), NAME), (phone(&person.phone), PHONE), room);
        content.pair(("", NOTE), (&confirmed(person), NOTE), room);
        for deputy in &person.deputies {
            content.rule();
            content.pair((&format!("代行　{}", deputy.name), TEXT), (&deputy.phone, TEXT), room);
        }
        if person.deputies.is_empty() {
            content.rule();
            content.lines("代行　―", room, TEXT);
        }
        content
    }

    /// Whom somebody calls: an outside body, or one of the staff.
    fn leaf(&self, person: &Person) -> Content {
        let width = self.sheet.width - self.right() - 0.6;
        let room = (width, self.density.lines);
        let mut content = Content::default();
        content.pair((&person.role, SMALL), (&confirmed(person), NOTE), room);
        content.pair((&person.shown(), TEXT), (phone(&person.phone), PHONE), room);
        content
    }
}

fn finder(width: f64) -> Content {
    let mut content = Content::default();
    content.lines("発見者（気づいた人）", (width, 1), NAME);
    content.lines("下の順に、電話で知らせる。出なければ代行へ。", (width, 2), SMALL);
    content
}

/// The box of somebody whose calls go on over the page.
fn again(caller: &Caller, number: usize, width: f64) -> Content {
    let mut content = Content::default();
    content.lines(&format!("{number}　{}（続き）", caller.person.shown()), (width, 2), NAME);
    content
}

fn phone(phone: &str) -> &str {
    if phone.is_empty() { "電話　―" } else { phone }
}

fn confirmed(person: &Person) -> String {
    if person.confirmed.is_empty() { "確認日　―".to_owned() } else { format!("確認 {}", person.confirmed) }
}

fn note(text: &str, at: Point) -> Text {
    Text { at, anchor: Anchor::Start, size: NOTE.size, weight: NOTE.weight, text: text.to_owned() }
}
