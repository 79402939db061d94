//! Lines with hundreds of container markers are blanked before anything is parsed: each following line would be compared
//! with every one of them. Never touches a line that a person wrote.

use std::borrow::Cow;
use std::ops::Range;

/// More markers on one line than this are not even looked at.
const MARKERS: usize = 200;

/// The text, without hopeless lines (spaces instead, so that offsets stay), and where they were.
pub(super) fn without_hopeless_lines(text: &str) -> (Cow<'_, str>, Vec<Range<usize>>) {
    let mut hopeless = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > MARKERS && markers(line.as_bytes()) > MARKERS {
            hopeless.push(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    if hopeless.is_empty() {
        return (Cow::Borrowed(text), hopeless);
    }
    let mut blanked = String::with_capacity(text.len());
    for range in &hopeless {
        blanked.push_str(&text[blanked.len()..range.start]);
        blanked.extend(std::iter::repeat_n(' ', range.len()));
    }
    blanked.push_str(&text[blanked.len()..]);
    (Cow::Owned(blanked), hopeless)
}

/// How many `>`, list markers, `:` and `[^...]:` the line begins with; it stops counting when there are too many.
fn markers(line: &[u8]) -> usize {
    let (mut at, mut count) = (0, 0);
    while let Some(byte) = line.get(at).filter(|_| count <= MARKERS) {
        let space_at = |at: usize| line.get(at).is_none_or(u8::is_ascii_whitespace);
        let length = match byte {
            b' ' | b'\t' => {
                at += 1;
                continue;
            }
            b'>' => 1,
            b'-' | b'+' | b'*' | b':' if space_at(at + 1) => 1,
            b'0'..=b'9' => {
                let digits = line[at..].iter().take(10).take_while(|it| it.is_ascii_digit()).count();
                let dotted = matches!(line.get(at + digits), Some(b'.' | b')')) && space_at(at + digits + 1);
                if dotted { digits + 1 } else { 0 }
            }
            b'[' if line.get(at + 1) == Some(&b'^') => {
                let label = line[at..].iter().take(1000).position(|it| *it == b']');
                label.filter(|it| line.get(at + it + 1) == Some(&b':')).map_or(0, |it| it + 2)
            }
            _ => 0,
        };
        if length == 0 {
            break;
        }
        count += 1;
        at += length;
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hopeless_lines_are_blanked() {
        for marker in [">", "> ", "- ", "1. ", ": ", "[^a]: ", "-\t"] {
            let text = format!("甲\n{}乙\n丙\n", marker.repeat(201));
            let (blanked, hopeless) = without_hopeless_lines(&text);
            assert_eq!((blanked.len(), hopeless.len()), (text.len(), 1), "{marker}");
            assert!(blanked.starts_with("甲\n  ") && blanked.ends_with("  \n丙\n"), "{marker}");
        }
        let person = format!("> {}\n{}\n", "長い行".repeat(400), "-".repeat(400));
        assert!(without_hopeless_lines(&person).1.is_empty());
    }
}
