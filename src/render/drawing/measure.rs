//! How wide a text is at most, and where it breaks. Fonts are not known here: the widths are those of the widest sans-serif
//! that a browser falls back to, so that a text never runs out of its box. Nothing here draws.

/// Regular or bold type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Regular.
    Regular,
    /// Bold.
    Bold,
}

/// Bold Latin letters are wider by so much.
const BOLD: f64 = 1.12;
/// What stands in place of the rest.
const MORE: char = '…';

/// The most that `text` can be wide, in the unit of `size`.
pub fn width(text: &str, size: f64, weight: Weight) -> f64 {
    text.chars().map(|it| em(it, weight)).sum::<f64>() * size
}

fn em(c: char, weight: Weight) -> f64 {
    let regular = match c {
        'W' | 'M' | 'm' | 'w' | '@' | '%' => 1.0,
        'A'..='Z' | '+' | '=' | '<' | '>' | '~' | '#' | '&' | '^' => 0.84,
        ' ' | 'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '!' | '|' | '\'' => 0.42,
        ' '..='~' | '\u{ff61}'..='\u{ff9f}' => 0.65,
        '\u{200b}'..='\u{200f}' | '\u{3099}' | '\u{309a}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            return 0.0;
        }
        '\u{1f000}'..='\u{1faff}' => return 1.4,
        _ => return 1.0,
    };
    match weight {
        Weight::Regular => regular,
        Weight::Bold => regular * BOLD,
    }
}

/// The text in at most `most` lines of this width; the last one ends in an ellipsis where more would follow.
pub(super) fn wrap(text: &str, (room, most): (f64, usize), size: f64, weight: Weight) -> Vec<String> {
    let mut rest: Vec<char> = text.trim().chars().collect();
    let mut lines = Vec::new();
    while !rest.is_empty() && lines.len() < most {
        let fits = fitting(&rest, room, size, weight);
        if fits == rest.len() {
            lines.push(rest.drain(..).collect());
        } else if lines.len() + 1 == most {
            lines.push(shortened(&rest, room, size, weight));
            break;
        } else {
            let line: String = rest.drain(..break_at(&rest, fits)).collect();
            lines.push(line.trim_end().to_owned());
            let blank = rest.iter().take_while(|it| it.is_whitespace()).count();
            rest.drain(..blank);
        }
    }
    lines
}

/// How many characters fit; one at least, so that every line takes some.
fn fitting(text: &[char], room: f64, size: f64, weight: Weight) -> usize {
    let mut used = 0.0;
    let fits = text.iter().take_while(|it| {
        used += em(**it, weight) * size;
        used <= room
    });
    fits.count().max(1)
}

fn shortened(text: &[char], room: f64, size: f64, weight: Weight) -> String {
    let fits = fitting(text, room - em(MORE, weight) * size, size, weight);
    let kept: String = text[..fits].iter().collect();
    format!("{}{MORE}", kept.trim_end())
}

/// The last place up to `fits` at which the line may end; `fits` where there is none.
fn break_at(text: &[char], fits: usize) -> usize {
    (1..=fits).rev().find(|it| may_break(text[it - 1], text[*it])).unwrap_or(fits)
}

fn may_break(before: char, behind: char) -> bool {
    let in_word = |c: char| c.is_ascii() && !c.is_ascii_whitespace();
    let no_start = "、。，．）」』】〕》・ー～：；！？々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.)]!?";
    let no_end = "（「『【〔《([";
    let splits_word = in_word(before) && in_word(behind);
    !splits_word && !no_start.contains(behind) && !no_end.contains(before)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lines_break_as_japanese_does() {
        let wrap = |text: &str, room| wrap(text, (room, 3), 10.0, Weight::Regular);
        assert_eq!(wrap("医療情報システム安全管理責任者", 80.0), ["医療情報システム", "安全管理責任者"]);
        assert_eq!(wrap("担当（窓口）、夜間", 60.0), ["担当（窓", "口）、夜間"]);
        assert_eq!(wrap("機器 SV-01 PC-01", 80.0), ["機器 SV-01", "PC-01"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(wrap("あいうえおかきくけこ", (40.0, 2), 10.0, Weight::Regular), ["あいうえ", "おかき…"]);
        assert_eq!(wrap("", (40.0, 2), 10.0, Weight::Regular), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_its_room(text in "[ a-zA-Z0-9ぁ-んァ-ン一-龠（）、。-]{0,60}", lines in 1usize..4) {
            for line in wrap(&text, (90.0, lines), 9.0, Weight::Bold) {
                prop_assert!(width(&line, 9.0, Weight::Bold) <= 90.0, "{line}");
            }
        }

        #[test]
        fn nothing_is_lost_while_there_is_room(text in "[a-z0-9ぁ-んァ-ン一-龠（）、。-]{0,60}") {
            let lines = wrap(&text, (90.0, 99), 9.0, Weight::Regular);
            prop_assert_eq!(lines.concat(), text);
        }
    }
}
