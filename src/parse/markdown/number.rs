//! The numbers that headings and paragraphs begin with: BCP sections, clauses, 項. Never looks beyond the beginning.

use crate::model::{Clause, SectionNumber};

/// `3.2 連絡する`, `３．２　連絡する`: the section number, behind which a space or the end must stand.
pub(crate) fn section(text: &str) -> Option<SectionNumber> {
    let mut levels = Vec::new();
    let mut rest = text;
    loop {
        let (level, behind) = digits(rest)?;
        levels.push(u8::try_from(level).ok()?);
        rest = behind;
        match rest.strip_prefix(['.', '．']) {
            Some(behind) if behind.starts_with(is_digit) => rest = behind,
            Some(behind) => break rest = behind,
            None => break,
        }
    }
    let ends = rest.chars().next().is_none_or(char::is_whitespace);
    ends.then(|| SectionNumber::new(&levels)).flatten()
}

/// `第12条（媒体の管理）`, `第十二条`, `第１２条の２`.
pub(super) fn clause(text: &str) -> Option<Clause> {
    let (article, rest) = numeral(text.strip_prefix('第')?)?;
    let rest = rest.strip_prefix('条')?;
    let branch = rest.strip_prefix('の').and_then(numeral).map(|it| it.0);
    Clause::new(article, branch)
}

/// `２　職員は`: the number of a 項 and a space.
pub(super) fn paragraph(text: &str) -> Option<u16> {
    let (number, rest) = digits(text)?;
    (number > 0 && rest.starts_with([' ', '　'])).then_some(number)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn digit(c: char) -> Option<u16> {
    let offset = if c.is_ascii_digit() { u32::from('0') } else { u32::from('０') };
    is_digit(c).then(|| u16::try_from(u32::from(c) - offset).ok()).flatten()
}

/// A number in digits of either width, and what follows it.
fn digits(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|it| !is_digit(it)).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    let value = |sum: u16, c| sum.checked_mul(10)?.checked_add(digit(c)?);
    (end > 0).then(|| number.chars().try_fold(0, value)).flatten().map(|it| (it, rest))
}

/// A number in digits or in kanji up to 九百九十九, and what follows it.
fn numeral(text: &str) -> Option<(u16, &str)> {
    if text.starts_with(is_digit) {
        return digits(text);
    }
    let end = text.find(|it| kanji(it).is_none()).unwrap_or(text.len());
    let (mut sum, mut ones) = (0u16, None);
    for c in text[..end].chars() {
        match kanji(c)? {
            unit @ (10 | 100) => sum = sum.checked_add(ones.take().unwrap_or(1).min(9) * unit)?,
            digit => ones = Some(ones.unwrap_or(0u16).checked_mul(10)?.checked_add(digit)?),
        }
    }
    (end > 0).then(|| sum.checked_add(ones.unwrap_or(0))).flatten().map(|it| (it, &text[end..]))
}

fn kanji(c: char) -> Option<u16> {
    let index = "〇一二三四五六七八九十百".chars().position(|it| it == c)?;
    match u16::try_from(index).ok()? {
        11 => Some(100),
        value => Some(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_begin_a_heading_of_a_bcp() {
        for (text, number) in [
            ("3.2 連絡する", Some("3.2")),
            ("３．２　連絡する", Some("3.2")),
            ("3. 検知", Some("3")),
            ("3", Some("3")),
            ("3台の端末", None),
            ("2025 年", None),
            ("連絡する", None),
            ("3.2.", Some("3.2")),
        ] {
            assert_eq!(section(text).map(|it| it.to_string()).as_deref(), number, "{text}");
        }
    }

    #[test]
    fn clauses_are_read_in_any_numerals() {
        for (text, id) in [
            ("第12条（目的）", Some("a12")),
            ("第十二条", Some("a12")),
            ("第１２条の２（例外）", Some("a12-2")),
            ("第百二十三条の四", Some("a123-4")),
            ("第二十条", Some("a20")),
            ("第一二条", Some("a12")),
            ("第3章 機器", None),
            ("第条", None),
            ("第0条", None),
            ("第99999条", None),
            ("第12条の管理", Some("a12")),
        ] {
            assert_eq!(clause(text).map(|it| it.to_string()).as_deref(), id, "{text}");
        }
    }

    #[test]
    fn a_paragraph_of_a_clause_begins_with_its_number() {
        assert_eq!(
            [paragraph("２　甲"), paragraph("2 甲"), paragraph("2台"), paragraph("甲")],
            [Some(2), Some(2), None, None]
        );
    }
}
