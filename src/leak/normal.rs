//! The form in which texts are compared: NFKC, small letters, no white space, one dash and one quotation mark. Remembers
//! where white space was, so that the ends of a token can still be told. Decodes nothing.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Stands between texts that no reader sees as one: two cells, two blocks. In no value.
pub(super) const APART: char = '\u{1F}';

/// A text in normal form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Normal {
    pub(super) text: String,
    /// The bytes of `text` before which white space was taken out, ascending.
    gaps: Vec<usize>,
}

impl Normal {
    pub(super) fn of(text: &str) -> Self {
        let mut normal = Self { text: String::with_capacity(text.len()), gaps: Vec::new() };
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            if !rest.peek().is_some_and(|it| combines(*it)) {
                normal.take(c);
                continue;
            }
            let mut cluster = String::from(c);
            while let Some(mark) = rest.next_if(|it| combines(*it)) {
                cluster.push(mark);
            }
            cluster.nfkc().for_each(|it| normal.put(it));
        }
        normal
    }

    /// Whether white space was taken out before this byte.
    pub(super) fn is_gap(&self, at: usize) -> bool {
        self.gaps.binary_search(&at).is_ok()
    }

    /// Whether white space was taken out anywhere within.
    pub(super) fn has_gap_within(&self, start: usize, end: usize) -> bool {
        let first = self.gaps.partition_point(|it| *it <= start);
        self.gaps.get(first).is_some_and(|it| *it < end)
    }

    fn take(&mut self, c: char) {
        if is_its_own_form(c) { self.put(c) } else { std::iter::once(c).nfkc().for_each(|it| self.put(it)) }
    }

    fn put(&mut self, c: char) {
        if is_unseen(c) {
            return;
        }
        if c.is_whitespace() || (c.is_control() && c != APART) {
            if !self.text.is_empty() && self.gaps.last() != Some(&self.text.len()) {
                self.gaps.push(self.text.len());
            }
            return;
        }
        match folded(c) {
            it if it.is_ascii() => self.text.push(it.to_ascii_lowercase()),
            it => self.text.extend(it.to_lowercase()),
        }
    }
}

/// A mark that belongs to the character before it, half-width voicing included.
fn combines(c: char) -> bool {
    c >= '\u{300}' && (matches!(c, '\u{FF9E}' | '\u{FF9F}') || canonical_combining_class(c) != 0)
}

/// What most texts consist of needs no table. Numbers in circles stay what they are: `13⑪` is not 1311.
fn is_its_own_form(c: char) -> bool {
    c.is_ascii() || matches!(c, '、'..='〕' | 'ぁ'..='ゖ' | 'ァ'..='ー' | '一'..='鿋') || is_circled(c)
}

fn is_circled(c: char) -> bool {
    matches!(c, '①'..='⓿' | '㉑'..='㉟' | '㊱'..='㊿')
}

/// Characters that are not seen and part nothing: soft hyphens, joiners, places where a line may break.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{180B}'..='\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// Dashes and quotation marks that a typesetter puts in place of others.
fn folded(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201B}' => '\'',
        '\u{201C}'..='\u{201F}' => '"',
        '\u{301C}' => '~',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(text: &str) -> String {
        Normal::of(text).text
    }

    #[test]
    fn one_text_in_many_writings_has_one_form() {
        for written in
            ["KDS-0001", "ＫＤＳ－０００１", "kds‑0001", "KDS\u{200B}-00\u{AD}01", " KDS - 0001\n", "KDS−0001"]
        {
            assert_eq!(form(written), "kds-0001", "{written:?}");
        }
        assert_eq!(form("ｶﾞｰｾﾞ"), form("カ\u{3099}ーセ\u{3099}"));
        assert_eq!(form("13⑪㈱"), "13⑪(株)");
    }

    #[test]
    fn white_space_is_remembered_and_what_is_not_seen_is_not() {
        let normal = Normal::of("ab cd\u{200B}ef\u{3000}gh");
        assert_eq!(normal.text, "abcdefgh");
        let gaps: Vec<usize> = (0..=8).filter(|it| normal.is_gap(*it)).collect();
        assert_eq!(gaps, [2, 6]);
        assert!(normal.has_gap_within(1, 4) && !normal.has_gap_within(2, 6));
    }

    #[test]
    fn a_character_that_is_its_own_form_is_so_in_the_tables_too() {
        for c in ('\0'..='\u{FFFF}').filter(|it| is_its_own_form(*it) && !is_circled(*it)) {
            let table: String = std::iter::once(c).nfkc().collect();
            assert_eq!(table, c.to_string(), "{c:?}");
        }
    }
}
