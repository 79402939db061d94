//! ▶ notes: the word behind the sign, and the tokens that the word asks for. Whether any of it exists is not asked here.

use super::bcp::Bcp;
use super::clause;
use super::cursor::Cursor;
use super::found::Found;
use super::guideline::{Guideline, Place};
use super::items::Items;
use super::signs::{
    closes, is_blank, is_circled, is_comma, is_digit, is_dot, is_glued, is_hyphen, is_latin, is_letter, opens,
};
use super::{rows, rules, series};
use crate::model::{DrawingKind, Numbered, RawRef};
use crate::parse::run::Run;
use crate::source::Spanned;

/// What a note points into.
enum Book {
    Guideline(Spanned<Box<str>>),
    Rules,
    Bcp,
    Register,
    Checklist,
    Drawing(DrawingKind),
}

/// Reads a whole note. A sign without a word stays text.
pub(super) fn read<'t>(cursor: Cursor<'t>, run: &Run, found: &mut Vec<Found>) -> Cursor<'t> {
    let mut end = cursor;
    end.word(&["▶\u{fe0e}", "▶\u{fe0f}", "▶"]);
    end.skip_all(is_blank);
    let Some(book) = book(&mut end, run) else { return cursor };
    end = tokens(&book, end, found);
    match found.first_mut() {
        Some(first) => first.range.start = cursor.at(),
        None => {
            let (to, behind) = alone(book, end);
            end = behind;
            found.push(Found::shown(to, cursor.at()..end.at()));
        }
    }
    end
}

fn book(cursor: &mut Cursor<'_>, run: &Run) -> Option<Book> {
    let start = *cursor;
    let known = if cursor.word(&["運用管理規程"]) {
        Some(Book::Rules)
    } else if cursor.word(&["BCP", "ＢＣＰ"]) {
        let whole = !cursor.peek().is_some_and(|c| is_latin(c) && !is_digit(c));
        whole.then_some(Book::Bcp)
    } else if cursor.word(&["台帳"]) {
        Some(Book::Register)
    } else if cursor.word(&["チェックリスト"]) {
        Some(Book::Checklist)
    } else {
        DrawingKind::ALL.into_iter().find(|it| cursor.word(&[it.japanese()])).map(Book::Drawing)
    };
    known.or_else(|| {
        *cursor = part(start);
        let name = cursor.since(start);
        let span = run.span(start.at()..cursor.at());
        (!name.is_empty()).then(|| Book::Guideline(Spanned::new(name.into(), span)))
    })
}

/// The end of a part's name: behind its first 編, else before a blank, digit, circled number or punctuation.
fn part(mut cursor: Cursor<'_>) -> Cursor<'_> {
    while cursor.skip(|c| c != '編' && is_letter(c) && !is_digit(c) && !is_circled(c)) {}
    cursor.skip(|c| c == '編');
    cursor
}

/// What a note without tokens points at, and where it ends. 台帳 and チェックリスト alone name nothing, and a number behind
/// BCP that cannot be read is not passed over.
fn alone(book: Book, end: Cursor<'_>) -> (RawRef, Cursor<'_>) {
    let (behind, ends) = in_place_of_number(end);
    match book {
        Book::Guideline(part) => (RawRef::Part(part.value), end),
        Book::Rules => (RawRef::Rules, end),
        Book::Bcp if behind.starts_with(is_digit) && !is_glued(ends) => (RawRef::NoNumber(Numbered::Bcp, behind), ends),
        Book::Bcp => (RawRef::Bcp(None), end),
        Book::Register => (RawRef::NoNumber(Numbered::Register, behind), ends),
        Book::Checklist => (RawRef::NoNumber(Numbered::Checklist, behind), ends),
        Book::Drawing(kind) => (RawRef::Drawing(kind), end),
    }
}

/// What may have been meant as a number, on the same line: `A-1`, `（SV-01）`, `：3.2`; and where it ends.
fn in_place_of_number(end: Cursor<'_>) -> (Box<str>, Cursor<'_>) {
    let mut start = end;
    start.skip_all(|c| is_blank(c) && c != '\n');
    let mut ends = start;
    ends.skip(|c| matches!(c, ':' | '：'));
    let opened = ends.skip(opens);
    ends.skip_all(|c| is_latin(c) || is_hyphen(c) || is_dot(c) || is_circled(c) || c == '_');
    if opened {
        ends.skip(closes);
    }
    let behind = ends.since(start);
    if behind.contains(|c| is_latin(c) || is_circled(c)) { (behind.into(), ends) } else { (Box::default(), end) }
}

/// Reads tokens and the separators between them, and ends behind the last token (or the word).
fn tokens<'t>(book: &Book, mut end: Cursor<'t>, found: &mut Vec<Found>) -> Cursor<'t> {
    let mut place = Place::First;
    let mut last = None;
    loop {
        let mut start = end;
        match place {
            Place::First => start.skip_all(is_blank),
            Place::Later if separator(book, &mut start) => (),
            Place::Later => return end,
        }
        let Some(next) = token(book, start, place, last, found) else { return end };
        (last, place, end) = (Some(next.since(start)), Place::Later, next);
    }
}

fn token<'t>(
    book: &Book,
    cursor: Cursor<'t>,
    place: Place,
    last: Option<&str>,
    found: &mut Vec<Found>,
) -> Option<Cursor<'t>> {
    match book {
        Book::Guideline(part) => series::read(&Guideline { part, place }, cursor, found),
        Book::Bcp => series::read(&Bcp { place }, cursor, found),
        Book::Rules => rules::token(cursor, found),
        Book::Register => row(cursor, last, found),
        Book::Checklist => series::read(&Items::Note, cursor, found),
        Book::Drawing(_) => None,
    }
}

/// Directly behind 台帳 only a Latin id begins: `▶台帳SV-01`, but not `▶台帳の`.
fn row<'t>(cursor: Cursor<'t>, last: Option<&str>, found: &mut Vec<Found>) -> Option<Cursor<'t>> {
    let apart = last.is_some() || cursor.previous().is_some_and(is_blank) || cursor.peek().is_some_and(is_latin);
    apart.then(|| rows::token(cursor, last, found)).flatten()
}

/// Skips blanks and one comma; between clauses also the words that join them. Tells whether there was anything.
fn separator(book: &Book, cursor: &mut Cursor<'_>) -> bool {
    let start = cursor.at();
    cursor.skip_all(is_blank);
    match book {
        Book::Rules => clause::separator(cursor),
        Book::Guideline(_) | Book::Bcp | Book::Register | Book::Checklist | Book::Drawing(_) => cursor.skip(is_comma),
    };
    cursor.skip_all(is_blank);
    cursor.at() > start
}
