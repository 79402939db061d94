//! Telephone numbers in prose: half- or full-width, with hyphens of every kind. Nothing here makes a finding.

/// A number as written, and its digits.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Number<'a> {
    /// Where it begins.
    pub(super) at: usize,
    pub(super) written: &'a str,
    pub(super) digits: String,
}

/// All telephone numbers of `text`: 10 or 11 digits that begin with 0, parted by hyphens. Without a hyphen only a mobile
/// one counts: an institution's code has ten digits too.
pub(super) fn numbers(text: &str) -> Vec<Number<'_>> {
    let mut found = Vec::new();
    let mut start = None;
    let mut before = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (sign(c), start) {
            (Some(_), Some(_)) => (),
            (Some(Sign::Digit(_)), None) if !before.is_some_and(is_of_a_code) => start = Some(at),
            (Some(_), None) => (),
            (None, Some(from)) => {
                let written = Some(&text[from..at]).filter(|_| !c.is_ascii_alphanumeric());
                found.extend(written.and_then(|it| number(from, it)));
                start = None;
            }
            (None, None) => (),
        }
        before = Some(c);
    }
    found
}

/// Whether words speak of a fax and of nothing that one talks into: a column's head.
pub(super) fn is_fax(words: &str) -> bool {
    let words = words.to_lowercase();
    FAX.iter().any(|it| words.contains(it)) && !["電話", "tel", "ｔｅｌ"].iter().any(|it| words.contains(it))
}

/// Whether the number behind `before` is that of a fax: ファクス番号：0000-00-1201.
pub(super) fn is_of_fax(before: &str) -> bool {
    let before = before.to_lowercase();
    let before = before.trim_end_matches(|it: char| it.is_whitespace() || "：:（(は、番号".contains(it));
    FAX.iter().any(|it| before.ends_with(it))
}

/// What people call a fax, in lower case.
const FAX: [&str; 5] = ["ファクス", "ファックス", "ファクシミリ", "fax", "ｆａｘ"];

/// `MS-0000-00-1200` is no telephone number.
fn is_of_a_code(before: char) -> bool {
    before.is_ascii_alphanumeric() || before == '-'
}

/// Whether `text` may hold a number at all: a pass over its bytes, since most texts hold none, and a closer look at those
/// that have a hyphen behind a digit, as every ▶ note has.
pub(super) fn may_hold_one(text: &str) -> bool {
    has_signs(text) && has_a_run(text)
}

/// Whether enough digits stand together for a number, with nothing but hyphens between.
fn has_a_run(text: &str) -> bool {
    let mut digits = 0;
    text.chars().any(|c| {
        digits = match sign(c) {
            Some(Sign::Digit(_)) => digits + 1,
            Some(Sign::Hyphen) => digits,
            None => 0,
        };
        digits >= SHORTEST
    })
}

fn has_signs(text: &str) -> bool {
    // A digit before a hyphen of any kind (E2, E3 and EF begin those that are not ASCII), a full-width digit, or many digits
    // in a row.
    let mut run = 0_usize;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        run = if byte.is_ascii_digit() { run + 1 } else { 0 };
        let is_before_hyphen = run > 0 && bytes.peek().is_some_and(|it| matches!(it, b'-' | 0xE2 | 0xE3 | 0xEF));
        if is_before_hyphen || run > 10 || (byte == 0xBC && bytes.peek().is_some_and(|it| (0x90..=0x99).contains(it))) {
            return true;
        }
    }
    false
}

/// How many digits a number has.
const SHORTEST: usize = 10;
const LONGEST: usize = 11;

enum Sign {
    Digit(char),
    Hyphen,
}

fn sign(c: char) -> Option<Sign> {
    match c {
        '0'..='9' => Some(Sign::Digit(c)),
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).map(Sign::Digit),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '－' | 'ー' => Some(Sign::Hyphen),
        _ => None,
    }
}

fn number(at: usize, written: &str) -> Option<Number<'_>> {
    let digits: String = written
        .chars()
        .filter_map(|it| if let Some(Sign::Digit(digit)) = sign(it) { Some(digit) } else { None })
        .collect();
    let written = written.trim_end_matches(|it| matches!(sign(it), Some(Sign::Hyphen)));
    let has_hyphen = written.chars().count() > digits.len();
    let is_mobile = digits.len() == 11 && ["050", "070", "080", "090"].iter().any(|it| digits.starts_with(it));
    let fits = (SHORTEST..=LONGEST).contains(&digits.len()) && digits.starts_with('0') && (has_hyphen || is_mobile);
    fits.then_some(Number { at, written, digits })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_in_every_width() {
        for (text, digits) in [
            ("電話は0000-00-1200へ", "0000001200"),
            ("０９０－１２３４－５６７８", "09012345678"),
            ("09012345678、", "09012345678"),
            ("（03‐0000‐0000）", "0300000000"),
        ] {
            let found: Vec<_> = numbers(text).into_iter().map(|it| it.digits).collect();
            assert_eq!(found, [digits], "{text}");
            assert!(may_hold_one(text), "{text}");
        }
        for other in [
            "2025-12-01",
            "0123456789",
            "MS-0000-00-1200",
            "0000-00-1200x",
            "192.168.10.10",
            "A0000-00-1200",
            "1200-00-0000",
        ] {
            assert_eq!(numbers(other), [], "{other}");
        }
    }

    #[test]
    fn a_text_without_numbers_is_skipped() {
        for text in ["", "第12条 令和7年", "192.168.10.10", "平日8時から20時"] {
            assert!(!may_hold_one(text), "{text}");
        }
    }
}
