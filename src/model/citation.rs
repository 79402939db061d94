//! What a ▶ note points at: a section of the guideline, perhaps one numbered compliance item (遵守事項) of it.

use std::fmt;

/// A circled number ① to ㊿.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Circled(u8);

impl Circled {
    /// 1 to 50.
    pub fn new(number: u8) -> Option<Self> {
        (1..=50).contains(&number).then_some(Self(number))
    }

    /// Reads ①–⑳, ㉑–㉟, ㊱–㊿. To be used before any width folding: NFKC turns ② into 2.
    pub fn from_char(c: char) -> Option<Self> {
        let offset = |first: char, base: u32| u8::try_from(c as u32 - first as u32 + base).ok();
        let number = match c {
            '①'..='⑳' => offset('①', 1),
            '㉑'..='㉟' => offset('㉑', 21),
            '㊱'..='㊿' => offset('㊱', 36),
            _ => None,
        }?;
        Self::new(number)
    }

    /// The number: 1 to 50.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The character.
    pub fn to_char(self) -> char {
        let n = u32::from(self.0);
        let code = match n {
            1..=20 => '①' as u32 + n - 1,
            21..=35 => '㉑' as u32 + n - 21,
            _ => '㊱' as u32 + n - 36,
        };
        char::from_u32(code).unwrap_or('①')
    }
}

impl fmt::Display for Circled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_char())
    }
}

/// The number of a guideline section or a BCP section: 8, 8.1, 3.1.2. One to six levels, each 1 to 99.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionNumber(Box<[u8]>);

impl SectionNumber {
    /// From its levels, outermost first.
    pub fn new(levels: &[u8]) -> Option<Self> {
        let sound = (1..=6).contains(&levels.len()) && levels.iter().all(|it| (1..=99).contains(it));
        sound.then(|| Self(levels.into()))
    }

    /// Reads `3.1.2`: ASCII digits without leading zeros, separated by single dots.
    pub fn parse(text: &str) -> Option<Self> {
        let level = |it: &str| {
            let plain =
                !it.is_empty() && it.len() <= 2 && !it.starts_with('0') && it.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| it.parse().ok()).flatten()
        };
        Self::new(&text.split('.').map(level).collect::<Option<Vec<u8>>>()?)
    }

    /// The levels, outermost first.
    pub fn levels(&self) -> &[u8] {
        &self.0
    }

    /// How far two numbers lie apart, level by level; to be compared, outermost first.
    pub fn distance(&self, other: &Self) -> [u8; 6] {
        let level = |it: &Self, i: usize| it.0.get(i).copied().unwrap_or(0);
        std::array::from_fn(|i| level(self, i).abs_diff(level(other, i)))
    }

    /// The first level alone: the chapter.
    pub fn chapter(&self) -> Self {
        Self(self.0[..1].into())
    }
}

impl fmt::Display for SectionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, level) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str(".")?;
            }
            level.fmt(f)?;
        }
        Ok(())
    }
}

/// A place in the guideline: part, section, and perhaps the n-th compliance item there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    /// The part's id: `control`.
    pub part: Box<str>,
    /// The section or chapter.
    pub section: SectionNumber,
    /// The compliance item, if one is named.
    pub item: Option<Circled>,
}

impl Citation {
    /// As a ▶ note, with the part's name: `▶システム運用編 8③`.
    pub fn printed(&self, part_name: &str) -> String {
        let item = self.item.map(|it| it.to_string()).unwrap_or_default();
        format!("▶{part_name} {}{item}", self.section)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circled_numbers_keep_their_value() {
        for n in 1..=50 {
            let circled = Circled::new(n).map(Circled::to_char);
            assert_eq!(circled.and_then(Circled::from_char), Circled::new(n));
        }
        assert_eq!(Circled::from_char('㊿').map(Circled::number), Some(50));
        assert_eq!(Circled::from_char('❶'), None);
        assert_eq!(Circled::new(51), None);
    }

    #[test]
    fn section_numbers_have_one_spelling() {
        assert_eq!(SectionNumber::parse("3.1.2").map(|it| it.to_string()), Some("3.1.2".to_owned()));
        for wrong in ["", "3.", ".1", "3..1", "03", "3.0", "100", "1.2.3.4.5.6.7", "３"] {
            assert_eq!(SectionNumber::parse(wrong), None, "{wrong}");
        }
    }
}
