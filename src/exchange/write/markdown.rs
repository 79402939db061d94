//! Text of an official file as Markdown that shows just that text. Never lets a sign in it become a heading, a link or HTML.

use std::ops::Range;

/// Signs that mean something anywhere.
const SIGNS: [char; 13] = ['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '{', '}', '&'];

/// A text within a line.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|it| !it.is_control()) {
        if SIGNS.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A whole line: what begins a list, a heading or a rule is text too. The places `dead` become code, which is no link.
pub(super) fn line(line: &str, dead: &[Range<usize>]) -> String {
    let mut escaped = String::new();
    let mut at = 0;
    for range in dead.iter().filter(|it| !line[(*it).clone()].contains('`')) {
        escaped.push_str(&text(&line[at..range.start]));
        escaped.push_str(&format!("`{}`", &line[range.clone()]));
        at = range.end;
    }
    escaped.push_str(&text(&line[at..]));
    let text = escaped;
    let digits = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    let is_number = digits > 0 && text[digits..].starts_with(['.', ')']);
    if is_number {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    if text.starts_with(['#', '-', '+', '=', ':', '!']) { format!("\\{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_sign_means_anything() {
        assert_eq!(line("# <b>甲</b> *乙*", &[]), r"\# \<b\>甲\</b\> \*乙\*");
        assert_eq!(line("1. 甲", &[]), r"1\. 甲");
        assert_eq!(line("- 甲 | 乙", &[]), r"\- 甲 \| 乙");
        assert_eq!(line("・甲\u{7}（2-①）", &[]), "・甲（2-①）");
        assert_eq!(line("甲*2-⑮*", std::slice::from_ref(&(4..9))), "甲\\*`2-⑮`\\*");
    }
}
