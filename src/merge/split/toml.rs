//! A TOML text to its tables, elements and keys. Reads the values of none.

use std::ops::Range;

use super::toml_lines::{Line, Starts, lines};
use crate::merge::node::{Kind, Naming, Node, Rank, Seam};

/// Keys whose value tells an element of an array from its like.
const IDS: [&str; 5] = ["id", "番号", "number", "name", "path"];

/// The blocks of `text`, which stands at `base`.
pub(super) fn split(text: &str, base: usize) -> Vec<Node> {
    let mut tables: Vec<Table> = Vec::new();
    for item in items(text) {
        match (&item.starts, tables.last_mut()) {
            (Starts::Comment | Starts::Key(_), Some(table)) => table.items.push(item),
            (Starts::Comment | Starts::Key(_), None) => {
                tables.push(Table { path: Vec::new(), shape: Shape::Root, items: vec![item] });
            }
            (Starts::Table(path), _) => {
                tables.push(Table { path: path.clone(), shape: Shape::Keys, items: vec![item] })
            }
            (Starts::Element(path), _) => {
                tables.push(Table { path: path.clone(), shape: Shape::Element, items: vec![item] });
            }
        }
    }
    nested(tables.iter().map(|it| (it.path.as_slice(), it.node(text, base))).collect())
}

/// A key, a comment or a header, with the comment above it.
struct Item {
    range: Range<usize>,
    /// Where the comment above it ends.
    cut: Option<usize>,
    starts: Starts,
}

/// What holds keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// What stands above the first header.
    Root,
    /// `[table]`.
    Keys,
    /// `[[element]]`.
    Element,
}

impl Shape {
    fn kind(self) -> Kind {
        match self {
            Self::Root => Kind::Root,
            Self::Keys => Kind::Keys,
            Self::Element => Kind::Element,
        }
    }
}

/// A header and what is below it.
struct Table {
    path: Vec<String>,
    shape: Shape,
    items: Vec<Item>,
}

/// Comments go with what stands right below them.
fn items(text: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for Line { range, starts } in lines(text) {
        match items.last_mut() {
            Some(above) if above.starts == Starts::Comment && above.range.end == range.start => {
                *above = Item { range: above.range.start..range.end, cut: Some(range.start), starts };
            }
            Some(_) | None => items.push(Item { range, cut: None, starts }),
        }
    }
    items
}

impl Table {
    fn node(&self, text: &str, base: usize) -> Node {
        let mut node = Node::new(self.shape.kind(), 0..0);
        let path = self.path.join(".");
        let id = self.id(text);
        let name = match (&id, self.shape) {
            (Some(id), _) => format!("{path}[{id}]"),
            (None, Shape::Element) => format!("{path}[]"),
            (None, Shape::Root | Shape::Keys) => path.clone(),
        };
        node = node.called(format!("[{name}]"), format!("[{name}]"));
        node.sign = format!("[{path}]");
        match self.shape {
            Shape::Element => (node.mark, node.naming) = (id, Naming::Unnamed),
            Shape::Root => (node.rank, node.title) = (Rank::Opening, Some(String::new())),
            Shape::Keys => node.title = Some(path.clone()),
        }
        node.seam = Seam::Blank;
        node.parts = self.items.iter().map(|it| it.node(base, &path, &name)).collect();
        node.range = node.parts.first().map_or(base..base, |it| it.range.clone());
        node
    }

    /// What tells an element from its like.
    fn id(&self, text: &str) -> Option<String> {
        let value = |wanted: &str| {
            let item = self.items.iter().find(|it| matches!(&it.starts, Starts::Key(path) if *path == [wanted]))?;
            let line = &text[item.cut.unwrap_or(item.range.start)..item.range.end];
            let value = line.split_once('=')?.1.split('#').next()?.trim();
            let value = value.trim_matches(['"', '\'']);
            (!value.is_empty() && !value.contains('\n')).then(|| value.to_owned())
        };
        (self.shape == Shape::Element).then(|| IDS.into_iter().find_map(value)).flatten()
    }
}

impl Item {
    fn node(&self, base: usize, path: &str, table: &str) -> Node {
        let range = base + self.range.start..base + self.range.end;
        let dotted = |table: &str, key: &str| if table.is_empty() { key.to_owned() } else { format!("{table}.{key}") };
        let mut node = match &self.starts {
            Starts::Comment => {
                let id = dotted(table, "#");
                let name =
                    if table.is_empty() { "はじめの注記".to_owned() } else { format!("[{table}] の注記") };
                Node { naming: Naming::Unnamed, sign: dotted(path, "#"), ..Node::new(Kind::Comment, range) }
                    .called(id, name)
            }
            Starts::Key(key) => {
                let key = key.join(".");
                let name = dotted(table, &key);
                let node = Node::new(Kind::Entry, range).called(name.clone(), name);
                Node { sign: dotted(path, &key), title: Some(key), ..node }
            }
            Starts::Table(_) | Starts::Element(_) => {
                let node = Node::new(Kind::Header, range).called(format!("[{table}]="), format!("[{table}]"));
                Node {
                    rank: Rank::First,
                    title: Some(String::new()),
                    sign: format!("[{path}]"),
                    seam: Seam::Blank,
                    ..node
                }
            }
        };
        node.cut = self.cut.map(|it| base + it);
        node
    }
}

/// Puts the tables of an element into it: they mean nothing apart from it.
fn nested(tables: Vec<(&[String], Node)>) -> Vec<Node> {
    let mut out: Vec<(&[String], Node)> = Vec::new();
    for (path, node) in tables {
        let within = |it: &&mut (&[String], Node)| {
            it.1.kind == Kind::Element && path.len() > it.0.len() && path.starts_with(it.0)
        };
        match out.last_mut().filter(|it| within(it)) {
            Some((_, element)) => {
                let id = format!("{}{}", element.id, node.id);
                element.parts.push(node.called(id.clone(), id));
            }
            None => out.push((path, node)),
        }
    }
    out.into_iter().map(|it| it.1).collect()
}
