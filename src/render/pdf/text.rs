//! Text as a PDF can hold it. A string is never parsed by typst, but some characters in it would vanish or break a line.
//! Nothing here escapes markup: there is none.

/// The text of a line: a tab or line end is a space, control characters are dropped.
pub(super) fn line(text: &str) -> String {
    let fold = |c: char| {
        if matches!(c, '\t' | '\n' | '\u{2028}' | '\u{2029}') { ' ' } else { c }
    };
    text.chars().map(fold).filter(|it| is_kept(*it)).collect()
}

/// The text of a code block: line ends stay, a tab is four spaces, the last line end is dropped.
pub(super) fn code(text: &str) -> String {
    let text = text.strip_suffix('\n').unwrap_or(text).replace('\t', "    ");
    text.chars().filter(|it| *it == '\n' || is_kept(*it)).collect()
}

fn is_kept(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// The width in half ems: two for a full-width character.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|it| if is_narrow(it) { 1 } else { 2 }).sum()
}

/// The width of the longest stretch that cannot be broken. A hyphen before a figure is no place to break: 2025-06-02.
pub(super) fn longest_word(text: &str) -> usize {
    let words = text.split(|it: char| !is_narrow(it) || it.is_whitespace());
    words.map(str::len).max().unwrap_or(0)
}

fn is_narrow(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{ff61}'..='\u{ff9f}' | '\u{a0}'..='\u{ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_and_tabs_are_gone() {
        assert_eq!(line("a\tb\u{7}\u{feff}c\r\nd"), "a bc d");
        assert_eq!(code("a\n\tb\u{0}\n"), "a\n    b");
    }

    #[test]
    fn widths_count_half_ems() {
        assert_eq!(width("機器SV-01"), 9);
        assert_eq!(longest_word("機器192.168.10.10、VPN"), 13);
    }
}
