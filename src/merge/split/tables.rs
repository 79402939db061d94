//! The parts of a section: its heading with the text below, its tables row by row, and the text behind each table.

use std::ops::Range;

use pulldown_cmark::Tag;

use crate::merge::node::{Kind, Naming, Node, Rank, Seam};
use crate::merge::text::{folded, is_blank};

/// A table and where it stands.
pub(super) struct TableAt {
    pub(super) range: Range<usize>,
    alignments: String,
    /// Head first: where each line begins, and its cells.
    rows: Vec<(usize, Vec<String>)>,
}

impl TableAt {
    pub(super) fn new(range: Range<usize>, alignments: String) -> Self {
        Self { range, alignments, rows: Vec::new() }
    }

    /// Takes in what begins in the table.
    pub(super) fn event(&mut self, tag: &Tag<'_>, range: &Range<usize>, text: &str) {
        if !self.range.contains(&range.start) {
            return;
        }
        match (tag, self.rows.last_mut()) {
            (Tag::TableHead | Tag::TableRow, _) => {
                let start = text[..range.start].rfind('\n').map_or(0, |it| it + 1);
                self.rows.push((start, Vec::new()));
            }
            (Tag::TableCell, Some(row)) => row.1.push(text[range.clone()].trim().to_owned()),
            _ => (),
        }
    }

    fn node(&self, section: &Node, nth: usize) -> Node {
        let which = if nth == 0 { String::new() } else { (nth + 1).to_string() };
        let (id, name) = (format!("{}/表{which}", section.id), format!("{}の表{which}", section.name));
        let mut table = Node::new(Kind::Table, self.range.clone()).called(id.clone(), name.clone());
        let head = self.rows.first().map(|it| it.1.join("|")).unwrap_or_default();
        (table.seam, table.naming, table.sign) = (Seam::Blank, Naming::Unnamed, "表".to_owned());
        table.title = Some(folded(&head));
        table.parts = self.rows.iter().enumerate().map(|(n, row)| self.row(n, row, (&id, &name))).collect();
        table
    }

    fn row(&self, nth: usize, (start, cells): &(usize, Vec<String>), (id, name): (&str, &str)) -> Node {
        let mut node = if nth == 0 {
            let node = Node::new(Kind::Head, *start..*start).called(format!("{id}/="), format!("{name}の見出し"));
            Node { rank: Rank::First, naming: Naming::Unnamed, seam: Seam::Blank, sign: "=".to_owned(), ..node }
        } else {
            let key = cells.first().map_or("", String::as_str);
            let node =
                Node::new(Kind::Row, *start..*start).called(format!("{id}/{key}"), format!("{name}「{key}」の行"));
            Node { title: Some(folded(key)), sign: key.to_owned(), ..node }
        };
        // How wide the columns are drawn says nothing.
        let alignments = if nth == 0 { self.alignments.as_str() } else { "" };
        node.normal = crate::merge::text::normal(&format!("|{}|{alignments}", cells.join("|")));
        node
    }
}

/// Where the first line that is not blank begins.
pub(super) fn first_text(text: &str, range: Range<usize>) -> Option<usize> {
    let mut at = range.start;
    for line in text[range].split_inclusive('\n') {
        if !is_blank(line) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// The parts of `section`, which stands at `range`.
pub(super) fn parts(section: &Node, tables: &[&TableAt], text: &str, range: Range<usize>) -> Vec<Node> {
    let Range { start, end: limit } = range;
    let mut parts = Vec::new();
    if tables.first().is_none_or(|it| it.range.start > start) {
        let core = Node::new(Kind::Core, start..start).called(&section.id, &section.name);
        let core =
            Node { rank: Rank::First, title: section.title.clone(), seam: Seam::Blank, cut: section.cut, ..core };
        parts.push(Node {
            sign: section.sign.clone(),
            number: section.number.clone(),
            naming: Naming::Unnamed,
            ..core
        });
    }
    for (n, table) in tables.iter().enumerate() {
        let node = table.node(section, n);
        parts.push(node);
        let behind = first_text(text, table.range.end..limit);
        let next = tables.get(n + 1).map_or(limit, |it| it.range.start);
        if let Some(behind) = behind.filter(|it| *it < next) {
            parts.push(prose(section, n, behind));
        }
    }
    parts
}

fn prose(section: &Node, nth: usize, start: usize) -> Node {
    let which = if nth == 0 { String::new() } else { (nth + 1).to_string() };
    let node = Node::new(Kind::Prose, start..start)
        .called(format!("{}/続き{which}", section.id), format!("{}の続き{which}", section.name));
    Node { seam: Seam::Blank, naming: Naming::Unnamed, sign: "続き".to_owned(), ..node }
}
