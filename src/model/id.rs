//! Ids of items, documents, clauses and register rows.

use std::fmt;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

/// One row of the checklist: section and number. Written `2-03` in files and URLs, shown as 2-③.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId {
    section: u8,
    number: u8,
}

impl ItemId {
    /// Section 1 to 9, number 1 to 99: whatever an id can say. Only the numbers to 50 exist circled.
    pub fn new(section: u32, number: u32) -> Option<Self> {
        let section = u8::try_from(section).ok().filter(|it| (1..=9).contains(it))?;
        let number = u8::try_from(number).ok().filter(|it| (1..=99).contains(it))?;
        Some(Self { section, number })
    }

    /// Reads the form used in files and URLs: `2-03`.
    pub fn parse(id: &str) -> Option<Self> {
        let (section, number) = id.split_once('-')?;
        let digits = |it: &str, len| it.len() == len && it.bytes().all(|b| b.is_ascii_digit());
        if !digits(section, 1) || !digits(number, 2) {
            return None;
        }
        Self::new(section.parse().ok()?, number.parse().ok()?)
    }

    /// Reads the number that `text` begins with, in any form that people write: `2-①`, `2-(1)`, `2(1)`, `2-01`, in half or
    /// full width.
    pub fn parse_written(text: &str) -> Option<Self> {
        super::written_item::read(text)
    }

    /// The section: 1 to 9.
    pub fn section(self) -> u8 {
        self.section
    }

    /// The number within the section, from 1.
    pub fn number(self) -> u8 {
        self.number
    }

    /// As the form prints it: 2-③. A number that no circled one exists for stays as it is.
    pub fn shown(self) -> String {
        match super::Circled::new(self.number) {
            Some(circled) => format!("{}-{circled}", self.section),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:02}", self.section, self.number)
    }
}

/// A document: its path below the source folder without the ending, `bcp/detection`. Every target and mention holds one,
/// so a copy shares its text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocId(Arc<str>);

impl DocId {
    /// From a path with `/` below the source folder; its ending is dropped. `None` for an absolute path or `..`.
    pub fn from_path(path: &str) -> Option<Self> {
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let id = if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") };
        let sound = !id.is_empty() && id.split('/').all(|it| !matches!(it, "" | "." | ".."));
        sound.then(|| Self(id.into()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part: `detection`.
    pub fn stem(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }
}

impl fmt::Display for DocId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A clause of the rules: 第12条, 第12条の2. Written `a12`, `a12-2` in URLs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clause {
    article: u16,
    branch: u16,
}

impl Clause {
    /// Article from 1; branch from 2 (第12条の2), if any.
    pub fn new(article: u16, branch: Option<u16>) -> Option<Self> {
        let branch = match branch {
            None => 0,
            Some(it) if it >= 2 => it,
            Some(_) => return None,
        };
        (article >= 1).then_some(Self { article, branch })
    }

    /// How far two clauses lie apart: articles, then branches.
    pub fn distance(self, other: Self) -> (u16, u16) {
        (self.article.abs_diff(other.article), self.branch.abs_diff(other.branch))
    }

    /// As a reader knows it: 第12条の2.
    pub fn shown(self) -> String {
        match self.branch {
            0 => format!("第{}条", self.article),
            branch => format!("第{}条の{branch}", self.article),
        }
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.branch {
            0 => write!(f, "a{}", self.article),
            branch => write!(f, "a{}-{branch}", self.article),
        }
    }
}

/// A clause, or one 項 of it: `a12`, `a12.p2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseRef {
    /// The clause.
    pub clause: Clause,
    /// The 項, from 1.
    pub paragraph: Option<u16>,
}

impl ClauseRef {
    /// As a reader knows it: 第12条第2項.
    pub fn shown(self) -> String {
        match self.paragraph {
            None => self.clause.shown(),
            Some(n) => format!("{}第{n}項", self.clause.shown()),
        }
    }
}

impl fmt::Display for ClauseRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.paragraph {
            None => self.clause.fmt(f),
            Some(n) => write!(f, "{}.p{n}", self.clause),
        }
    }
}

/// The id of a register's row, as written; two ids are one if they are equal after NFKC and case folding.
#[derive(Debug, Clone)]
pub struct RowId {
    written: Box<str>,
    folded: Box<str>,
}

impl RowId {
    /// From a cell or a reference; `None` if it is blank.
    pub fn new(written: &str) -> Option<Self> {
        let written = written.trim();
        let folded: String = if written.is_ascii() {
            written.to_ascii_lowercase()
        } else {
            written.nfkc().flat_map(char::to_lowercase).collect()
        };
        (!folded.is_empty()).then(|| Self { written: written.into(), folded: folded.into() })
    }

    /// As the author wrote it.
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl PartialEq for RowId {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for RowId {}

impl PartialOrd for RowId {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RowId {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.folded.cmp(&other.folded)
    }
}

impl std::hash::Hash for RowId {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_ids_have_one_spelling() {
        assert_eq!(ItemId::parse("2-03").map(|it| it.to_string()), Some("2-03".to_owned()));
        assert_eq!(ItemId::parse("2-03").map(ItemId::shown), Some("2-③".to_owned()));
        assert_eq!(ItemId::parse("2-99").map(ItemId::shown), Some("2-99".to_owned()));
        for wrong in ["2-3", "02-03", "2-00", "2-100", "0-01", "２-03", "2-03 "] {
            assert_eq!(ItemId::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn row_ids_fold_width_and_case() {
        assert_eq!(RowId::new("SV-01"), RowId::new(" ｓｖ-01 "));
        assert_eq!(RowId::new("　"), None);
    }

    #[test]
    fn document_ids_stay_below_the_folder() {
        assert_eq!(DocId::from_path("bcp/detection.md").map(|it| it.to_string()), Some("bcp/detection".to_owned()));
        assert_eq!(DocId::from_path("../secret.md"), None);
        assert_eq!(DocId::from_path("/etc/passwd"), None);
    }
}
