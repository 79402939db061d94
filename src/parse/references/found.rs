//! What a reader hands over: references by their place in the text. No spans yet, no inlines.

use std::ops::Range;

use crate::model::RawRef;

/// A reference that was recognised.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) to: RawRef,
    pub(super) range: Range<usize>,
    pub(super) face: Face,
}

/// Whether a reader sees the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    /// It shows its text.
    Shown,
    /// It lies between the ends of a range: a link for the backlinks alone.
    Between,
}

/// What a stretch of text borders on. Decides what a line end there becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// The run's start or end.
    Run,
    /// A reference that reads on like the text around it.
    Prose,
    /// A ▶ note: a line end there is a space.
    Note,
    /// A variable: most values are Japanese, so a line end counts as one next to a Japanese character.
    Variable,
}

impl Found {
    pub(super) fn shown(to: RawRef, range: Range<usize>) -> Self {
        Self { to, range, face: Face::Shown }
    }

    pub(super) fn between(to: RawRef, range: Range<usize>) -> Self {
        Self { to, range, face: Face::Between }
    }
}
