//! Clauses: `第12条`, `第12条の2第3項`, `第十二条`. An article of a law stays text. Whether a clause exists is not asked here.

use super::cursor::Cursor;
use super::found::Found;
use super::numeral::any;
use super::signs::{closes, is_blank, is_glued, is_range, list_separator, opens};
use crate::model::{Clause, ClauseRef, RawRef};

/// How the name of a law, or of another paper with articles, ends.
const LAWS: [&str; 12] = ["法", "令", "則", "律", "条例", "告示", "約款", "規約", "契約", "契約書", "要綱", "要領"];

/// How many characters a law's number in parentheses may have: （平成15年法律第57号）.
const LONGEST_NUMBER: usize = 60;

/// Reads a clause in a sentence; behind a law's name, the whole list of its articles stays text.
pub(super) fn in_prose<'t>(cursor: Cursor<'t>, found: &mut Vec<Found>) -> Cursor<'t> {
    let mut end = cursor;
    let Some(clause) = clause(&mut end) else { return cursor };
    if is_of_a_law(cursor.before()) {
        return articles(end);
    }
    found.push(Found::shown(RawRef::Clause(clause), cursor.at()..end.at()));
    end
}

/// The clause that `text` begins with: 第12条第2項（媒体の管理）.
pub(crate) fn clause_of(text: &str) -> Option<ClauseRef> {
    clause(&mut Cursor::new(text, 0))
}

/// Reads `第12条`, a branch (の2) and a 項.
pub(super) fn clause(cursor: &mut Cursor<'_>) -> Option<ClauseRef> {
    cursor.word(&["第"]).then_some(())?;
    let article = any(cursor)?;
    cursor.word(&["条"]).then_some(())?;
    let clause = branch(cursor, article).or_else(|| Clause::new(article, None))?;
    Some(ClauseRef { clause, paragraph: paragraph(cursor) })
}

/// `の2`, but not `の2つ` or `の一部`.
fn branch(cursor: &mut Cursor<'_>, article: u16) -> Option<Clause> {
    let mut ahead = *cursor;
    ahead.word(&["の"]).then_some(())?;
    let clause = Clause::new(article, Some(any(&mut ahead)?))?;
    (!is_glued(ahead)).then(|| {
        *cursor = ahead;
        clause
    })
}

/// `第2項` or `2項`, on this line or the next, but not `第2項目`.
fn paragraph(cursor: &mut Cursor<'_>) -> Option<u16> {
    let mut ahead = *cursor;
    ahead.skip(|c| c == '\n');
    ahead.word(&["第"]);
    let number = any(&mut ahead)?;
    let ended = ahead.word(&["項"]) && ahead.peek() != Some('目');
    ended.then(|| {
        *cursor = ahead;
        number
    })
}

/// Skips further articles in a list or range.
fn articles(mut cursor: Cursor<'_>) -> Cursor<'_> {
    loop {
        let mut ahead = cursor;
        if !(separator(&mut ahead) && clause(&mut ahead).is_some()) {
            return cursor;
        }
        cursor = ahead;
    }
}

/// What may stand between clauses.
pub(super) fn separator(cursor: &mut Cursor<'_>) -> bool {
    cursor.word(&["から"]) || cursor.skip(is_range) || list_separator(cursor)
}

/// Whether the text before a clause ends with a law's name, perhaps with its number: 医療法（昭和23年法律第205号）.
fn is_of_a_law(before: &str) -> bool {
    let name = before.trim_end_matches(['」', '』']);
    let name = without_number(name).trim_end_matches(['」', '』']);
    let name = name.strip_suffix(is_blank).unwrap_or(name);
    LAWS.iter().any(|it| name.ends_with(it))
}

fn without_number(name: &str) -> &str {
    if !name.ends_with(closes) {
        return name;
    }
    let opening = name.char_indices().rev().take(LONGEST_NUMBER).find(|(_, c)| opens(*c));
    opening.map_or(name, |(at, _)| &name[..at])
}
