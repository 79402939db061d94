//! A drawing of any height on turned A4 pages: somewhat smaller where that lets it stand on one, else over several, cut only
//! between boxes. Nothing is ever clipped: a page without such a place is reduced until one is on it.

use super::layout::Plan;
use crate::render::drawing::shape::{Area, Line, Point, Shape, Sheet};

/// What a turned A4 page of the binder holds under the heading.
const PAGE: (f64, f64) = (740.0, 400.0);
/// From as drawn to the smallest that still reads well.
const SCALES: [f64; 4] = [1.0, 0.9, 0.8, 0.72];

/// The sheets, and whether a text was shortened.
pub(super) fn fit(draw: impl Fn(f64) -> Plan) -> (Vec<Sheet>, bool) {
    let mut smallest = None;
    for scale in SCALES {
        let plan = draw(PAGE.0 / scale);
        if plan.sheet.height * scale <= PAGE.1 {
            return (vec![Sheet { scale, ..plan.sheet }], plan.is_cut);
        }
        smallest = Some((plan, scale));
    }
    smallest.map_or_else(Default::default, |(plan, scale)| (cut(&plan, scale), plan.is_cut))
}

fn cut(plan: &Plan, scale: f64) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut top = 0.0;
    while top < plan.sheet.height {
        let end = end(plan, top, PAGE.1 / scale);
        sheets.push(piece(&plan.sheet, (top, end), scale));
        top = end;
    }
    sheets
}

/// The last place to cut that the page holds, else the next one after it.
fn end(plan: &Plan, top: f64, room: f64) -> f64 {
    if plan.sheet.height - top <= room {
        return plan.sheet.height;
    }
    let places = || plan.gaps.iter().copied().filter(|it| *it > top && is_free(&plan.sheet, *it));
    let last = places().take_while(|it| *it <= top + room).last();
    last.or_else(|| places().next()).unwrap_or(plan.sheet.height)
}

/// Whether no text and no box but those that hold others lie on this height.
fn is_free(sheet: &Sheet, y: f64) -> bool {
    use crate::render::drawing::shape::Look;
    let on = |area: Area| area.y < y && y < area.bottom();
    sheet.shapes.iter().all(|it| match it {
        Shape::Text(text) => !on(text.area()),
        Shape::Box(area, look) => *look == Look::Zone || !on(*area),
        Shape::Line(_) => true,
    })
}

/// What lies between two heights.
fn piece(sheet: &Sheet, (top, end): (f64, f64), scale: f64) -> Sheet {
    let height = end - top;
    let shapes = sheet.shapes.iter().flat_map(|it| shifted(it, top, height)).collect();
    Sheet { width: sheet.width, height, scale: scale.min(PAGE.1 / height), shapes }
}

fn shifted(shape: &Shape, top: f64, height: f64) -> Vec<Shape> {
    match shape {
        Shape::Text(text) => {
            let mut text = text.clone();
            text.at.y -= top;
            let is_here = text.at.y > 0.0 && text.at.y < height;
            is_here.then_some(Shape::Text(text)).into_iter().collect()
        }
        Shape::Box(area, look) => {
            let (from, to) = ((area.y - top).max(0.0), (area.bottom() - top).min(height));
            let is_here = from < to;
            is_here.then_some(Shape::Box(Area { y: from, h: to - from, ..*area }, *look)).into_iter().collect()
        }
        Shape::Line(line) => line_within(line, top, height),
    }
}

/// The pieces of a line that lie on the page; its tip with the last one.
fn line_within(line: &Line, top: f64, height: f64) -> Vec<Shape> {
    use crate::render::drawing::shape::Tip;
    let count = line.points.len();
    let mut pieces = Vec::new();
    for (index, ends) in line.points.windows(2).enumerate() {
        let [from, to] = ends else { continue };
        let inside = |it: &Point| (0.0..=height).contains(&(it.y - top));
        let is_off = (from.y.max(to.y) < top) || (from.y.min(to.y) > top + height);
        if is_off {
            continue;
        }
        let on_page = |it: &Point| Point::new(it.x, (it.y - top).clamp(0.0, height));
        let is_end = index + 2 == count && inside(to);
        let tip = if is_end { line.tip } else { Tip::Bare };
        pieces.push(Shape::Line(Line { points: vec![on_page(from), on_page(to)], stroke: line.stroke, tip }));
    }
    pieces
}
