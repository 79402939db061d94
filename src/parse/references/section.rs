//! Section numbers of the guideline and the BCP as people write them: `3.1.2`, `３．１．２`. Never reads a circled number.

use super::cursor::Cursor;
use super::numeral::arabic;
use super::signs::{is_digit, is_dot};
use crate::model::SectionNumber;

/// A range over more sections than this is not expanded.
const WIDEST: u8 = 50;

/// Reads one to six levels; a dot behind the last one is left.
pub(super) fn section(cursor: &mut Cursor<'_>) -> Option<SectionNumber> {
    let mut levels = vec![level(cursor)?];
    while levels.len() <= 6 && next_level(cursor) {
        levels.push(level(cursor)?);
    }
    SectionNumber::new(&levels)
}

/// Skips a dot that a digit follows.
fn next_level(cursor: &mut Cursor<'_>) -> bool {
    let mut ahead = *cursor;
    let found = ahead.skip(is_dot) && ahead.peek().is_some_and(is_digit);
    if found {
        *cursor = ahead;
    }
    found
}

fn level(cursor: &mut Cursor<'_>) -> Option<u8> {
    arabic(cursor).and_then(|it| u8::try_from(it).ok())
}

/// Whether it is a whole number: `8`.
pub(super) fn is_bare(number: &SectionNumber) -> bool {
    number.levels().len() == 1
}

/// The sections between two of one parent; none where they have different parents or lie too far apart.
pub(super) fn between(first: &SectionNumber, last: &SectionNumber) -> Vec<SectionNumber> {
    let (Some((from, parent)), Some((to, other))) = (first.levels().split_last(), last.levels().split_last()) else {
        return Vec::new();
    };
    if parent != other || to.saturating_sub(*from) > WIDEST {
        return Vec::new();
    }
    (from + 1..*to).filter_map(|it| SectionNumber::new(&[parent, &[it]].concat())).collect()
}
