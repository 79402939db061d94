//! A text to its blocks, by the format that its path tells. Lossless for any text: the blocks one behind the other are the
//! text.

mod csv;
mod heading;
mod markdown;
mod tables;
mod toml;
mod toml_lines;

pub(super) use csv::{Record, records};

use super::node::{Kind, Node, finished, up_to};

/// The formats that are merged by block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Documents.
    Markdown,
    /// Settings, descriptors, standards.
    Toml,
    /// Registers.
    Csv,
}

impl Format {
    /// `None` for what is one block: pictures, PDF, anything else.
    pub(super) fn of(path: &str) -> Option<Self> {
        let extension = path.rsplit_once('.').map(|it| it.1.to_ascii_lowercase())?;
        match extension.as_str() {
            "md" => Some(Self::Markdown),
            "toml" => Some(Self::Toml),
            "csv" => Some(Self::Csv),
            _ => None,
        }
    }

    /// The blocks of `text`, in order; none in an empty one.
    pub(super) fn split(self, text: &str) -> Vec<Node> {
        if text.is_empty() {
            return Vec::new();
        }
        let mut nodes = match self {
            Self::Markdown => markdown::split(text),
            Self::Toml => toml::split(text, 0),
            Self::Csv => csv::split(text),
        };
        if let Some(first) = nodes.first_mut() {
            start_at(first, 0);
        } else {
            nodes.push(Node::new(Kind::Whole, 0..text.len()));
        }
        up_to(&mut nodes, text.len());
        finished(nodes, text)
    }
}

/// Blank lines above a block belong to it.
fn start_at(node: &mut Node, start: usize) {
    node.range.start = start;
    if let Some(first) = node.parts.first_mut() {
        start_at(first, start);
    }
}
