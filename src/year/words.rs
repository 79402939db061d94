//! A text cut into words, and what two texts have in common. Knows no grammar: a run of one kind of character is a word.

use similar::{ChangeTag, TextDiff};

/// A piece of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the old one only.
    Removed(String),
    /// In the new one only.
    Added(String),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Kanji,
    Hiragana,
    Katakana,
    Letter,
    Digit,
    /// Each character stands alone.
    Sign,
}

/// The pieces of which both texts are made, in order.
pub fn words(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (split(old), split(new));
    let diff = TextDiff::configure().diff_slices(&old, &new);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        push(&mut pieces, change.tag(), change.value());
    }
    pieces
}

fn push(pieces: &mut Vec<Piece>, tag: ChangeTag, word: &str) {
    match (tag, pieces.last_mut()) {
        (ChangeTag::Equal, Some(Piece::Same(text)))
        | (ChangeTag::Delete, Some(Piece::Removed(text)))
        | (ChangeTag::Insert, Some(Piece::Added(text))) => text.push_str(word),
        (ChangeTag::Equal, _) => pieces.push(Piece::Same(word.to_owned())),
        (ChangeTag::Delete, _) => pieces.push(Piece::Removed(word.to_owned())),
        (ChangeTag::Insert, _) => pieces.push(Piece::Added(word.to_owned())),
    }
}

/// The words of a text; joined they are the text again.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in text.char_indices() {
        let kind = kind(c);
        if at > start && (before != Some(kind) || kind == Kind::Sign) {
            words.push(&text[start..at]);
            start = at;
        }
        before = Some(kind);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

fn kind(c: char) -> Kind {
    match c {
        '\u{3041}'..='\u{309f}' => Kind::Hiragana,
        '\u{30a1}'..='\u{30ff}' => Kind::Katakana,
        '\u{4e00}'..='\u{9fff}' | '々' => Kind::Kanji,
        _ if c.is_numeric() => Kind::Digit,
        _ if c.is_alphabetic() => Kind::Letter,
        _ => Kind::Sign,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_compared_not_lines() {
        let pieces = words("毎月1回、端末を確かめる。", "毎月2回、端末を確かめる。");
        let expected = [
            Piece::Same("毎月".to_owned()),
            Piece::Removed("1".to_owned()),
            Piece::Added("2".to_owned()),
            Piece::Same("回、端末を確かめる。".to_owned()),
        ];
        assert_eq!(pieces, expected);
        assert_eq!(words("", ""), []);
    }

    proptest! {
        #[test]
        fn pieces_make_both_texts_again(old in "[あ端末0-9a。 ]{0,12}", new in "[あ端末0-9a。 ]{0,12}") {
            let pieces = words(&old, &new);
            let of_old = pieces.iter().filter_map(|it| match it {
                Piece::Same(text) | Piece::Removed(text) => Some(text.as_str()),
                Piece::Added(_) => None,
            });
            let of_new = pieces.iter().filter_map(|it| match it {
                Piece::Same(text) | Piece::Added(text) => Some(text.as_str()),
                Piece::Removed(_) => None,
            });
            prop_assert_eq!(of_old.collect::<String>(), old.clone());
            prop_assert_eq!(of_new.collect::<String>(), new.clone());
        }
    }
}
