//! Item numbers: `2-①`, `2-(1)`, `2(1)` of either width, their lists and ranges. Whether an item exists is not asked here.

use super::cursor::Cursor;
use super::found::Found;
use super::numeral::arabic;
use super::series::{self, Grammar};
use super::signs::{closes, digit, is_digit, is_dot, is_hyphen, is_latin, opens};
use crate::model::{Circled, ItemId, RawRef};

/// Where items are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Items {
    /// In a sentence: `2-03` may be anything there.
    Prose,
    /// Behind `▶チェックリスト`: `2-03` is the item, too.
    Note,
}

/// What a plain number in parentheses must not be counting: `2(10)円`.
const UNITS: &str = "円年月日時分秒名人台個件回本枚つ%％";

/// Reads items in a sentence. Where there are none, the cursor stays.
pub(super) fn in_prose<'t>(cursor: Cursor<'t>, found: &mut Vec<Found>) -> Cursor<'t> {
    series::read(&Items::Prose, cursor, found).unwrap_or(cursor)
}

/// Whether an item is written here.
pub(super) fn stands(mut cursor: Cursor<'_>) -> bool {
    written(&mut cursor).is_some()
}

impl Grammar for Items {
    type Point = ItemId;

    fn point(&self, cursor: &mut Cursor<'_>, first: Option<&ItemId>) -> Option<ItemId> {
        if first.is_none() && cursor.previous().is_some_and(holds_on) {
            return None;
        }
        let start = *cursor;
        written(cursor).or_else(|| match self {
            Self::Prose => None,
            Self::Note => {
                *cursor = start;
                id(cursor)
            }
        })
    }

    fn sibling(&self, before: &ItemId, number: Circled) -> Option<ItemId> {
        ItemId::new(before.section().into(), number.number().into())
    }

    fn between(&self, first: &ItemId, last: &ItemId) -> Vec<ItemId> {
        if first.section() != last.section() {
            return Vec::new();
        }
        (first.number() + 1..last.number()).filter_map(|it| ItemId::new(first.section().into(), it.into())).collect()
    }

    fn reference(&self, item: &ItemId) -> RawRef {
        RawRef::Item(*item)
    }
}

/// Whether what stands before a digit makes it part of something else: `12-①`, `v2(1)`, `1.2-①`, `第2(1)`, `図2-①`.
fn holds_on(before: char) -> bool {
    is_latin(before)
        || is_hyphen(before)
        || is_dot(before)
        || matches!(before, '/' | '／' | '第' | '図' | '表' | '注' | '式')
}

/// `2-①`, `2-(1)`, `2(1)`.
fn written(cursor: &mut Cursor<'_>) -> Option<ItemId> {
    let section = cursor.take(digit)?;
    let hyphen = cursor.skip(is_hyphen);
    let number = match cursor.take(Circled::from_char) {
        Some(circled) if hyphen => u16::from(circled.number()),
        Some(_) => return None,
        None => in_parentheses(cursor).filter(|it| *it <= 50)?,
    };
    let counted = !hyphen && cursor.peek().is_some_and(|c| UNITS.contains(c));
    (!counted).then(|| ItemId::new(section.into(), number.into())).flatten()
}

/// `(1)` with no digit, letter or hyphen behind.
fn in_parentheses(cursor: &mut Cursor<'_>) -> Option<u16> {
    cursor.skip(opens).then_some(())?;
    let number = arabic(cursor)?;
    let closed = cursor.skip(closes);
    (closed && !cursor.peek().is_some_and(|c| is_latin(c) || is_digit(c) || starts_phone(*cursor))).then_some(number)
}

/// A hyphen with a digit behind: `2-(1)-5`.
fn starts_phone(mut cursor: Cursor<'_>) -> bool {
    cursor.skip(is_hyphen) && cursor.peek().is_some_and(is_digit)
}

/// `2-03`, with nothing behind that goes on.
fn id(cursor: &mut Cursor<'_>) -> Option<ItemId> {
    let section = cursor.take(digit)?;
    cursor.skip(is_hyphen).then_some(())?;
    let number = cursor.take(digit)? * 10 + cursor.take(digit)?;
    let ended = !cursor.peek().is_some_and(|c| is_latin(c) || is_hyphen(c));
    ended.then(|| ItemId::new(section.into(), number.into())).flatten()
}
