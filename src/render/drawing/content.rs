//! A box with lines of text: measured first, then put where there is room. A line has a text at its left and one at its
//! right, and none of them ever leaves the box. Nothing here knows what is written.

use super::measure::{self, Weight, wrap};
use super::shape::{Anchor, Area, Look, Point, Sheet, Stroke, Text, Tip};

/// Room within a box at each side.
const INSET: f64 = 6.0;
/// From one base line to the next, in sizes of the type.
const PITCH: f64 = 1.34;
/// The least between the two texts of a line.
const APART: f64 = 6.0;

/// A size of type.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
}

/// What stands in a box, from above.
#[derive(Debug, Clone, Default)]
pub(super) struct Content {
    rows: Vec<Row>,
    /// Whether a text had to be shortened.
    pub(super) is_cut: bool,
}

#[derive(Debug, Clone)]
enum Row {
    /// A line of text, perhaps with a second one at the right edge.
    Line { left: String, right: Option<(String, Type)>, face: Type },
    /// A hair line across the box.
    Rule,
}

impl Content {
    /// Adds `text` in at most `most` lines of a box of this width.
    pub(super) fn lines(&mut self, text: &str, (width, most): (f64, usize), face: Type) {
        let lines = wrap(text, (width - 2.0 * INSET, most), face.size, face.weight);
        self.is_cut |= is_shortened(text, &lines);
        self.rows.extend(lines.into_iter().map(|left| Row::Line { left, right: None, face }));
    }

    /// Adds a text and beside its first line another one at the right edge. Where the text would have to be shortened for
    /// that although it may stand in several lines, the other one goes below.
    pub(super) fn pair(
        &mut self,
        (left, face): (&str, Type),
        (right, beside): (&str, Type),
        (width, most): (f64, usize),
    ) {
        let room = width - 2.0 * INSET;
        let narrow = room - measure::width(right, beside.size, beside.weight) - APART;
        let mut lines = wrap(left, (narrow, most), face.size, face.weight).into_iter();
        let fits = narrow > 0.0 && measure::width(right, beside.size, beside.weight) <= room;
        if fits && (most == 1 || !is_shortened(left, lines.as_slice())) {
            self.is_cut |= is_shortened(left, lines.as_slice());
            let right = (!right.is_empty()).then(|| (right.to_owned(), beside));
            let first = lines.next().unwrap_or_default();
            if !first.is_empty() || right.is_some() {
                self.rows.push(Row::Line { left: first, right, face });
            }
            self.rows.extend(lines.map(|left| Row::Line { left, right: None, face }));
            return;
        }
        self.lines(left, (width, most), face);
        self.lines(right, (width, most), beside);
    }

    /// Adds a hair line.
    pub(super) fn rule(&mut self) {
        self.rows.push(Row::Rule);
    }

    /// How high the box is.
    pub(super) fn height(&self) -> f64 {
        self.rows.iter().map(Row::height).sum::<f64>() + INSET
    }

    /// Draws the box with its content.
    pub(super) fn draw(&self, area: Area, look: Look, sheet: &mut Sheet) {
        sheet.area(area, look);
        let mut y = area.y + INSET / 2.0;
        for row in &self.rows {
            row.draw(area, y, sheet);
            y += row.height();
        }
    }
}

fn is_shortened(text: &str, lines: &[String]) -> bool {
    lines.last().is_some_and(|it| it.ends_with('…') && !text.trim_end().ends_with('…'))
}

impl Row {
    fn height(&self) -> f64 {
        match self {
            Self::Line { face, right, .. } => {
                right.as_ref().map_or(face.size, |(_, it)| it.size.max(face.size)) * PITCH
            }
            Self::Rule => 3.0,
        }
    }

    fn draw(&self, area: Area, y: f64, sheet: &mut Sheet) {
        let (left_edge, right_edge) = (area.x + INSET, area.right() - INSET);
        match self {
            Self::Line { left, right, face } => {
                let base = y + self.height() * 0.76;
                let text = |x, anchor, it: &Type, text: &String| Text {
                    at: Point::new(x, base),
                    anchor,
                    size: it.size,
                    weight: it.weight,
                    text: text.clone(),
                };
                sheet.text(text(left_edge, Anchor::Start, face, left));
                if let Some((right, beside)) = right {
                    sheet.text(text(right_edge, Anchor::End, beside, right));
                }
            }
            Self::Rule => {
                let points = vec![Point::new(left_edge, y + 1.5), Point::new(right_edge, y + 1.5)];
                sheet.line(points, Stroke::Hair, Tip::Bare);
            }
        }
    }
}
