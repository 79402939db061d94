//! What a drawing is made of: boxes, lines and texts on a sheet, in points. Nothing here knows SVG or what is drawn.

use super::measure::{self, Weight};

/// A place on a sheet, from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Area {
    /// The left edge.
    pub x: f64,
    /// The upper edge.
    pub y: f64,
    /// Width.
    pub w: f64,
    /// Height.
    pub h: f64,
}

/// How a box looks. Line and weight tell them apart: there is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// A heavy frame: where reading begins, and people inside.
    Strong,
    /// A thin frame.
    Plain,
    /// Two frames, one within the other: what lies outside the facility.
    Double,
    /// A tinted field with a thin frame that holds other boxes.
    Zone,
}

/// How a line looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// A full line.
    Solid,
    /// A dashed one.
    Dashed,
    /// A hair line within a box.
    Hair,
}

/// What stands at a line's last point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tip {
    /// Nothing.
    Bare,
    /// The head of an arrow.
    Arrow,
    /// A dot: a line that joins.
    Dot,
}

/// On which side of its point a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It ends there.
    End,
}

/// A line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Its base line.
    pub at: Point,
    /// Its side of the point.
    pub anchor: Anchor,
    /// The size of the type.
    pub size: f64,
    /// Regular or bold.
    pub weight: Weight,
    /// What it says.
    pub text: String,
}

/// A connected line of straight pieces.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// Its corners.
    pub points: Vec<Point>,
    /// Its look.
    pub stroke: Stroke,
    /// What stands at its end.
    pub tip: Tip,
}

/// One thing on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A box.
    Box(Area, Look),
    /// A line.
    Line(Line),
    /// A text.
    Text(Text),
}

/// One page's worth of a drawing; what stands first lies below.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Width in its own points.
    pub width: f64,
    /// Height in its own points.
    pub height: f64,
    /// By how much a point of it is reduced on paper: 1 is as drawn.
    pub scale: f64,
    /// What is on it.
    pub shapes: Vec<Shape>,
}

impl Point {
    /// The place at `x` and `y`.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

impl Area {
    /// The right edge.
    pub fn right(self) -> f64 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.h
    }
}

impl Text {
    /// What it covers at most, whatever the font.
    pub fn area(&self) -> Area {
        let w = measure::width(&self.text, self.size, self.weight);
        let x = match self.anchor {
            Anchor::Start => self.at.x,
            Anchor::End => self.at.x - w,
        };
        Area { x, y: self.at.y - self.size * ABOVE, w, h: self.size * (ABOVE + BELOW) }
    }
}

/// Of a full-width character of size 1, above and below the base line.
const ABOVE: f64 = 0.86;
const BELOW: f64 = 0.14;

impl Sheet {
    /// Adds a box.
    pub(super) fn area(&mut self, area: Area, look: Look) {
        self.shapes.push(Shape::Box(area, look));
    }

    /// Adds a line.
    pub(super) fn line(&mut self, points: Vec<Point>, stroke: Stroke, tip: Tip) {
        self.shapes.push(Shape::Line(Line { points, stroke, tip }));
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: Text) {
        if !text.text.is_empty() {
            self.shapes.push(Shape::Text(text));
        }
    }
}
