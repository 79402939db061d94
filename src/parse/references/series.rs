//! Lists and ranges: what may follow a first point (`8③`, `2-③`) without naming it in full again. Knows no kind of its own.

use super::cursor::Cursor;
use super::found::Found;
use super::signs::{is_blank, is_hyphen, is_range, list_separator};
use crate::model::{Circled, RawRef};

/// What a kind of point must tell.
pub(super) trait Grammar {
    /// A place that can be cited.
    type Point;

    /// Reads a whole point. `first` is the other end where it closes a range.
    fn point(&self, cursor: &mut Cursor<'_>, first: Option<&Self::Point>) -> Option<Self::Point>;

    /// What a circled number alone means behind `before`.
    fn sibling(&self, before: &Self::Point, number: Circled) -> Option<Self::Point>;

    /// The points between the ends of a range; none if it cannot be told.
    fn between(&self, first: &Self::Point, last: &Self::Point) -> Vec<Self::Point>;

    /// The reference to a point.
    fn reference(&self, point: &Self::Point) -> RawRef;
}

/// A further point, where it begins and ends, and what it is to the one before.
struct Step<'t, P> {
    point: P,
    start: usize,
    end: Cursor<'t>,
    relation: Relation,
}

#[derive(PartialEq, Eq)]
enum Relation {
    Next,
    EndOfRange,
}

/// Reads a point and all that hangs on it: `8①②`, `8①～③`, `2-③、④`. Tells where it ends.
pub(super) fn read<'t, G: Grammar>(grammar: &G, cursor: Cursor<'t>, found: &mut Vec<Found>) -> Option<Cursor<'t>> {
    let mut end = cursor;
    let mut start = cursor.at();
    let mut point = grammar.point(&mut end, None)?;
    found.push(Found::shown(grammar.reference(&point), start..end.at()));
    while let Some(step) = step(grammar, end, &point) {
        if step.relation == Relation::EndOfRange {
            let between = grammar.between(&point, &step.point);
            found.extend(between.iter().map(|it| Found::between(grammar.reference(it), start..step.end.at())));
        }
        (point, start, end) = (step.point, step.start, step.end);
        found.push(Found::shown(grammar.reference(&point), start..end.at()));
    }
    Some(end)
}

fn step<'t, G: Grammar>(grammar: &G, cursor: Cursor<'t>, before: &G::Point) -> Option<Step<'t, G::Point>> {
    let next = bare(grammar, cursor, before).or_else(|| {
        let mut ahead = cursor;
        list_separator(&mut ahead).then(|| bare(grammar, ahead, before)).flatten()
    });
    next.or_else(|| end_of_range(grammar, cursor, before))
}

/// A circled number alone.
fn bare<'t, G: Grammar>(grammar: &G, cursor: Cursor<'t>, before: &G::Point) -> Option<Step<'t, G::Point>> {
    let mut end = cursor;
    let point = grammar.sibling(before, end.take(Circled::from_char)?)?;
    Some(Step { point, start: cursor.at(), end, relation: Relation::Next })
}

fn end_of_range<'t, G: Grammar>(grammar: &G, mut cursor: Cursor<'t>, before: &G::Point) -> Option<Step<'t, G::Point>> {
    if !cursor.skip(is_hyphen) {
        cursor.skip(is_blank);
        cursor.skip(is_range).then_some(())?;
        cursor.skip(is_blank);
    }
    let step = bare(grammar, cursor, before).or_else(|| {
        let mut end = cursor;
        let point = grammar.point(&mut end, Some(before))?;
        Some(Step { point, start: cursor.at(), end, relation: Relation::Next })
    })?;
    Some(Step { relation: Relation::EndOfRange, ..step })
}
