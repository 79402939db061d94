//! Whether a sentence quotes what a profile withholds: a withheld text stands in it, or it stands in a withheld text, and
//! neither is shown anywhere. Changes nothing.

use std::collections::BTreeSet;

use aho_corasick::{AhoCorasick, MatchKind};

use super::withheld::Withheld;

/// A text that is shorter than this says too little to be quoted.
const SHORTEST: usize = 2;
/// Part of a withheld text is quoted from so many characters on.
const SHORTEST_PART: usize = 4;

/// What must not be quoted.
pub(super) struct Quotes {
    /// Of the texts that stand in withheld places alone; `None` where there are none.
    secrets: Option<AhoCorasick>,
    /// All withheld texts, one behind the other.
    withheld: String,
    /// All shown texts.
    shown: String,
}

impl Quotes {
    pub(super) fn new(withheld: &[Withheld], shown: &[String]) -> Self {
        let shown = shown.join("\n");
        let texts: BTreeSet<&str> = withheld.iter().map(|it| it.text.trim()).collect();
        let is_long = |it: &&str| it.chars().nth(SHORTEST - 1).is_some();
        let texts: Vec<&str> = texts.into_iter().filter(is_long).collect();
        let found = automaton(&texts).map(|it| found(&it, &shown, texts.len())).unwrap_or_default();
        let secrets: Vec<&str> = texts.iter().zip(found).filter(|(_, found)| !found).map(|it| *it.0).collect();
        let withheld = withheld.iter().map(|it| &*it.text).collect::<Vec<_>>().join("\n");
        Self { secrets: automaton(&secrets), withheld, shown }
    }

    /// Which of these sentences quote something, in their order.
    pub(super) fn among(&self, sentences: &[&str]) -> Vec<bool> {
        let holds = |it: &&str| {
            let mut found = self.secrets.iter().flat_map(|secrets| secrets.find_overlapping_iter(*it));
            found.any(|found| stands_alone(it, found.start(), found.end()))
        };
        let is_part = |it: &&str| it.trim().chars().nth(SHORTEST_PART - 1).is_some();
        let parts: BTreeSet<&str> = sentences.iter().filter(|it| is_part(it)).map(|it| it.trim()).collect();
        let parts: Vec<&str> = parts.into_iter().collect();
        let quoted: BTreeSet<&str> = match automaton(&parts) {
            Some(all) => {
                let (withheld, shown) =
                    (found(&all, &self.withheld, parts.len()), found(&all, &self.shown, parts.len()));
                let both = parts.iter().zip(withheld.into_iter().zip(shown));
                both.filter(|(_, (withheld, shown))| *withheld && !shown).map(|it| *it.0).collect()
            }
            None => BTreeSet::new(),
        };
        sentences.iter().map(|it| holds(it) || quoted.contains(it.trim())).collect()
    }
}

fn automaton(texts: &[&str]) -> Option<AhoCorasick> {
    if texts.is_empty() {
        return None;
    }
    AhoCorasick::builder().match_kind(MatchKind::Standard).build(texts).ok()
}

/// Which of the `count` patterns stand in `text` on their own.
fn found(patterns: &AhoCorasick, text: &str, count: usize) -> Vec<bool> {
    let mut found = vec![false; count];
    for it in patterns.find_overlapping_iter(text) {
        let here = &mut found[it.pattern().as_usize()];
        *here = *here || stands_alone(text, it.start(), it.end());
    }
    found
}

/// 192.168.1.1 does not stand in 192.168.1.10. Between Japanese words there is nothing to tell them apart.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let goes_on = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_some_and(|(a, b)| a.is_ascii_alphanumeric() && b.is_ascii_alphanumeric())
    };
    let before = goes_on(text[..start].chars().next_back(), text[start..end].chars().next());
    !before && !goes_on(text[start..end].chars().next_back(), text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, Span};
    use crate::view::WithheldKind;

    #[test]
    fn what_stands_in_withheld_places_alone_is_not_to_be_quoted() {
        let mut sources = Sources::default();
        let at = Span::new(sources.add("a.md", "x"), 0..1);
        let withheld = |text: &str| Withheld { kind: WithheldKind::Prose, text: text.into(), at };
        let texts = [withheld("192.168.1.1"), withheld("あり"), withheld("金庫の番号は裏に書いてあります。")];
        let quotes = Quotes::new(&texts, &["192.168.1.10".to_owned(), "二要素認証あり".to_owned()]);
        let sentences = ["192.168.1.1", "（192.168.1.1）", "192.168.1.10", "あり", "金庫の番号", "見本薬局"];
        assert_eq!(quotes.among(&sentences), [true, true, false, false, true, false]);
    }
}
