//! The number that a cell or a line begins with, and what follows it. A circled number is never folded into a digit.

use crate::model::{Circled, ItemId};

/// Words behind a digit that make it a count: 2つの, 3回.
const COUNTERS: &str = "つ回年月日号件名人台個か箇ヶカヵ種点章階版段以次割要者世重本桁文社%％";

/// `2-①`, `2-(1)`, `2(1)` and what follows. `2-1` and `2-01` count only if nothing follows: they may be anything else.
pub(super) fn item(text: &str) -> Option<(ItemId, &str)> {
    let text = text.trim();
    let id = ItemId::parse_written(text)?;
    let mut chars = text.chars();
    chars.next();
    let behind = chars.as_str().trim_start_matches(['-', '－', '‐', '‑', '–', '−', 'ー']);
    if let Some((_, rest)) = small(behind) {
        return Some((id, rest));
    }
    let rest = behind.trim_start_matches(|it| digit(it).is_some());
    rest.is_empty().then_some((id, rest))
}

/// `①`, `⑴`, `(1)` and what follows.
pub(super) fn small(text: &str) -> Option<(u8, &str)> {
    let text = text.trim();
    let mut chars = text.chars();
    let first = chars.next()?;
    if let Some(circled) = Circled::from_char(first) {
        return Some((circled.number(), chars.as_str().trim_start()));
    }
    if ('⑴'..='⒇').contains(&first) {
        let number = u8::try_from(first as u32 - '⑴' as u32 + 1).ok()?;
        return Some((number, chars.as_str().trim_start()));
    }
    let inner = text.strip_prefix(['(', '（'])?;
    let (number, rest) = digits(inner)?;
    let rest = rest.strip_prefix([')', '）'])?;
    let number = u8::try_from(number).ok().filter(|it| (1..=50).contains(it))?;
    Some((number, rest.trim_start()))
}

/// The heading of a section of the checklist: `２ 医療情報システムの管理・運用`, `2．体制`. No sentence, no count.
pub(super) fn section(text: &str) -> Option<(u8, &str)> {
    let text = text.trim();
    let first = text.chars().next()?;
    let number = digit(first).filter(|it| (1..=9).contains(it))?;
    let rest = &text[first.len_utf8()..];
    let title = rest.trim_start_matches([' ', '　', '\t', '.', '．', '、']);
    let head = title.chars().next()?;
    let is_glued = title.len() == rest.len();
    let is_word = head.is_alphabetic() && !head.is_ascii() && digit(head).is_none();
    let sound = is_word && !(is_glued && COUNTERS.contains(head)) && !text.contains('。');
    (sound && title.chars().count() <= 40).then_some((u8::try_from(number).ok()?, title))
}

/// One digit of either width alone.
pub(super) fn lone_digit(text: &str) -> Option<u8> {
    let mut chars = text.trim().chars();
    let number = digit(chars.next()?)?;
    let rest = chars.as_str().trim_start_matches(['.', '．']);
    (rest.is_empty() && (1..=9).contains(&number)).then(|| u8::try_from(number).ok()).flatten()
}

/// A digit of either width.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// One to four digits of either width, and what follows.
pub(super) fn digits(text: &str) -> Option<(u32, &str)> {
    let mut number = None;
    let mut rest = text;
    for c in text.chars().take(4) {
        let Some(it) = digit(c) else { break };
        number = Some(number.unwrap_or_default() * 10 + it);
        rest = &rest[c.len_utf8()..];
    }
    Some((number?, rest))
}

/// Half width for what has one: `Ｒ８．０` is `R8.0`. Unlike NFKC it leaves circled numbers as they are.
pub(super) fn narrow(text: &str) -> String {
    let fold = |c: char| match c {
        '！'..='～' => char::from_u32(c as u32 - '！' as u32 + '!' as u32).unwrap_or(c),
        '　' => ' ',
        _ => c,
    };
    text.chars().map(fold).collect()
}

/// Texts of lines as one: between two Japanese characters a line end is nothing, else a blank.
pub(super) fn join<'a>(lines: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for line in lines.into_iter().map(str::trim).filter(|it| !it.is_empty()) {
        let glue = out.chars().next_back().zip(line.chars().next()).is_some_and(|(a, b)| a.is_ascii() && b.is_ascii());
        if glue {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_with_what_follows() {
        let shown = |text| item(text).map(|(id, rest)| (id.to_string(), rest.to_owned()));
        let some = |id: &str, rest: &str| Some((id.to_owned(), rest.to_owned()));
        assert_eq!(shown("２－②　架空の項目"), some("2-02", "架空の項目"));
        assert_eq!(shown("2(10)架空"), some("2-10", "架空"));
        assert_eq!(shown("2-⑬"), some("2-13", ""));
        assert_eq!(shown("2-01"), some("2-01", ""));
        for text in ["2-1 回の確認", "3.1.2②", "2025-06-02", "①", "2"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }

    #[test]
    fn sections_are_headings_and_no_counts() {
        assert_eq!(section("２ 架空の管理・運用"), Some((2, "架空の管理・運用")));
        assert_eq!(section("２．架空"), Some((2, "架空")));
        assert_eq!(section("３架空の対応"), Some((3, "架空の対応")));
        for text in ["2つの方法", "２要素認証", "2-①", "2.1 架空", "2", "2 架空です。続く", "12 架空", "2 users"]
        {
            assert_eq!(section(text), None, "{text}");
        }
        assert_eq!(
            (lone_digit("２"), lone_digit("2."), lone_digit("12"), lone_digit("0")),
            (Some(2), Some(2), None, None)
        );
    }

    #[test]
    fn circled_numbers_keep_apart_from_digits() {
        assert_eq!(narrow("３．１．２②　Ｒ８"), "3.1.2② R8");
        assert_eq!(small("⑫架空"), Some((12, "架空")));
        assert_eq!(small("（３） 架空"), Some((3, "架空")));
        assert_eq!(small("(3 架空"), None);
    }
}
