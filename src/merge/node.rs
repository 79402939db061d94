//! A text as a tree of blocks: what each is recognised by, and where it stands. Holds no text of its own but the form in
//! which blocks are compared.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::text::normal;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// The TOML between `+++` lines, with them.
    Front,
    /// One of those lines.
    Fence,
    /// A heading and the text up to the next one; what stands before the first heading.
    Section,
    /// The heading of a section, with its text up to the first table.
    Core,
    /// Text of a section behind a table.
    Prose,
    /// A table.
    Table,
    /// Its head, with the line below.
    Head,
    /// A row of a table or of a register.
    Row,
    /// Keys of a TOML text above its first table.
    Root,
    /// `[table]`.
    Keys,
    /// `[[element]]`, with the tables in it.
    Element,
    /// The line of a table or an element.
    Header,
    /// `key = value`, with the comment above it.
    Entry,
    /// A comment that no key follows.
    Comment,
    /// A file in one piece.
    Whole,
}

/// What has its place, whatever is put before or behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// First.
    First,
    /// Behind the first, before all others.
    Opening,
    /// Where it is put.
    Free,
    /// Last.
    Last,
}

/// What must stand between a block and the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seam {
    /// A line end.
    Line,
    /// An empty line.
    Blank,
}

/// Whether a block has a name to be recognised by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By its own.
    Named,
    /// By its place among its like.
    Unnamed,
}

/// A block, and the blocks in it.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
    /// Never two alike in one file.
    pub(super) id: String,
    /// What people call it.
    pub(super) name: String,
    /// An id that an author gave it.
    pub(super) mark: Option<String>,
    /// The titles above it, of a section alone.
    pub(super) path: Option<String>,
    pub(super) number: Option<String>,
    pub(super) title: Option<String>,
    pub(super) naming: Naming,
    pub(super) rank: Rank,
    pub(super) seam: Seam,
    /// Where a heading's line, or the comment above a key, ends: what is above may change apart from what is below.
    pub(super) cut: Option<usize>,
    /// The section that this one is below, by index in the same list.
    pub(super) under: Option<usize>,
    /// The form in which it is compared.
    pub(super) normal: String,
    /// What it is and which, whatever stands beside it.
    pub(super) sign: String,
    /// One behind the other they are the block; empty where it is merged as one.
    pub(super) parts: Vec<Node>,
}

impl Node {
    /// A block that nobody has a name for yet.
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Self {
        Self {
            kind,
            range,
            id: String::new(),
            name: String::new(),
            mark: None,
            path: None,
            number: None,
            title: None,
            naming: Naming::Named,
            rank: Rank::Free,
            seam: Seam::Line,
            cut: None,
            under: None,
            normal: String::new(),
            sign: String::new(),
            parts: Vec::new(),
        }
    }

    /// Called so, and so by people.
    pub(super) fn called(mut self, id: impl Into<String>, name: impl Into<String>) -> Self {
        (self.id, self.name) = (id.into(), name.into());
        self
    }

    /// The blocks that have no blocks in them, in order.
    pub(super) fn leaves(&self) -> Vec<&Self> {
        if self.parts.is_empty() { vec![self] } else { self.parts.iter().flat_map(Self::leaves).collect() }
    }

    /// Writes down how `text` reads, for the comparison.
    fn measure(&mut self, text: &str) {
        self.parts.iter_mut().for_each(|it| it.measure(text));
        if !self.parts.is_empty() {
            let parts: Vec<&str> = self.parts.iter().map(|it| it.normal.as_str()).collect();
            self.normal = parts.join("\n\n");
        } else if self.normal.is_empty() {
            self.normal = normal(&text[self.range.clone()]);
        }
    }

    /// Gives a second block of one id another.
    fn number_ids(&mut self, seen: &mut FxHashSet<String>) {
        // The empty id is the whole file's.
        if self.id.is_empty() && self.kind != Kind::Whole {
            self.id.push('-');
        }
        let mut nth = 1;
        let first = self.id.clone();
        while !seen.insert(self.id.clone()) {
            nth += 1;
            self.id = format!("{first}~{nth}");
        }
        for part in &mut self.parts {
            match part.kind {
                // A clause is called by its first part's name: that is what people look for.
                Kind::Core => part.id.clone_from(&self.id),
                Kind::Front
                | Kind::Fence
                | Kind::Section
                | Kind::Prose
                | Kind::Table
                | Kind::Head
                | Kind::Row
                | Kind::Root
                | Kind::Keys
                | Kind::Element
                | Kind::Header
                | Kind::Entry
                | Kind::Comment
                | Kind::Whole => part.number_ids(seen),
            }
        }
    }
}

/// Ends the making of a tree: texts are compared and ids unlike from here on.
pub(super) fn finished(mut nodes: Vec<Node>, text: &str) -> Vec<Node> {
    let mut seen = FxHashSet::default();
    for node in &mut nodes {
        node.measure(text);
        node.number_ids(&mut seen);
    }
    nodes
}

/// Nodes of these starts, each up to the next one's, the last to `end`.
pub(super) fn up_to(nodes: &mut [Node], end: usize) {
    let starts: Vec<usize> = nodes.iter().skip(1).map(|it| it.range.start).chain([end]).collect();
    for (node, end) in nodes.iter_mut().zip(starts) {
        node.range.end = end;
        if !node.parts.is_empty() {
            up_to(&mut node.parts, end);
        }
    }
}
