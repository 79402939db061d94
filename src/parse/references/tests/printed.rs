//! A citation reads back from every form in which people print it.

use proptest::prelude::*;

use super::Scanned;
use crate::model::{Circled, Citation, RawRef, SectionNumber};

const PART: &str = "システム運用編";

/// How a citation is put on paper.
#[derive(Debug, Clone)]
struct Style {
    after_part: &'static str,
    dot: &'static str,
    separator: &'static str,
    wide: bool,
}

impl Style {
    fn token(&self, citation: &Citation) -> String {
        let section = citation.section.to_string();
        let section = if self.wide { section.chars().map(widened).collect() } else { section };
        match citation.item {
            Some(item) => format!("{section}{}{item}", self.dot),
            None => section,
        }
    }

    fn note(&self, citations: &[Citation]) -> String {
        let tokens: Vec<_> = citations.iter().map(|it| self.token(it)).collect();
        format!("▶{PART}{}{}", self.after_part, tokens.join(self.separator))
    }
}

fn widened(c: char) -> char {
    match c {
        '.' => '．',
        '0'..='9' => char::from_u32(c as u32 - '0' as u32 + '０' as u32).unwrap_or(c),
        _ => c,
    }
}

fn section() -> impl Strategy<Value = SectionNumber> {
    prop::collection::vec(1_u8..=99, 1..=6).prop_filter_map("1 to 6 levels", |it| SectionNumber::new(&it))
}

fn circled() -> impl Strategy<Value = Circled> {
    (1_u8..=50).prop_filter_map("1 to 50", Circled::new)
}

fn citation() -> impl Strategy<Value = Citation> {
    (section(), prop::option::of(circled())).prop_map(|(section, item)| Citation { part: PART.into(), section, item })
}

fn style() -> impl Strategy<Value = Style> {
    let after_part = prop::sample::select(vec!["", " ", "　", "\n"]);
    let dot = prop::sample::select(vec!["", ".", "．"]);
    let separator = prop::sample::select(vec![" ", "　", "\n", "、", "，", ",", ", ", "、\n"]);
    (after_part, dot, separator, any::<bool>()).prop_map(|(after_part, dot, separator, wide)| Style {
        after_part,
        dot,
        separator,
        wide,
    })
}

/// A whole number without a circled one counts only directly behind the part.
fn citations() -> impl Strategy<Value = Vec<Citation>> {
    let rest = citation().prop_filter("bare", |it| it.item.is_some() || it.section.levels().len() > 1);
    (citation(), prop::collection::vec(rest, 0..5)).prop_map(|(first, rest)| [vec![first], rest].concat())
}

fn read(text: &str) -> Vec<Citation> {
    let cited = |to: &RawRef| {
        let RawRef::Guideline { part, section, item } = to else { return None };
        Some(Citation { part: part.value.clone(), section: section.clone(), item: *item })
    };
    Scanned::new(text).references().filter_map(|it| cited(&it.to)).collect()
}

proptest! {
    #[test]
    fn every_form_reads_back(citations in citations(), style in style(), end in prop::sample::select(vec!["", "。", "を読む", "\n次", "）"])) {
        prop_assert_eq!(read(&format!("次に{}{end}", style.note(&citations))), citations);
    }

    #[test]
    fn our_own_form_reads_back(citation in citation()) {
        prop_assert_eq!(read(&citation.printed(PART)), vec![citation]);
    }

    #[test]
    fn circled_numbers_of_one_section_read_back(section in section(), items in prop::collection::vec(circled(), 1..6)) {
        let text: String = items.iter().map(ToString::to_string).collect();
        let cited: Vec<_> = read(&format!("▶{PART} {section}{text}")).into_iter().map(|it| (it.section, it.item)).collect();
        prop_assert_eq!(cited, items.into_iter().map(|it| (section.clone(), Some(it))).collect::<Vec<_>>());
    }

    #[test]
    fn a_range_names_all_that_lies_within(section in section(), a in circled(), b in circled()) {
        let (first, last) = (a.min(b), a.max(b));
        prop_assume!(first < last);
        let numbers: Vec<_> = read(&format!("▶{PART} {section}{first}～{last}")).into_iter().filter_map(|it| it.item).collect();
        prop_assert_eq!(numbers, (first.number()..=last.number()).filter_map(Circled::new).collect::<Vec<_>>());
    }
}

#[test]
fn no_circled_number_is_ever_a_digit() {
    let levels: [&[u8]; 6] = [&[8], &[8, 1], &[3, 1, 2], &[13], &[1, 1, 1, 1, 1, 1], &[99, 99]];
    for section in levels.into_iter().filter_map(SectionNumber::new) {
        for item in (1..=50).filter_map(Circled::new) {
            let wanted = vec![Citation { part: PART.into(), section: section.clone(), item: Some(item) }];
            assert_eq!(read(&format!("▶{PART} {section}{item}")), wanted);
            assert_eq!(read(&format!("▶{PART}{section}.{item}")), wanted);
        }
    }
}
