//! An item's number as people write it. Never folds a circled number.

use super::{Circled, ItemId};

/// `2-①`, `2①`, `2-(1)`, `2(1)`, `2-⑴`, `2-1`, `2-01`, in half or full width, at the start of `text`.
pub(super) fn read(text: &str) -> Option<ItemId> {
    let text = text.trim_start();
    let (section, rest) = digits(text, 1)?;
    let behind = rest.trim_start_matches(['-', '－', '‐', '‑', '–', '−', 'ー']);
    let first = behind.chars().next()?;
    if let Some(circled) = Circled::from_char(first) {
        return ItemId::new(section, circled.number().into());
    }
    if let Some(number) = parenthesised(first) {
        return ItemId::new(section, number);
    }
    if let Some(inner) = behind.strip_prefix(['(', '（']) {
        let (number, rest) = digits(inner, 2)?;
        return rest.starts_with([')', '）']).then(|| ItemId::new(section, number)).flatten();
    }
    let (number, rest) = digits(behind, 2).filter(|_| behind.len() < rest.len())?;
    digits(rest, 1).is_none().then(|| ItemId::new(section, number)).flatten()
}

/// One to `most` digits of either width, and what follows.
fn digits(text: &str, most: usize) -> Option<(u32, &str)> {
    let mut number = None;
    let mut rest = text;
    for c in text.chars().take(most) {
        let Some(digit) = digit(c) else { break };
        number = Some(number.unwrap_or_default() * 10 + digit);
        rest = &rest[c.len_utf8()..];
    }
    Some((number?, rest))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => c.to_digit(10),
    }
}

/// ⑴ to ⒇.
fn parenthesised(c: char) -> Option<u32> {
    ('⑴'..='⒇').contains(&c).then(|| c as u32 - '⑴' as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_is_read_in_every_written_form() {
        for text in
            ["2-①", "2－①", "２－①", "2①", "2-(1)", "２（１）", "2(1)", "2-⑴", "2-1", "2-01", " 2-① 台帳", "2-1台帳"]
        {
            assert_eq!(read(text).map(ItemId::shown), Some("2-①".to_owned()), "{text}");
        }
        assert_eq!(read("2-⑬").map(ItemId::shown), Some("2-⑬".to_owned()));
        for text in ["", "①", "台帳", "2", "21", "2-", "2-(1", "2-001", "0-①", "合計", "2025-06-02"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
