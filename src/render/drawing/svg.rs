//! A sheet as SVG: presentation attributes alone, so that it needs no style sheet and a strict page may hold it. Nothing
//! here lays anything out.

use std::fmt::Write as _;

use super::Drawing;
use super::measure::Weight;
use super::shape::{Anchor, Area, Line, Look, Point, Shape, Sheet, Stroke, Text, Tip};

/// What the texts are set in.
#[derive(Debug, Clone, Copy)]
pub enum Faces<'a> {
    /// What the page around it has.
    Page,
    /// These families, best first.
    Families(&'a [String]),
}

/// The ink of everything.
const INK: &str = "#111";
/// Where a zone lies: hardly any toner.
const TINT: &str = "#f4f4f4";

/// The sheet with this index. Its title and description are those of the drawing.
pub fn svg(drawing: &Drawing, index: usize, faces: Faces<'_>) -> String {
    let Some(sheet) = drawing.sheets.get(index) else { return String::new() };
    let mut out = String::with_capacity(sheet.shapes.len() * 120);
    open(drawing, sheet, index, faces, &mut out);
    for shape in &sheet.shapes {
        match shape {
            Shape::Box(area, look) => draw_box(*area, *look, &mut out),
            Shape::Line(line) => draw_line(line, &mut out),
            Shape::Text(text) => draw_text(text, &mut out),
        }
    }
    out.push_str("</svg>");
    out
}

fn open(drawing: &Drawing, sheet: &Sheet, index: usize, faces: Faces<'_>, out: &mut String) {
    let (w, h) = (sheet.width, sheet.height);
    let on_paper = (w * sheet.scale, h * sheet.scale);
    let (title, text) = (format!("t.{}-{index}", drawing.name), format!("t.{}-{index}-text", drawing.name));
    let _ = write!(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w:.1} {h:.1}\" ");
    let _ = write!(out, "width=\"{:.1}pt\" height=\"{:.1}pt\" ", on_paper.0, on_paper.1);
    match faces {
        Faces::Page => {
            let _ = write!(out, "role=\"img\" aria-labelledby=\"{title}\" aria-describedby=\"{text}\">");
        }
        Faces::Families(families) => {
            let names: Vec<String> =
                families.iter().map(|it| format!("'{}'", it.replace(['\'', '"', '<', '&'], ""))).collect();
            let _ = write!(out, "font-family=\"{}\">", names.join(", "));
        }
    }
    let _ = write!(out, "<title id=\"{title}\">");
    escape(&drawing.title, out);
    let _ = write!(out, "</title><desc id=\"{text}\">");
    escape(&drawing.alt, out);
    out.push_str("</desc>");
}

fn draw_box(area: Area, look: Look, out: &mut String) {
    match look {
        Look::Strong => rect(area, "#fff", 1.8, out),
        Look::Plain => rect(area, "#fff", 0.8, out),
        Look::Double => {
            rect(area, "#fff", 0.8, out);
            let inner = Area { x: area.x + 2.2, y: area.y + 2.2, w: area.w - 4.4, h: area.h - 4.4 };
            rect(inner, "none", 0.5, out);
        }
        Look::Zone => rect(area, TINT, 0.6, out),
    }
}

fn rect(area: Area, fill: &str, width: f64, out: &mut String) {
    let Area { x, y, w, h } = area;
    let _ = write!(out, "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" ");
    let _ = write!(out, "fill=\"{fill}\" stroke=\"{INK}\" stroke-width=\"{width}\"/>");
}

fn draw_line(line: &Line, out: &mut String) {
    let points: Vec<String> = line.points.iter().map(|it| format!("{:.1},{:.1}", it.x, it.y)).collect();
    let (width, dashes) = match line.stroke {
        Stroke::Solid => (1.1, ""),
        Stroke::Dashed => (1.3, " stroke-dasharray=\"5 3\""),
        Stroke::Hair => (0.5, " stroke-dasharray=\"1.5 1.5\""),
    };
    let _ = write!(out, "<polyline points=\"{}\" fill=\"none\" stroke=\"{INK}\" ", points.join(" "));
    let _ = write!(out, "stroke-width=\"{width}\"{dashes}/>");
    match (line.tip, line.points.as_slice()) {
        (Tip::Arrow, [.., from, to]) => arrow(*from, *to, out),
        (Tip::Dot, [.., to]) => {
            let _ = write!(out, "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"1.9\" fill=\"{INK}\"/>", to.x, to.y);
        }
        (Tip::Bare | Tip::Arrow | Tip::Dot, _) => (),
    }
}

/// A filled triangle at the end of an upright or level piece.
fn arrow(from: Point, to: Point, out: &mut String) {
    let (dx, dy) = ((to.x - from.x).signum(), (to.y - from.y).signum());
    let is_level = (to.x - from.x).abs() > (to.y - from.y).abs();
    let (back, half) = (5.5, 2.6);
    let [a, b] = if is_level {
        [Point::new(to.x - dx * back, to.y - half), Point::new(to.x - dx * back, to.y + half)]
    } else {
        [Point::new(to.x - half, to.y - dy * back), Point::new(to.x + half, to.y - dy * back)]
    };
    let _ = write!(
        out,
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{INK}\"/>",
        to.x, to.y, a.x, a.y, b.x, b.y
    );
}

fn draw_text(text: &Text, out: &mut String) {
    let Text { at, anchor, size, weight, text } = text;
    let _ = write!(out, "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{size}\" fill=\"{INK}\"", at.x, at.y);
    match anchor {
        Anchor::Start => (),
        Anchor::End => out.push_str(" text-anchor=\"end\""),
    }
    match weight {
        Weight::Regular => (),
        Weight::Bold => out.push_str(" font-weight=\"700\""),
    }
    out.push('>');
    escape(text, out);
    out.push_str("</text>");
}

/// Text as XML holds it: what XML cannot hold is dropped.
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => (),
            c => out.push(c),
        }
    }
}
