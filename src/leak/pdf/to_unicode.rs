//! ToUnicode: from the codes of a font to text. What a table does not say stays unread.

use std::collections::BTreeMap;

use encoding_rs::UTF_16BE;

/// No sound table says more than this, all its ranges together.
const CODES_LIMIT: u32 = 0x4_0000;

/// The table of a font.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    /// Lengths in bytes, lowest and highest code.
    spaces: Vec<(usize, u32, u32)>,
    texts: BTreeMap<(usize, u32), String>,
    /// Codes of ranges so far.
    ranged: u32,
}

/// A word of the table's language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word<'a> {
    Hex(&'a str),
    Open,
    Close,
    Plain(&'a str),
}

impl ToUnicode {
    pub(super) fn parse(table: &[u8]) -> Self {
        let table = String::from_utf8_lossy(table);
        let mut all = Self::default();
        let mut words = Words(&table);
        while let Some(word) = words.next() {
            match word {
                Word::Plain("begincodespacerange") => all.spaces(&mut words),
                Word::Plain("beginbfchar") => all.chars(&mut words),
                Word::Plain("beginbfrange") => all.ranges(&mut words),
                Word::Hex(_) | Word::Open | Word::Close | Word::Plain(_) => {}
            }
        }
        all
    }

    /// The text of a string of codes.
    pub(super) fn decode(&self, bytes: &[u8], out: &mut String) {
        let mut rest = bytes;
        while !rest.is_empty() {
            let length = self.length_of(rest);
            let (head, tail) = rest.split_at(length.min(rest.len()));
            if let Some(text) = self.texts.get(&(length, number(head))) {
                out.push_str(text);
            }
            rest = tail;
        }
    }

    fn length_of(&self, bytes: &[u8]) -> usize {
        let fits = |(length, low, high): &(usize, u32, u32)| {
            bytes.get(..*length).is_some_and(|it| (*low..=*high).contains(&number(it)))
        };
        let longest = self.spaces.iter().map(|it| it.0).max().unwrap_or(1);
        self.spaces.iter().find(|it| fits(it)).map_or(longest, |it| it.0)
    }

    fn spaces(&mut self, words: &mut Words<'_>) {
        while let Some((low, high)) = words.pair() {
            self.spaces.push((low.len().div_ceil(2).clamp(1, 4), hex(low), hex(high)));
        }
    }

    fn chars(&mut self, words: &mut Words<'_>) {
        while let Some((code, text)) = words.pair() {
            self.texts.insert(key(code), utf16(text));
        }
    }

    fn ranges(&mut self, words: &mut Words<'_>) {
        while let Some((low, high)) = words.pair() {
            let (length, first) = key(low);
            let count = hex(high).saturating_sub(first).saturating_add(1).min(CODES_LIMIT - self.ranged);
            self.ranged += count;
            match words.next() {
                Some(Word::Hex(text)) => {
                    let text = utf16(text);
                    (0..count).for_each(|it| self.put_nth(length, first, it, &text));
                }
                Some(Word::Open) => {
                    for code in first..first.saturating_add(count) {
                        let Some(Word::Hex(text)) = words.next() else { return };
                        self.texts.insert((length, code), utf16(text));
                    }
                    words.next();
                }
                Some(Word::Close | Word::Plain(_)) | None => return,
            }
        }
    }

    /// The last character counts on.
    fn put_nth(&mut self, length: usize, first: u32, nth: u32, text: &str) {
        let mut text = text.to_owned();
        let last = text.pop().and_then(|it| char::from_u32(u32::from(it).saturating_add(nth)));
        text.extend(last);
        self.texts.insert((length, first.saturating_add(nth)), text);
    }
}

fn key(code: &str) -> (usize, u32) {
    (code.len().div_ceil(2), hex(code))
}

fn hex(digits: &str) -> u32 {
    u32::from_str_radix(digits, 16).unwrap_or(u32::MAX)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |sum, it| sum << 8 | u32::from(*it))
}

fn utf16(digits: &str) -> String {
    let byte = |it: &[u8]| std::str::from_utf8(it).ok().and_then(|it| u8::from_str_radix(it, 16).ok());
    let bytes: Vec<u8> = digits.as_bytes().chunks(2).filter_map(byte).collect();
    UTF_16BE.decode_without_bom_handling(&bytes).0.into_owned()
}

struct Words<'a>(&'a str);

impl<'a> Words<'a> {
    fn next(&mut self) -> Option<Word<'a>> {
        let text = self.0.trim_start();
        let first = text.chars().next()?;
        let (word, rest) = match first {
            '<' if !text.starts_with("<<") => {
                let (digits, rest) = text[1..].split_once('>').unwrap_or((&text[1..], ""));
                (Word::Hex(digits.trim()), rest)
            }
            '[' => (Word::Open, &text[1..]),
            ']' => (Word::Close, &text[1..]),
            _ => {
                let after = first.len_utf8();
                let ends = |it: char| it.is_whitespace() || matches!(it, '<' | '[' | ']' | '/');
                let end = text[after..].find(ends).map_or(text.len(), |it| it + after);
                (Word::Plain(&text[..end]), &text[end..])
            }
        };
        self.0 = rest;
        Some(word)
    }

    /// Two codes; none at the end of the list.
    fn pair(&mut self) -> Option<(&'a str, &'a str)> {
        let Word::Hex(first) = self.next()? else { return None };
        let Word::Hex(second) = self.next()? else { return None };
        Some((first, second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let table =
            b"1 begincodespacerange <0000><FFFF> endcodespacerange\n2 beginbfchar\n<0001> <533B>\n<0002> <D842DFB7>\n\
            endbfchar\n2 beginbfrange\n<0010> <0012> <0041>\n<0020> <0021> [<3042> <00660069>]\nendbfrange";
        let mut out = String::new();
        ToUnicode::parse(table).decode(&[0, 1, 0, 2, 0, 0x10, 0, 0x12, 0, 0x20, 0, 0x21, 0, 99, 0], &mut out);
        assert_eq!(out, "医𠮷ACあfi");
    }

    #[test]
    fn codes_of_one_byte() {
        let mut out = String::new();
        let table = b"begincodespacerange <00> <FF> endcodespacerange beginbfchar <41> <0062> endbfchar";
        ToUnicode::parse(table).decode(b"AA", &mut out);
        assert_eq!(out, "bb");
    }
}
