//! The signs of the grammar, character by character. Width is folded here alone, and never that of a circled number.

use super::cursor::Cursor;
use crate::model::Circled;

/// 0 to 9, of either width.
pub(super) fn digit(c: char) -> Option<u16> {
    let value = match c {
        '0'..='9' => c as u32 - '0' as u32,
        '０'..='９' => c as u32 - '０' as u32,
        _ => return None,
    };
    u16::try_from(value).ok()
}

pub(super) fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

pub(super) fn is_circled(c: char) -> bool {
    Circled::from_char(c).is_some()
}

/// A letter of the Latin alphabet or a digit, of either width.
pub(super) fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

pub(super) fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309f}')
}

/// A letter of any script; the marks of a decomposed が or ぱ belong to their letter.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{3099}' | '\u{309a}')
}

pub(super) fn is_dot(c: char) -> bool {
    matches!(c, '.' | '．')
}

/// Hyphens and what people type for one; ー is a letter.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '−' | '－')
}

pub(super) fn opens(c: char) -> bool {
    matches!(c, '(' | '（')
}

pub(super) fn closes(c: char) -> bool {
    matches!(c, ')' | '）')
}

/// Between the ends of a range.
pub(super) fn is_range(c: char) -> bool {
    matches!(c, '～' | '〜' | '~')
}

/// A space or a line end.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\u{a0}' | '\u{3000}')
}

/// Between the tokens of a list.
pub(super) fn is_comma(c: char) -> bool {
    matches!(c, '、' | '，' | ',')
}

/// Words that join the last two of a list.
pub(super) const CONJUNCTIONS: [&str; 10] =
    ["及び", "および", "並びに", "ならびに", "又は", "または", "若しくは", "もしくは", "と", "や"];

/// Words that may follow a number without being what it counts.
const FOLLOWERS: [&str; 20] = [
    "を", "の", "に", "は", "が", "も", "で", "へ", "から", "まで", "より", "など", "だけ", "ほか", "等", "参照", "以",
    "第", "章", "節",
];

/// Whether the number that ends here is only the beginning of a word: `9.1版`, `2台`, `2つ`, `99.9%`.
pub(super) fn is_glued(mut cursor: Cursor<'_>) -> bool {
    let free = cursor.word(&CONJUNCTIONS) || cursor.word(&FOLLOWERS);
    !free && cursor.peek().is_some_and(|c| (is_letter(c) && !is_circled(c)) || matches!(c, '%' | '％'))
}

/// Skips `、`, `及び` and the like, with one blank behind.
pub(super) fn list_separator(cursor: &mut Cursor<'_>) -> bool {
    let found = cursor.skip(|c| is_comma(c) || c == '・') || cursor.word(&CONJUNCTIONS);
    found && {
        cursor.skip(is_blank);
        true
    }
}
