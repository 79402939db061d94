//! The left column: what lies outside, by zone. Each place is a box with one line of text for every link that leaves it,
//! and the link leaves at that line. Nothing here knows the devices' places.

use super::groups::{Groups, Outer};
use super::layout::{NAME, NOTE, SMALL, STEP, snapped};
use super::{Network, Zone};
use crate::render::drawing::content::Content;
use crate::render::drawing::measure::wrap;
use crate::render::drawing::shape::{Anchor, Area, Look, Point, Sheet, Text};

/// Width of a zone and of the boxes in it.
pub(super) const WIDTH: f64 = 196.0;
const INSET: f64 = 8.0;
const ROW: f64 = 2.0 * STEP;

/// Draws the column; gives where each line leaves, by its index, and where the column ends.
pub(super) fn draw(network: &Network, groups: &Groups, sheet: &mut Sheet) -> (Vec<f64>, f64) {
    let mut ports = vec![0.0; groups.outer.len()];
    let mut y = 0.0;
    for zone in Zone::ALL {
        let mut places: Vec<(usize, Vec<(usize, &Outer)>)> = Vec::new();
        for (index, line) in groups.outer.iter().enumerate().filter(|it| network.outside[it.1.outside].zone == zone) {
            match places.last_mut().filter(|it| it.0 == line.outside) {
                Some((_, lines)) => lines.push((index, line)),
                None => places.push((line.outside, vec![(index, line)])),
            }
        }
        if places.is_empty() {
            continue;
        }
        places.sort_by_key(|(_, lines)| lines.iter().flat_map(|it| &it.1.groups).min().copied());
        y = snapped(y);
        let frame = sheet.shapes.len();
        let top = y;
        y += 3.0 * STEP;
        for (place, lines) in places {
            y = snapped(draw_place(network, (place, &lines), y, (sheet, &mut ports))) + STEP;
        }
        let area = Area { x: 0.6, y: top + 0.6, w: WIDTH, h: y - top - 0.6 };
        sheet.shapes.insert(frame, crate::render::drawing::shape::Shape::Box(area, Look::Zone));
        sheet.text(heading(zone.japanese(), Point::new(INSET, top + 12.0)));
        y += 2.0 * STEP;
    }
    (ports, (y - 2.0 * STEP).max(0.0))
}

/// One place with its lines; gives where it ends.
fn draw_place(
    network: &Network,
    (place, lines): (usize, &[(usize, &Outer)]),
    y: f64,
    (sheet, ports): (&mut Sheet, &mut [f64]),
) -> f64 {
    let width = WIDTH - 2.0 * INSET;
    let mut content = Content::default();
    content.lines(&network.outside[place].name, (width, 3), NAME);
    let first = y + snapped(content.height());
    let bottom = first + ROW * count(lines.len()) + 0.5 * STEP;
    content.draw(Area { x: INSET, y, w: width, h: bottom - y }, Look::Double, sheet);
    for (row, (index, line)) in lines.iter().enumerate() {
        let port = first + ROW * count(row) + STEP;
        ports[*index] = port;
        let text = wrap(&line.label.shown(network), (width - 12.0, 1), SMALL.size, SMALL.weight);
        sheet.text(Text {
            at: Point::new(WIDTH - INSET - 6.0, port + 2.8),
            anchor: Anchor::End,
            size: SMALL.size,
            weight: SMALL.weight,
            text: text.into_iter().next().unwrap_or_default(),
        });
    }
    bottom
}

/// The name of a zone.
pub(super) fn heading(text: &str, at: Point) -> Text {
    Text { at, anchor: Anchor::Start, size: NOTE.size, weight: NAME.weight, text: text.to_owned() }
}

/// Where boxes of this column end at the right: there the lines leave.
pub(super) fn edge() -> f64 {
    WIDTH - INSET
}

/// Counts in drawings are small.
pub(super) fn count(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}
