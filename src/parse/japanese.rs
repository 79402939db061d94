//! Which characters are written without spaces between words. Never looks at more than one or two characters.

/// Whether a line end between `before` and `after` is no space: both stand in Japanese text.
pub(crate) fn joins(before: char, after: char) -> bool {
    let (a, b) = (width(before), width(after));
    matches!((a, b), (Width::Wide, Width::Wide | Width::Ambiguous) | (Width::Ambiguous, Width::Wide))
}

/// A character of CJK text: ideographs, kana, hangul, their punctuation, full-width forms.
pub(crate) fn is_cjk(c: char) -> bool {
    c >= '\u{1100}' && (width(c) == Width::Wide || is_hangul(c))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    /// As in Latin text.
    Narrow,
    /// A sign of both worlds, full-width in Japanese text: …, ―, →, ①.
    Ambiguous,
    /// Japanese and Chinese alone.
    Wide,
}

fn width(c: char) -> Width {
    match c {
        '\0'..='\u{2013}' => Width::Narrow,
        '\u{2E80}'..='\u{A4CF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE4F}'
        | '\u{FF01}'..='\u{FF9F}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{16FE0}'..='\u{18DFF}'
        | '\u{1AFF0}'..='\u{1B2FF}'
        | '\u{1F200}'..='\u{1F2FF}'
        | '\u{20000}'..='\u{3FFFD}'
        | '\u{E0100}'..='\u{E01EF}' => Width::Wide,
        '\u{2014}'..='\u{2016}'
        | '\u{2020}'..='\u{2027}'
        | '\u{2030}'..='\u{203E}'
        | '\u{2190}'..='\u{21FF}'
        | '\u{2460}'..='\u{24FF}'
        | '\u{25A0}'..='\u{266F}' => Width::Ambiguous,
        _ => Width::Narrow,
    }
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_lines_join_and_latin_ones_do_not() {
        for pair in ["漢字", "。か", "）の", "ー、", "…と", "号①", "ｱｲ", "　あ", "々の"] {
            let mut chars = pair.chars();
            assert!(chars.next().zip(chars.next()).is_some_and(|(a, b)| joins(a, b)), "{pair}");
        }
        for pair in ["aあ", "あa", "ab", "あ1", ".あ", "가나", "①②"] {
            let mut chars = pair.chars();
            assert!(chars.next().zip(chars.next()).is_some_and(|(a, b)| !joins(a, b)), "{pair}");
        }
    }

    #[test]
    fn hangul_is_cjk_but_keeps_its_spaces() {
        assert!(is_cjk('가') && is_cjk('「') && is_cjk('（') && !is_cjk('(') && !is_cjk('“'));
    }
}
