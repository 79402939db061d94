//! The blocks that hold blocks while they are open. Never holds more than [`LIMIT`] of them in one another.

use std::ops::Range;

use super::LIMIT;
use super::source::Source;
use crate::model::{Block, BlockKind, Callout, Definition, Inlines, RawRef};
use crate::source::Span;

/// What a container will be.
#[derive(Debug)]
pub(super) enum Kind {
    /// A quote or callout.
    Quote(Option<Callout>),
    /// A list with its first number and the items so far.
    List(Option<u64>, Vec<Vec<Block<RawRef>>>),
    /// An item of the list around it.
    Item,
    /// A footnote's text.
    Footnote(Box<str>),
    /// A definition list with the entries so far.
    Definitions(Vec<Definition<RawRef>>),
    /// An explanation in the definition list around it.
    Meaning,
}

impl Kind {
    /// Items and explanations are levels only together with their list.
    fn is_level(&self) -> bool {
        match self {
            Self::Quote(_) | Self::List(..) | Self::Footnote(_) | Self::Definitions(_) => true,
            Self::Item | Self::Meaning => false,
        }
    }
}

#[derive(Debug)]
struct Open {
    kind: Kind,
    range: Range<usize>,
    blocks: Vec<Block<RawRef>>,
}

/// The open containers, and the blocks of the document itself.
#[derive(Debug, Default)]
pub(super) struct Containers {
    open: Vec<Open>,
    root: Vec<Block<RawRef>>,
}

/// A block without an anchor.
pub(super) fn block(span: Span, kind: BlockKind<RawRef>) -> Block<RawRef> {
    Block { span, anchor: None, kind }
}

impl Containers {
    /// Whether a block would stand in the document itself.
    pub(super) fn at_root(&self) -> bool {
        self.open.is_empty()
    }

    /// Opens a container; `false` if that is too deep.
    #[must_use]
    pub(super) fn enter(&mut self, kind: Kind, range: Range<usize>) -> bool {
        if kind.is_level() && self.open.iter().filter(|it| it.kind.is_level()).count() >= LIMIT {
            return false;
        }
        self.open.push(Open { kind, range, blocks: Vec::new() });
        true
    }

    /// Adds a block to the innermost container.
    pub(super) fn push(&mut self, block: Block<RawRef>) {
        let blocks = self.open.last_mut().map_or(&mut self.root, |it| &mut it.blocks);
        if blocks.is_empty() {
            // Most items hold one block, and a block is large.
            blocks.reserve_exact(1);
        }
        blocks.push(block);
    }

    /// Adds a term to the innermost definition list.
    pub(super) fn term(&mut self, term: Inlines<RawRef>, span: Span) {
        if let Some(Open { kind: Kind::Definitions(list), .. }) = self.open.last_mut() {
            list.push(Definition { term, span, meanings: Vec::new() });
        }
    }

    /// Closes the innermost container.
    pub(super) fn leave(&mut self, source: Source<'_>) {
        let Some(Open { kind, range, blocks }) = self.open.pop() else { return };
        let kind = match kind {
            Kind::Quote(None) => BlockKind::Quote(blocks),
            Kind::Quote(Some(callout)) => BlockKind::Callout { callout, blocks },
            Kind::List(start, items) => BlockKind::List { start, items },
            Kind::Footnote(label) => BlockKind::Footnote { label, blocks },
            Kind::Definitions(list) => BlockKind::Definitions(list),
            Kind::Item | Kind::Meaning => return self.part(blocks),
        };
        self.push(block(source.trimmed(range), kind));
    }

    /// Gives an item or explanation to the list around it.
    fn part(&mut self, blocks: Vec<Block<RawRef>>) {
        match self.open.last_mut().map(|it| &mut it.kind) {
            Some(Kind::List(_, items)) => items.push(blocks),
            Some(Kind::Definitions(list)) => {
                if let Some(last) = list.last_mut() {
                    last.meanings.push(blocks);
                }
            }
            Some(Kind::Quote(_) | Kind::Item | Kind::Footnote(_) | Kind::Meaning) | None => (),
        }
    }

    /// The blocks of the document.
    pub(super) fn finish(self) -> Vec<Block<RawRef>> {
        self.root
    }
}
