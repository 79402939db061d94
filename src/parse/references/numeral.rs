//! Numbers: Arabic ones of either width, and kanji ones. Never reads a circled number as a digit.

use super::cursor::Cursor;
use super::signs::digit;

/// More digits than this are no number of ours.
const LONGEST: usize = 4;

/// One to four digits without a leading zero, and no digit behind.
pub(super) fn arabic(cursor: &mut Cursor<'_>) -> Option<u16> {
    let mut value = cursor.take(digit).filter(|it| *it > 0)?;
    for _ in 1..LONGEST {
        match cursor.take(digit) {
            Some(next) => value = value * 10 + next,
            None => return Some(value),
        }
    }
    cursor.peek().and_then(digit).is_none().then_some(value)
}

/// `12`, `１２`, `十二`.
pub(super) fn any(cursor: &mut Cursor<'_>) -> Option<u16> {
    let start = *cursor;
    arabic(cursor).or_else(|| {
        *cursor = start;
        kanji(cursor)
    })
}

enum Sign {
    Digit(u16),
    Unit(u16),
}

fn sign(c: char) -> Option<Sign> {
    if let Some(value) = "〇一二三四五六七八九".chars().position(|it| it == c) {
        return u16::try_from(value).ok().map(Sign::Digit);
    }
    match c {
        '十' => Some(Sign::Unit(10)),
        '百' => Some(Sign::Unit(100)),
        '千' => Some(Sign::Unit(1000)),
        _ => None,
    }
}

/// 十二, 百二十三, and by place 一二〇. `None` beyond 9999.
fn kanji(cursor: &mut Cursor<'_>) -> Option<u16> {
    let (mut whole, mut digits) = (0_u32, 0_u32);
    for _ in 0..2 * LONGEST {
        match cursor.take(sign) {
            Some(Sign::Digit(it)) => digits = digits * 10 + u32::from(it),
            Some(Sign::Unit(it)) => {
                whole += digits.max(1) * u32::from(it);
                digits = 0;
            }
            None => break,
        }
    }
    let value = whole + digits;
    let ended = cursor.peek().and_then(sign).is_none();
    u16::try_from(value).ok().filter(|it| ended && (1..=9999).contains(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_every_kind() {
        for (text, value) in [("12", 12), ("１２", 12), ("十", 10), ("十二", 12), ("百二十三", 123), ("一二〇", 120)]
        {
            assert_eq!(any(&mut Cursor::new(text, 0)), Some(value), "{text}");
        }
        for text in ["", "0", "012", "12345", "〇", "①", "1①".trim_start_matches('1'), "一二三四五六七八九"]
        {
            assert_eq!(any(&mut Cursor::new(text, 0)), None, "{text}");
        }
    }
}
