//! Where a token ends: `192.168.1.1` is not in `192.168.1.10`, nor `KDS-0001` in `KDS-00012`. Kanji and kana know no ends:
//! a word of theirs is found within a longer one.

use super::normal::Normal;

/// Up to this length a number of digits alone is a part of many other things: `0001` of `KDS-0001`.
const SHORT_NUMBER: usize = 7;

/// Whether `start..end` of `text` is no part of a longer token.
pub(super) fn is_whole(text: &Normal, start: usize, end: usize) -> bool {
    let value = &text.text[start..end];
    let before = if text.is_gap(start) { "" } else { text.text.get(..start).unwrap_or_default() };
    let after = if text.is_gap(end) { "" } else { text.text.get(end..).unwrap_or_default() };
    let (first, last) = (value.chars().next(), value.chars().next_back());
    let mark_before = before.chars().next_back().filter(|_| !text.is_gap(start.saturating_sub(1)));
    let beyond_before = before.chars().rev().nth(1);
    let beyond_after = after.chars().nth(1).filter(|_| !text.is_gap(end + 1));
    !goes_on(value, first, before.chars().next_back(), mark_before.and(beyond_before))
        && !goes_on(value, last, after.chars().next(), beyond_after)
}

/// Whether the token goes on beyond its `end`: with `next`, or with a mark and what is `beyond` it.
fn goes_on(value: &str, end: Option<char>, next: Option<char>, beyond: Option<char>) -> bool {
    let (Some(end), Some(next)) = (end.filter(|it| is_of_token(*it)), next) else { return false };
    if is_of_token(next) {
        return true;
    }
    let Some(beyond) = beyond.filter(|it| is_of_token(*it)) else { return false };
    let is_number = value.bytes().all(|it| it.is_ascii_digit());
    let are_digits = end.is_ascii_digit() && beyond.is_ascii_digit();
    match next {
        '-' if is_number && value.len() <= SHORT_NUMBER => true,
        '-' | '.' => are_digits && (is_number || value.contains(next)),
        _ => false,
    }
}

/// Letters and digits of scripts that write words apart.
pub(super) fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c < '\u{2E80}' && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(value: &str, text: &str) -> bool {
        let (value, text) = (Normal::of(value).text, Normal::of(text));
        text.text.match_indices(&value).any(|(at, it)| is_whole(&text, at, at + it.len()))
    }

    #[test]
    fn a_token_is_found_beside_what_is_none_of_it() {
        for text in [
            "192.168.1.1",
            "は192.168.1.1です",
            "http://192.168.1.1/",
            "192.168.1.1:8080",
            "admin@192.168.1.1",
            "192.168.1.1/24",
            "192.168.1.1.",
            "192.168.1.1 0",
            "(192.168.1.1)",
            "192.168.1.1-192.168.1.9",
            "192.168.1.1.html",
            "3 192.168.1.1",
            "x-192.168.1.1",
        ] {
            assert!(is_found("192.168.1.1", text), "{text}");
        }
        for text in ["kds-0001.jpg", "KDS-0001_front", "photo-kds-0001", "KDS-0001台", "A/KDS-0001"] {
            assert!(is_found("KDS-0001", text), "{text}");
        }
        assert!(is_found("4821", "暗証番号4821です") && is_found("4821", "pin:4821,"));
    }

    #[test]
    fn a_longer_token_is_another() {
        for text in ["192.168.1.10", "1192.168.1.1", "192.168.1.1.5", "10.192.168.1.1", "192.168.1.1a", "192.168.1.1é"]
        {
            assert!(!is_found("192.168.1.1", text), "{text}");
        }
        for text in ["KDS-00012", "KDS-0001-2", "XKDS-0001"] {
            assert!(!is_found("KDS-0001", text), "{text}");
        }
        for text in ["KDS-4821", "4821-5", "0.4821", "48210", "4821.5"] {
            assert!(!is_found("4821", text), "{text}");
        }
    }

    #[test]
    fn a_word_of_kanji_and_kana_has_no_ends() {
        assert!(is_found("金庫の暗証番号", "これは金庫の暗証番号表である"));
    }
}
