//! How a text file is written (UTF-8 with or without a mark, CP932), and changing a place in it so that every other byte
//! stays. Never writes a file.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::SHIFT_JIS;

const MARK: &str = "\u{feff}";

/// A text that takes the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// Bytes of the text as read: UTF-8, without a mark.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
}

/// How a text is written to its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// UTF-8.
    Utf8,
    /// UTF-8 behind a byte order mark, as Excel saves it.
    Utf8Marked,
    /// What older Windows programs write.
    Cp932,
}

impl Writing {
    /// How `text` is written in `bytes`; `None` where the bytes are another text.
    pub fn of(bytes: &[u8], text: &str) -> Option<Self> {
        if bytes == text.as_bytes() {
            return Some(Self::Utf8);
        }
        if bytes.strip_prefix(MARK.as_bytes()) == Some(text.as_bytes()) {
            return Some(Self::Utf8Marked);
        }
        let decoded = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
        decoded.filter(|it| *it == text).map(|_| Self::Cp932)
    }

    /// The name that people know.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Marked => "UTF-8",
            Self::Cp932 => "CP932",
        }
    }

    /// The text as it is read back once it was written. Only CP932 has two numbers for one sign: `−`, `〜`, `—` and a few
    /// more are one sign to JIS, and Windows reads them as `－`, `～`, `―`.
    pub fn settled(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Utf8 | Self::Utf8Marked => text.into(),
            Self::Cp932 if text.contains(|it| windows_sign(it) != it) => text.chars().map(windows_sign).collect(),
            Self::Cp932 => text.into(),
        }
    }

    /// The first character that cannot be written so.
    pub fn first_unwritable(self, text: &str) -> Option<char> {
        text.chars().find(|it| match self {
            Self::Utf8 | Self::Utf8Marked => false,
            Self::Cp932 => cp932(*it).is_none(),
        })
    }

    /// `bytes`, which read `text`, with the splices made: sorted, apart from each other. `None` where a character cannot
    /// be written or `bytes` are another text.
    pub fn splice(self, bytes: &[u8], text: &str, splices: &[Splice]) -> Option<Vec<u8>> {
        (Self::of(bytes, text) == Some(self)).then_some(())?;
        let mut places = Places { bytes, text, writing: self, at: 0, place: 0 };
        places.place = match self {
            Self::Utf8Marked => MARK.len(),
            Self::Utf8 | Self::Cp932 => 0,
        };
        let mut out = bytes[..places.place].to_vec();
        for splice in splices {
            out.extend_from_slice(places.up_to(splice.range.start)?);
            out.extend(self.written(&splice.text)?);
            places.up_to(splice.range.end)?;
        }
        out.extend_from_slice(&bytes[places.place..]);
        Some(out)
    }

    fn written(self, text: &str) -> Option<Vec<u8>> {
        match self {
            Self::Utf8 | Self::Utf8Marked => Some(text.as_bytes().to_vec()),
            Self::Cp932 => text.chars().map(cp932).collect::<Option<Vec<_>>>().map(|it| it.concat()),
        }
    }
}

/// Where in the bytes a place of the text is. CP932 has several codes for some characters, so bytes that stay are copied
/// and never written anew.
struct Places<'a> {
    bytes: &'a [u8],
    text: &'a str,
    writing: Writing,
    /// In the text.
    at: usize,
    /// In the bytes.
    place: usize,
}

impl<'a> Places<'a> {
    /// The bytes from here to `end` of the text.
    fn up_to(&mut self, end: usize) -> Option<&'a [u8]> {
        let passed = self.text.get(self.at..end)?;
        let length = match self.writing {
            Writing::Utf8 | Writing::Utf8Marked => passed.len(),
            Writing::Cp932 => length(&self.bytes[self.place..], passed.chars().count())?,
        };
        let start = self.place;
        (self.at, self.place) = (end, start + length);
        self.bytes.get(start..self.place)
    }
}

