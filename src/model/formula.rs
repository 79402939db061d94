//! Cells that a spreadsheet would take for a formula, and how they are written to CSV so that it does not: with an
//! apostrophe in front, which is no part of the text. Reading takes away what writing puts there, and nothing else.

use std::borrow::Cow;

const GUARD: char = '\'';

/// Whether a spreadsheet that opens a CSV may take this cell for a formula, be it behind blanks. A lone hyphen, the usual
/// sign for "none", is a text to all of them.
pub fn looks_like_formula(text: &str) -> bool {
    let is_start = |it: char| matches!(it, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠');
    text.trim_start_matches([' ', '　', '\n']).starts_with(is_start) && !matches!(text.trim(), "-" | "－")
}

/// The text as it is written to a CSV.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    if looks_like_formula(text.trim_start_matches(GUARD)) { format!("{GUARD}{text}").into() } else { text.into() }
}

/// What a cell of a CSV says.
pub fn unguard_formula(written: &str) -> &str {
    let bare = written.strip_prefix(GUARD);
    bare.filter(|it| looks_like_formula(it.trim_start_matches(GUARD))).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_known() {
        for text in ["=1+1", "+81-3", "-5", "@x", "\tx", "\rx", "＝A1", "－5", "=", "--", " =1"] {
            assert_eq!(guard_formula(text), format!("'{text}"));
        }
        for text in ["", "-", "－", "−5", "a=1", "'", "'x", "03-1"] {
            assert_eq!((guard_formula(text), unguard_formula(text)), (text.into(), text));
        }
    }

    proptest! {
        #[test]
        fn reading_gives_back_what_was_written(text in "['=+@a＝ -]{0,5}") {
            let written = guard_formula(&text);
            prop_assert!(!looks_like_formula(&written));
            prop_assert_eq!(unguard_formula(&written), text.as_str());
        }
    }
}
