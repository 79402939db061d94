//! What a heading says of itself: its number, its title and the id that an author gave it.

use unicode_normalization::UnicodeNormalization;

use crate::merge::text::folded;

/// A heading's line, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    /// As people read it.
    pub(super) name: String,
    /// `第3条`, `1.2`, `2-③`, as it is compared.
    pub(super) number: Option<String>,
    /// What is behind the number, as it is compared; empty where nothing is.
    pub(super) title: String,
}

impl Heading {
    /// Of the words of a heading, without its attributes.
    pub(super) fn new(words: &str) -> Self {
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let plain: String = words.nfkc().collect();
        let length = article(&plain).or_else(|| section(&plain)).unwrap_or(0);
        let (number, title) = plain.split_at(length);
        let number = Some(folded(number.trim_end_matches(['.', ' ']))).filter(|it| !it.is_empty());
        Self { name: words, number, title: folded(title) }
    }

    /// Whether its number is its own in the whole document.
    pub(super) fn is_article(&self) -> bool {
        self.number.as_ref().is_some_and(|it| it.starts_with('第'))
    }
}

/// How long `第12条の2` at the beginning is.
fn article(text: &str) -> Option<usize> {
    let digits = |it: &str| {
        it.find(|c: char| !c.is_ascii_digit() && !"〇一二三四五六七八九十百".contains(c)).unwrap_or(it.len())
    };
    let rest = text.strip_prefix('第')?;
    let rest = Some(&rest[digits(rest)..]).filter(|it| it.len() < rest.len())?;
    let mut rest = rest.strip_prefix(['条', '章', '節', '款', '編', '部', '項'])?;
    while let Some(branch) = rest.strip_prefix('の').filter(|it| digits(it) > 0) {
        rest = &branch[digits(branch)..];
    }
    Some(text.len() - rest.len())
}

/// How long `1.2 ` or `2-3 ` at the beginning is.
fn section(text: &str) -> Option<usize> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.' && c != '-').unwrap_or(text.len());
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let ends = text[end..].chars().next().is_none_or(char::is_whitespace);
    (is_number && ends).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_titles() {
        for (words, number, title) in [
            ("第3条（媒体の管理）", Some("第3条"), "媒体の管理"),
            ("第１２条の２ （媒体の管理）", Some("第12条の2"), "媒体の管理"),
            ("第十二条　媒体の管理", Some("第十二条"), "媒体の管理"),
            ("第3条", Some("第3条"), ""),
            ("1.2 対象（全部）と（一部）", Some("1.2"), "対象(全部)と(一部)"),
            ("３． 検知", Some("3"), "検知"),
            ("2-③ 開示書", Some("2-3"), "開示書"),
            ("3台の端末", None, "3台の端末"),
            ("附則", None, "附則"),
            ("", None, ""),
        ] {
            let heading = Heading::new(words);
            assert_eq!((heading.number.as_deref(), heading.title.as_str()), (number, title), "{words}");
        }
    }
}