/// How many bytes of CP932 hold so many characters.
fn length(bytes: &[u8], characters: usize) -> Option<usize> {
    let mut length = 0;
    for _ in 0..characters {
        let is_lead = matches!(bytes.get(length)?, 0x81..=0x9f | 0xe0..=0xfc);
        length += 1 + usize::from(is_lead);
    }
    Some(length)
}

fn cp932(it: char) -> Option<Vec<u8>> {
    let settled = windows_sign(it).to_string();
    let (bytes, _, failed) = SHIFT_JIS.encode(&settled);
    let reads = SHIFT_JIS.decode_without_bom_handling(&bytes).0 == settled;
    // 0x80 is no character of CP932: a file that has it is not read as one.
    (!failed && reads && it != '\u{80}').then(|| bytes.into_owned())
}

/// The number that Windows gives to a sign of JIS X 0208 that others give another.
fn windows_sign(it: char) -> char {
    match it {
        '\u{2212}' => '\u{ff0d}',
        '\u{301c}' => '\u{ff5e}',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        '\u{a2}' => '\u{ffe0}',
        '\u{a3}' => '\u{ffe1}',
        '\u{ac}' => '\u{ffe2}',
        _ => it,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn signs_with_two_numbers_are_written() {
        for sign in "−〜—‖¢£¬～－髙㈱①﨑ｱ\\".chars() {
            let text = sign.to_string();
            assert_eq!(Writing::Cp932.first_unwritable(&text), None, "{sign}");
            let splice = Splice { range: 0..3, text: text.clone() };
            let written = Writing::Cp932.splice(&SHIFT_JIS.encode("あい").0, "あい", &[splice]);
            let read = SHIFT_JIS.decode_without_bom_handling(&written.unwrap_or_default()).0.into_owned();
            assert_eq!(read, format!("{}い", Writing::Cp932.settled(&text)), "{sign}");
        }
        for sign in "¥𠮷é😀\u{80}".chars() {
            assert_eq!(Writing::Cp932.first_unwritable(&sign.to_string()), Some(sign));
        }
    }

    #[test]
    fn codes_that_nobody_would_write_stay() {
        // 髙 as NEC gave it, ∵ twice: another program would write all three anew.
        let bytes = b"\xee\xe0,\x87\x9a,\x81\xe6";
        let text = SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned();
        let after = Splice { range: text.len()..text.len(), text: "x".to_owned() };
        assert_eq!(Writing::Cp932.splice(bytes, &text, &[after]), Some([bytes.as_slice(), b"x"].concat()));
    }

    proptest! {
        #[test]
        fn a_splice_is_that_of_the_text(
            text in "[aあ髙～①ｱ\r\n]{0,9}", new in "[bい㈱]{0,4}", cut in 0usize..9, len in 0usize..9,
        ) {
            let starts: Vec<usize> = text.char_indices().map(|it| it.0).chain([text.len()]).collect();
            let start = starts[cut.min(starts.len() - 1)];
            let end = starts[(cut + len).min(starts.len() - 1)];
            let splice = Splice { range: start..end, text: new.clone() };
            let mut expected = text.clone();
            expected.replace_range(start..end, &new);
            let sjis = |it: &str| SHIFT_JIS.encode(it).0.into_owned();
            for (writing, bytes, after) in [
                (Writing::Utf8, text.clone().into_bytes(), expected.clone().into_bytes()),
                (Writing::Utf8Marked, (MARK.to_owned() + &text).into_bytes(), (MARK.to_owned() + &expected).into_bytes()),
                (Writing::Cp932, sjis(&text), sjis(&expected)),
            ] {
                // A text of ASCII alone is UTF-8 to everybody.
                if Writing::of(&bytes, &text) == Some(writing) {
                    prop_assert_eq!(writing.splice(&bytes, &text, std::slice::from_ref(&splice)), Some(after));
                } else {
                    prop_assert!(text.is_ascii());
                }
            }
        }
    }
}
