//! HTML, SVG and XML: the text without its tags, so that a value that tags cut in two is found; and beside it the tags with
//! their attributes, comments and scripts. Reads anything, however broken, and leaves nothing out.

use super::decode;
use super::file;
use super::normal::APART;
use super::reader::Reader;
use super::search::Strung;

/// Whose tags they are, which says which of them part what stands beside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// HTML and SVG: all but those within a line.
    Html,
    /// Word, Excel, PowerPoint: paragraphs, cells, texts in common.
    Office,
    /// Any other: all.
    Xml,
}

/// Tags within a line.
const WITHIN_A_LINE: [&str; 34] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "output", "q", "rb", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt",
    "u", "var", "wbr",
];
/// Tags that stand for white space.
const SPACES: [&str; 3] = ["br", "tspan", "tab"];
/// What parts texts in files of an office.
const OFFICE_PARTS: [&str; 12] =
    ["p", "tc", "tr", "si", "c", "row", "is", "comment", "author", "definedName", "sheet", "hyperlink"];
/// Attributes that say where something is drawn.
const GEOMETRY: [&str; 24] = [
    "cx",
    "cy",
    "d",
    "dx",
    "dy",
    "font-size",
    "height",
    "points",
    "r",
    "rx",
    "ry",
    "stroke-width",
    "transform",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
    "textLength",
    "stroke-dasharray",
    "refX",
];

/// Looks through a document.
pub(super) fn read(text: &str, dialect: Dialect, reader: &mut Reader<'_>) {
    let mut found = Found::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        found.flow.push_str(&rest[..at]);
        rest = found.tag(&rest[at..], dialect, reader);
    }
    found.flow.push_str(rest);
    let Found { flow, marks } = found;
    for (text, strung) in [(flow, Strung::Flowing), (marks, Strung::BySpaces)] {
        // What a document's own writing hides is always undone: without that there is no text.
        match decode::entities(&text) {
            Some(undone) => reader.text(&undone, strung),
            None => reader.text(&text, strung),
        }
    }
}

#[derive(Default)]
struct Found {
    flow: String,
    marks: String,
}

impl Found {
    /// Takes in what starts with `<`; gives what is behind it.
    fn tag<'a>(&mut self, text: &'a str, dialect: Dialect, reader: &mut Reader<'_>) -> &'a str {
        for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
            if let Some(inner) = text.strip_prefix(start) {
                let (inner, rest) = inner.split_once(end).unwrap_or((inner, ""));
                let to = if start == "<![CDATA[" { &mut self.flow } else { &mut self.marks };
                to.push_str(inner);
                self.marks.push(APART);
                return rest;
            }
        }
        let is_tag = text[1..].starts_with(|it: char| it.is_ascii_alphabetic() || matches!(it, '/' | '!'));
        if !is_tag {
            self.flow.push('<');
            return &text[1..];
        }
        let end = end_of_tag(text);
        let (tag, rest) = text.split_at(end);
        let inner = tag[1..].trim_end_matches('>');
        let name_end =
            inner[1..].find(|it: char| it.is_whitespace() || matches!(it, '/' | '>')).map_or(inner.len(), |it| it + 1);
        let name = inner[..name_end].trim_start_matches('/');
        self.part(name, dialect);
        self.attributes(&inner[name_end..], reader);
        match name.to_ascii_lowercase().as_str() {
            it @ ("script" | "style") if !inner.starts_with('/') && !inner.ends_with('/') => {
                let close = find_ignoring_case(rest, &format!("</{it}")).unwrap_or(rest.len());
                file::script(&rest[..close], reader);
                &rest[close..]
            }
            _ => rest,
        }
    }

    fn part(&mut self, name: &str, dialect: Dialect) {
        let local = name.rsplit(':').next().unwrap_or(name);
        let is_one_of = |all: &[&str]| all.iter().any(|it| local.eq_ignore_ascii_case(it));
        let parts = match dialect {
            Dialect::Html => !is_one_of(&WITHIN_A_LINE),
            Dialect::Office => is_one_of(&OFFICE_PARTS),
            Dialect::Xml => true,
        };
        if is_one_of(&SPACES) {
            self.flow.push(' ');
        } else if parts {
            self.flow.push(APART);
        }
    }

    fn attributes(&mut self, text: &str, reader: &mut Reader<'_>) {
        let mut rest = text;
        while let Some(start) = rest.find(|it: char| !it.is_whitespace()) {
            let tail = &rest[start..];
            let end = tail.find(|it: char| it.is_whitespace() || it == '=').unwrap_or(tail.len()).max(1);
            let end = tail.ceil_char_boundary(end);
            let (name, behind) = tail.split_at(end);
            let behind_mark = behind.trim_start().strip_prefix('=');
            let (value, behind) = behind_mark.map_or(("", behind), |it| attribute_value(it.trim_start()));
            self.attribute(name, value, reader);
            rest = behind;
        }
    }

    fn attribute(&mut self, name: &str, value: &str, reader: &mut Reader<'_>) {
        if GEOMETRY.contains(&name) && value.chars().all(is_of_geometry) {
            return;
        }
        if let Some((kind, data)) = value.strip_prefix("data:").and_then(|it| it.split_once(',')) {
            file::data_address(kind, data, reader);
            if kind.ends_with("base64") {
                return;
            }
        }
        for text in [name, value] {
            self.marks.push_str(text);
            self.marks.push(APART);
        }
    }
}

/// Numbers, commands of a path, `translate(`.
fn is_of_geometry(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_ascii_whitespace()
        || matches!(c, '.' | ',' | '-' | '+' | '%' | '(' | ')')
        || "MLHVCSQTAZmlhvcsqtazpxrotateskewXY".contains(c)
}

/// The value of an attribute and what is behind it.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(quote) {
            return inner.split_once(quote).unwrap_or((inner, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Behind the `>` that is in no quoted value; all of the text where there is none.
fn end_of_tag(text: &str) -> usize {
    let mut quote = None;
    let mut before = '<';
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (None, '>') => return at + 1,
            _ => {}
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    // A quotation mark that is never closed: the tag ends where it would without.
    text.find('>').map_or(text.len(), |it| it + 1)
}

fn find_ignoring_case(text: &str, what: &str) -> Option<usize> {
    text.as_bytes().windows(what.len()).position(|it| it.eq_ignore_ascii_case(what.as_bytes()))
}
