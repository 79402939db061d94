//! Which lines are the headings of items, where the text below them is numbered with the same signs. The facility's form
//! decides where there is one; else the order of the numbers, and a numbered list within an item that is not ended yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::lines::{Gap, Line};
use crate::exchange::{number, scope};
use crate::model::{Circled, ItemId};

/// How much a heading must be like the form's wording, of 1.
const LIKE: f64 = 0.6;
/// A line of a heading that is this long was broken by the width of the page.
const FULL: usize = 25;
/// Lines that a heading may have.
const MOST: usize = 4;

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A heading, and the line behind it.
    Heading { id: ItemId, text: String, end: usize },
    /// A heading of an item that was there before.
    Repeated(ItemId),
    /// The heading of an item that the form does not have.
    NotOnForm(ItemId),
    /// No heading.
    Text,
}

pub(super) struct Headings<'t> {
    wordings: &'t BTreeMap<ItemId, String>,
    section: Option<u8>,
    last: Option<ItemId>,
    seen: BTreeSet<ItemId>,
    /// The last number of a list within the item.
    list: Option<u8>,
    /// How the first heading is numbered.
    sign: Option<Sign>,
}

/// How a line is numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `2-①`.
    Whole,
    /// `①`.
    Circled,
    /// `(1)`, `⑴`.
    Parenthesised,
}

impl Sign {
    fn of(text: &str) -> Option<Self> {
        if number::item(text).is_some() {
            return Some(Self::Whole);
        }
        number::small(text)?;
        let is_circled = text.trim_start().chars().next().is_some_and(|it| Circled::from_char(it).is_some());
        Some(if is_circled { Self::Circled } else { Self::Parenthesised })
    }
}

impl<'t> Headings<'t> {
    pub(super) fn new(wordings: &'t BTreeMap<ItemId, String>) -> Self {
        Self { wordings, section: None, last: None, seen: BTreeSet::new(), list: None, sign: None }
    }

    /// The section that a line opens: the one behind the last, or a little further on.
    pub(super) fn section(&self, text: &str) -> Option<u8> {
        let (number, _) = number::section(text)?;
        let last = self.section.unwrap_or_default();
        let is_next = number > last && (last == 0 || number <= last + 2);
        let is_known = self.wordings.is_empty() || self.wordings.keys().any(|it| it.section() == number);
        (is_next && is_known).then_some(number)
    }

    pub(super) fn enter(&mut self, section: u8) {
        self.section = Some(section);
        self.list = None;
    }

    /// Notes end an item, and with it a numbered list.
    pub(super) fn end_enumeration(&mut self) {
        self.list = None;
    }

    /// Counts a line of an item's text that is numbered with the sign of the headings.
    pub(super) fn count(&mut self, text: &str) {
        if Sign::of(text) != self.sign {
            return;
        }
        if let Some((number, _)) = number::small(text)
            && (number == 1 || self.list == Some(number - 1))
        {
            self.list = Some(number);
        }
    }

    pub(super) fn find(&mut self, lines: &[Line<'_>], at: usize) -> Found {
        let text = lines[at].text;
        let explicit = number::item(text);
        let small = || {
            let (small, rest) = number::small(text)?;
            Some((ItemId::new(self.section?.into(), small.into())?, rest))
        };
        let Some((id, rest)) = explicit.or_else(small) else { return Found::Text };
        if !self.wordings.is_empty() {
            return match self.wordings.get(&id) {
                Some(wording) => self.like(lines, at, (id, rest), wording),
                None if explicit.is_some() && self.is_next(id) => self.accept(id, Found::NotOnForm(id)),
                None => Found::Text,
            };
        }
        let goes_on = self.list.is_some_and(|it| it + 1 == id.number()) && explicit.is_none();
        let is_foreign = explicit.is_none() && self.sign.is_some_and(|it| Sign::of(text) != Some(it));
        if goes_on || is_foreign || !self.is_next(id) {
            return Found::Text;
        }
        self.sign = self.sign.or(Sign::of(text));
        let end = end(lines, at, rest);
        let text = text_of(lines, at, rest, end);
        self.accept(id, Found::Heading { id, text, end })
    }

    fn is_next(&self, id: ItemId) -> bool {
        self.last.is_none_or(|it| id > it)
    }

    fn accept(&mut self, id: ItemId, found: Found) -> Found {
        (self.section, self.last, self.list) = (Some(id.section()), Some(id), None);
        self.seen.insert(id);
        found
    }

    /// A heading where as many lines as it takes are like the form's wording.
    fn like(&mut self, lines: &[Line<'_>], at: usize, (id, rest): (ItemId, &str), wording: &str) -> Found {
        let wording = bare(wording);
        let mut best = (0.0, at + 1);
        for end in at + 1..=(at + MOST).min(lines.len()) {
            if lines[at + 1..end].last().is_some_and(is_apart) {
                break;
            }
            let text = bare(&text_of(lines, at, rest, end));
            let score = strsim::normalized_levenshtein(&text, &wording);
            if score > best.0 {
                best = (score, end);
            }
        }
        let is_like =
            best.0 >= LIKE || (!rest.is_empty() && bare(rest).chars().count() >= 4 && bare(rest).starts_with(&wording));
        match is_like {
            false => Found::Text,
            true if self.seen.contains(&id) => Found::Repeated(id),
            true => {
                let text = text_of(lines, at, rest, best.1);
                self.accept(id, Found::Heading { id, text, end: best.1 })
            }
        }
    }
}

/// The line behind a heading of which no form says how long it is.
fn end(lines: &[Line<'_>], at: usize, rest: &str) -> usize {
    let mut end = at + 1;
    while end < lines.len() && end < at + MOST && lines[end].gap == Gap::None && !is_apart(&lines[end]) {
        let text = text_of(lines, at, rest, end);
        let stands_alone = lines.get(end + 1).is_none_or(|it| it.gap != Gap::None || is_apart(it));
        let (length, next) = (lines[end - 1].text.chars().count(), lines[end].text);
        let next_ends_it = next.ends_with('。') && next.chars().count() < length;
        let was_broken = length >= FULL && (next_ends_it || stands_alone);
        let is_open = text.matches(['（', '(']).count() > text.matches(['）', ')']).count();
        if text.ends_with('。') || !(text.is_empty() || is_open || was_broken) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a line cannot go on with a heading.
fn is_apart(line: &Line<'_>) -> bool {
    let starts = number::item(line.text).is_some() || number::small(line.text).is_some();
    starts || line.text.starts_with(['▶', '・', '※', '○', '●', '■']) || scope::read(line.text).is_some()
}

fn text_of(lines: &[Line<'_>], at: usize, rest: &str, end: usize) -> String {
    number::join(std::iter::once(rest).chain(lines[at + 1..end].iter().map(|it| it.text)))
}

/// Without blanks, in half width, without the full stop.
fn bare(text: &str) -> String {
    let text = number::narrow(text);
    text.chars().filter(|it| !it.is_whitespace() && *it != '。').collect()
}
