//! Whether a text that somebody wrote anew can stand in a block's place. Looks at texts only; mends nothing.

use std::collections::BTreeSet;

use super::pending::Refused;
use crate::merge::Sides;

/// Whether there is anything in it that can be read.
pub(super) fn sound(path: &str, bytes: &[u8]) -> Result<(), Refused> {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.trim_start_matches('\u{feff}').trim().is_empty() => Err(Refused::Empty),
        Err(_) if path.ends_with(".md") => Err(Refused::NotText),
        Ok(_) | Err(_) => Ok(()),
    }
}

/// Whether it begins with the heading of either side: of the same level, with the same number.
pub(super) fn same_heading(sides: &Sides, text: &str) -> Result<(), Refused> {
    let known: Vec<&str> = [sides.mine(), sides.theirs()].into_iter().flatten().filter_map(heading).collect();
    let Some(first) = known.first() else { return Ok(()) };
    let own = heading(text.trim_start_matches('\u{feff}')).map(key);
    if own.is_some_and(|own| known.iter().any(|it| key(it) == own)) {
        Ok(())
    } else {
        Err(Refused::OtherHeading((*first).to_owned()))
    }
}

fn heading(text: &str) -> Option<&str> {
    text.lines().map(str::trim).find(|it| !it.is_empty()).filter(|it| it.starts_with('#'))
}

/// The level, and the number where it begins with one: 第9条, 3-1, (2).
fn key(heading: &str) -> (usize, &str) {
    let title = heading.trim_start_matches('#');
    let level = heading.len() - title.len();
    let title = title.trim_start();
    let ends = |it: char| it.is_whitespace() || "（({：:".contains(it);
    let first = title.find(ends).map_or(title, |at| &title[..at]);
    let is_number = first.starts_with('第') || first.starts_with(|it: char| it.is_numeric());
    (level, if is_number { first } else { "" })
}

/// The `covers=` that stood in the file and no longer do.
pub(super) fn lost(before: &[u8], after: &[u8]) -> Vec<String> {
    let (Ok(before), Ok(after)) = (std::str::from_utf8(before), std::str::from_utf8(after)) else { return Vec::new() };
    let after = covers(after);
    covers(before).difference(&after).map(|it| format!("{{covers={it}}}")).collect()
}

fn covers(text: &str) -> BTreeSet<&str> {
    let values = text.split("covers=").skip(1).filter_map(|it| {
        let it = it.trim_start_matches('"');
        it.split(['}', '"', ' ', '\n']).next()
    });
    values.flat_map(|it| it.split(',')).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_empty_or_no_text_is_refused() {
        assert_eq!(sound("a.md", b"\xef\xbb\xbf \n"), Err(Refused::Empty));
        assert_eq!(sound("a.md", b"\x82\xa0"), Err(Refused::NotText));
        assert_eq!(sound("a.xlsx", b"PK\xff"), Ok(()));
    }

    #[test]
    fn the_heading_is_known_by_level_and_number() {
        assert_eq!(key("### 第9条（媒体） {covers=2-04}"), (3, "第9条"));
        assert_eq!(key("### 第9条　ちがう題"), key("### 第9条（媒体）"));
        assert_ne!(key("## 第9条"), key("### 第9条"));
        assert_ne!(key("### 第8条"), key("### 第9条"));
        assert_eq!(key("## 目的"), key("## 目的と範囲"));
    }

    #[test]
    fn what_is_no_longer_covered_is_named() {
        let before = "### 第9条 {covers=2-04,2-05}\n".as_bytes();
        assert_eq!(lost(before, "### 第9条 {covers=2-05}\n".as_bytes()), ["{covers=2-04}"]);
    }
}
