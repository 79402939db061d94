//! What a file says of itself: its year, the notices, the guideline it points at. Never a guess: what is not said stays
//! unknown.

use std::collections::BTreeMap;

use super::number::{digits, narrow};
use crate::model::FiscalYear;

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The year of 令和8年度版.
    pub year: Option<FiscalYear>,
    /// Numbers of notices: 医政参発0514第3号.
    pub notices: Vec<String>,
    /// The edition of 第6.0版: the one named most often.
    pub guideline: Option<String>,
}

impl Hints {
    /// Looks through a text.
    pub fn of(text: &str) -> Self {
        let text = narrow(text);
        Self { year: year(&text), notices: notices(&text), guideline: guideline(&text) }
    }

    /// What is not known yet is taken from `other`.
    pub fn fill(&mut self, other: Self) {
        self.year = self.year.or(other.year);
        self.guideline = self.guideline.take().or(other.guideline);
        for notice in other.notices {
            if !self.notices.contains(&notice) {
                self.notices.push(notice);
            }
        }
    }
}

/// 令和8年度版 first, else the only 令和8年度 there is.
fn year(text: &str) -> Option<FiscalYear> {
    let mut named = Vec::new();
    for (at, _) in text.match_indices("令和") {
        let behind = text[at + "令和".len()..].trim_start();
        let read = behind.strip_prefix('元').map_or_else(|| digits(behind), |rest| Some((1, rest)));
        let Some((number, rest)) = read else { continue };
        let Some(rest) = rest.trim_start().strip_prefix("年度") else { continue };
        let Some(year) = FiscalYear::new(2018 + i64::from(number)) else { continue };
        if rest.trim_start().starts_with('版') {
            return Some(year);
        }
        named.push(year);
    }
    named.dedup();
    if let [year] = named.as_slice() { Some(*year) } else { None }
}

/// The most characters before 発 of a notice's number; a longer run is prose.
const LONGEST: usize = 8;

/// 医政参発0514第3号: letters up to 発, digits, 第, digits, 号.
fn notices(text: &str) -> Vec<String> {
    let mut notices = Vec::new();
    for (at, _) in text.match_indices('発') {
        let is_name = |it: &char| ('\u{4e00}'..='\u{9fff}').contains(it);
        let name: Vec<char> = text[..at].chars().rev().take_while(is_name).take(LONGEST + 1).collect();
        let Some((day, rest)) = digits(&text[at + '発'.len_utf8()..]) else { continue };
        let Some((number, rest)) = rest.strip_prefix('第').and_then(digits) else { continue };
        if (2..=LONGEST).contains(&name.len()) && rest.starts_with('号') {
            let name: String = name.into_iter().rev().collect();
            let notice = format!("{name}発{day:04}第{number}号");
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
    }
    notices
}

/// 第6.0版; of several the one named most often, of those the highest.
fn guideline(text: &str) -> Option<String> {
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (at, _) in text.match_indices('第') {
        let behind = text[at + '第'.len_utf8()..].trim_start();
        let Some((major, rest)) = digits(behind) else { continue };
        let Some((minor, rest)) = rest.strip_prefix('.').and_then(digits) else { continue };
        if rest.trim_start().starts_with('版') {
            *counts.entry((major, minor)).or_default() += 1;
        }
    }
    let ((major, minor), _) = counts.into_iter().max_by_key(|(edition, count)| (*count, *edition))?;
    Some(format!("{major}.{minor}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_what_it_is() {
        let text = "架空の手引き（令和９年度版）\n架空参発0401第12号\nガイドライン第８．１版による。第5.2版、第8.1版";
        let hints = Hints::of(text);
        assert_eq!(hints.year.map(FiscalYear::year), Some(2027));
        assert_eq!(hints.notices, ["架空参発0401第12号"]);
        assert_eq!(hints.guideline.as_deref(), Some("8.1"));
    }

    #[test]
    fn what_is_doubtful_stays_unknown() {
        assert_eq!(Hints::of("令和8年度と令和9年度"), Hints::default());
        assert_eq!(Hints::of("令和8年 発表第3号 第3版"), Hints::default());
        assert_eq!(Hints::of("令和元年度").year.map(FiscalYear::year), Some(2019));
    }
}
