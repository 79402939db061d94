//! Blocks to a text again: each as it stands in its file, and between two what stands between them there. Never touches a
//! line of the member's.

use super::node::{Node, Seam};
use super::text::{LineEnd, body_end, normal};

/// Whose words a block has.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// The member's, byte for byte.
    Mine,
    /// The template's.
    Theirs,
    /// Put together from both, or written by somebody.
    New(String),
}

/// A block of the text that comes out: at least one of the two files has it.
#[derive(Debug, Clone)]
pub(super) struct Piece<'a> {
    pub(super) mine: Option<&'a Node>,
    pub(super) theirs: Option<&'a Node>,
    pub(super) said: Said,
}

/// A text and its line end.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files<'a> {
    pub(super) mine: &'a str,
    pub(super) theirs: &'a str,
    pub(super) line_end: LineEnd,
}

impl Piece<'_> {
    /// How it will read, in the form of comparison, and what it is.
    pub(super) fn expected(&self) -> Option<(&str, &str)> {
        let node = match self.said {
            Said::Mine => self.mine,
            Said::Theirs => self.theirs,
            Said::New(_) => None,
        };
        node.map(|it| (it.sign.as_str(), it.normal.as_str()))
    }

    fn seam(&self) -> Seam {
        self.mine.or(self.theirs).map_or(Seam::Line, |it| it.seam)
    }
}

impl Files<'_> {
    /// The text of all pieces.
    pub(super) fn joined(&self, pieces: &[Piece<'_>]) -> String {
        let mut out = String::with_capacity(self.mine.len() + self.theirs.len() / 4);
        for (n, piece) in pieces.iter().enumerate() {
            let body = self.body(piece);
            if body.is_empty() {
                continue;
            }
            if !out.is_empty() && !out.ends_with('\n') {
                out.push_str(self.line_end.as_str());
            }
            out.push_str(&body);
            out.push_str(&self.gap(piece, pieces.get(n + 1)));
        }
        out
    }

    fn body(&self, piece: &Piece<'_>) -> String {
        let body = |node: Option<&Node>, text: &str| {
            let block = node.map_or("", |it| &text[it.range.clone()]);
            block[..body_end(block)].to_owned()
        };
        match &piece.said {
            Said::Mine => body(piece.mine, self.mine),
            Said::Theirs => self.line_end.apply(&body(piece.theirs, self.theirs)),
            Said::New(text) => self.line_end.apply(&text[..body_end(text)]),
        }
    }

    /// What stands behind a block: as in the file in which both stand side by side.
    fn gap(&self, piece: &Piece<'_>, next: Option<&Piece<'_>>) -> String {
        let behind = |node: Option<&Node>, text: &str| {
            let block = node.map_or("", |it| &text[it.range.clone()]);
            block[body_end(block)..].to_owned()
        };
        let (mine, theirs) = match next {
            Some(next) => (side_by_side(piece.mine, next.mine), side_by_side(piece.theirs, next.theirs)),
            None => (ends(piece.mine, self.mine), ends(piece.theirs, self.theirs)),
        };
        let line = self.line_end.as_str();
        match (mine, theirs, next.map(Piece::seam)) {
            (true, _, _) => behind(piece.mine, self.mine),
            (false, true, _) => self.line_end.apply(&behind(piece.theirs, self.theirs)),
            (false, false, Some(Seam::Blank)) => line.repeat(2),
            (false, false, Some(Seam::Line) | None) => line.to_owned(),
        }
    }
}

fn side_by_side(node: Option<&Node>, next: Option<&Node>) -> bool {
    node.zip(next).is_some_and(|(node, next)| node.range.end == next.range.start)
}

fn ends(node: Option<&Node>, text: &str) -> bool {
    node.is_some_and(|it| it.range.end == text.len())
}

/// The head of a block (a heading's line, the comment above a key) and what is below it.
pub(super) fn cut<'a>(node: &Node, text: &'a str) -> Option<(&'a str, &'a str)> {
    let cut = node.cut.filter(|it| node.range.contains(it) || *it == node.range.end)?;
    Some((&text[node.range.start..cut], &text[cut..node.range.end]))
}

/// The one of three that changed, where only one did, or both alike; `None` where that cannot be said.
pub(super) fn changed<'a>(base: &str, mine: &'a str, theirs: &'a str) -> Option<&'a str> {
    let (b, m, t) = (normal(base), normal(mine), normal(theirs));
    if m == t || b == t { Some(mine) } else { (b == m).then_some(theirs) }
}
