//! Ids of register rows behind `▶台帳`. Whether a row exists is not asked here.
//!
//! An id is what the author chose, so its end is told by what cannot belong to one: blanks, punctuation, a conjunction,
//! and hiragana in an id that did not begin with it (`SV-01を`).

use super::cursor::Cursor;
use super::found::Found;
use super::signs::{CONJUNCTIONS, is_circled, is_digit, is_hiragana, is_hyphen, is_latin, is_letter};
use crate::model::{RawRef, RowId};

/// Reads one id. Behind `before`, only one of the same shape counts: `▶台帳 SV-01、ルータは` names one row.
pub(super) fn token<'t>(cursor: Cursor<'t>, before: Option<&str>, found: &mut Vec<Found>) -> Option<Cursor<'t>> {
    let end = id(cursor);
    let written = end.since(cursor);
    if before.is_some_and(|it| shape(it) != shape(written) || !written.contains(is_digit)) {
        return None;
    }
    found.push(Found::shown(RawRef::Row(RowId::new(written)?), cursor.at()..end.at()));
    Some(end)
}

fn id(mut cursor: Cursor<'_>) -> Cursor<'_> {
    let kana = cursor.peek().is_some_and(is_hiragana);
    let mut end = cursor;
    while kana || !{ cursor }.word(&CONJUNCTIONS) {
        if cursor.skip(|c| is_letter(c) && !is_circled(c) && (kana || !is_hiragana(c))) {
            end = cursor;
        } else if !cursor.skip(|c| is_hyphen(c) || c == '_') {
            break;
        }
    }
    end
}

/// What two ids of one list have in common.
#[derive(PartialEq, Eq)]
struct Shape {
    latin: bool,
    digit: bool,
    hyphen: bool,
}

fn shape(id: &str) -> Shape {
    let begins = |is: fn(char) -> bool| id.chars().next().is_some_and(is);
    Shape { latin: begins(is_latin), digit: begins(is_digit), hyphen: id.contains(is_hyphen) }
}
