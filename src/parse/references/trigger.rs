//! Where something may begin, told from bytes alone: the fast path over text that holds no reference. Decides nothing.

/// What may begin here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trigger {
    /// `▶`
    Note,
    /// `第`
    Clause,
    /// A digit before a hyphen or a parenthesis.
    Item,
    /// `{{`
    Variable,
}

/// The first trigger at or behind `from`. Each begins with the first byte of a character, wherever `from` lies.
pub(super) fn next(bytes: &[u8], from: usize) -> Option<(Trigger, usize)> {
    let rest = bytes.get(from..)?;
    let candidates = rest.iter().enumerate().filter(|(_, byte)| MAY_BEGIN[usize::from(**byte)]);
    candidates.map(|(i, _)| i).find_map(|i| kind(&rest[i..]).map(|it| (it, from + i)))
}

/// The first bytes of what [`kind`] knows: one look-up a byte, since every byte of every text is asked.
const MAY_BEGIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = matches!(byte as u8, b'1'..=b'9' | b'{' | 0xe2 | 0xe7 | 0xef);
        byte += 1;
    }
    table
};

fn kind(rest: &[u8]) -> Option<Trigger> {
    match rest {
        [b'{', b'{', ..] => Some(Trigger::Variable),
        [0xe2, 0x96, 0xb6, ..] => Some(Trigger::Note),
        [0xe7, 0xac, 0xac, ..] => Some(Trigger::Clause),
        [b'1'..=b'9', next, ..] | [0xef, 0xbc, 0x91..=0x99, next, ..] => joint(*next).then_some(Trigger::Item),
        _ => None,
    }
}

/// The first byte of a hyphen or an opening parenthesis of either width.
fn joint(byte: u8) -> bool {
    matches!(byte, b'-' | b'(' | 0xe2 | 0xef)
}

#[cfg(test)]
mod tests {
    use super::{Trigger, next};

    #[test]
    fn plain_text_has_no_trigger() {
        for text in ["", "2025年6月2日に3台を確かめた。", "{ a }", "策定・等級・篠原", "電話は5番", "２台", "①"]
        {
            assert_eq!(next(text.as_bytes(), 0), None, "{text}");
        }
    }

    #[test]
    fn each_kind_is_told_from_its_first_bytes() {
        let cases = [
            ("▶BCP", Trigger::Note),
            ("第12条", Trigger::Clause),
            ("2-①", Trigger::Item),
            ("２（１）", Trigger::Item),
            ("2−①", Trigger::Item),
            ("{{ x }}", Trigger::Variable),
        ];
        for (text, trigger) in cases {
            assert_eq!(next(format!("次の{text}").as_bytes(), 0), Some((trigger, 6)), "{text}");
        }
    }
}
