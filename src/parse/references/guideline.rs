//! Citations of the guideline: `N(.N)*[.]?[①-㊿]*` behind a part. Whether part or section exist is not asked here.

use super::cursor::Cursor;
use super::items;
use super::section::{between, is_bare, section};
use super::series::Grammar;
use super::signs::{is_circled, is_dot, is_glued, is_hyphen};
use crate::model::{Circled, RawRef, SectionNumber};
use crate::source::Spanned;

/// Where in its note a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Directly behind the word: a whole number counts.
    First,
    /// Behind another token: a whole number counts with a circled one only.
    Later,
}

/// The tokens behind one part.
pub(super) struct Guideline<'a> {
    pub(super) part: &'a Spanned<Box<str>>,
    pub(super) place: Place,
}

/// A section, perhaps one compliance item of it.
pub(super) struct Point {
    section: SectionNumber,
    item: Option<Circled>,
}

impl Grammar for Guideline<'_> {
    type Point = Point;

    fn point(&self, cursor: &mut Cursor<'_>, first: Option<&Point>) -> Option<Point> {
        let start = *cursor;
        let section = section(cursor)?;
        cursor.skip(is_dot);
        let item = cursor.take(Circled::from_char);
        let point = Point { section, item };
        let sound = match first {
            None => item.is_some() || self.opens(&point, start, *cursor),
            Some(first) => closes(first, &point, *cursor),
        };
        sound.then_some(point)
    }

    fn sibling(&self, before: &Point, number: Circled) -> Option<Point> {
        before.item.map(|_| Point { section: before.section.clone(), item: Some(number) })
    }

    fn between(&self, first: &Point, last: &Point) -> Vec<Point> {
        match (first.item, last.item) {
            (None, None) => between(&first.section, &last.section)
                .into_iter()
                .map(|section| Point { section, item: None })
                .collect(),
            (Some(from), Some(to)) if first.section == last.section => (from.number() + 1..to.number())
                .map(|it| Point { section: first.section.clone(), item: Circled::new(it) })
                .collect(),
            (Some(_) | None, Some(_) | None) => Vec::new(),
        }
    }

    fn reference(&self, point: &Point) -> RawRef {
        RawRef::Guideline { part: self.part.clone(), section: point.section.clone(), item: point.item }
    }
}

impl Guideline<'_> {
    /// Whether a number without a circled one is a citation: not `9.1版`, `2台`, `2(1)`, nor `8-10`.
    fn opens(&self, point: &Point, start: Cursor<'_>, end: Cursor<'_>) -> bool {
        let bare = is_bare(&point.section);
        let counts =
            !bare || (self.place == Place::First && !end.peek().is_some_and(is_hyphen) && !items::stands(start));
        counts && !is_glued(end)
    }
}

/// Whether a range may end so: both ends have as many levels.
fn closes(first: &Point, last: &Point, end: Cursor<'_>) -> bool {
    let levels = |it: &Point| it.section.levels().len();
    levels(first) == levels(last) && (last.item.is_some() || !(is_glued(end) || end.peek().is_some_and(is_circled)))
}
