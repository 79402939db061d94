//! From a text to a [`Toml`], with a finding for every mistake of syntax. Never gives up: what cannot be read is left out.

use std::ops::Range;

use toml::de::{DeTable, Error};

use super::convert::Conversion;
use super::mend::{Mended, line_start, line_starts};
use super::{Origin, Toml};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, DateError};

/// Which keys may stand without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyStyle {
    /// What TOML allows: ASCII letters, digits, `-` and `_`.
    Toml,
    /// Letters of any script too: in what only toji reads.
    AnyLetters,
}

/// More unclosed things than this are not mended one by one.
const MENDINGS: usize = 16;

/// Reads `text`, which stands in its file as `origin` says.
pub(crate) fn read(text: &str, origin: &Origin, keys: KeyStyle, sink: &mut Sink) -> Toml {
    let (mended, mut found) = mend(text);
    let (table, errors) = DeTable::parse_recoverable(&mended.text);
    found.extend(errors.iter().map(|it| Mistake::of(it, &mended)).filter(|it| !it.is_allowed(text, keys)));
    let mistakes = merged(text, found);
    sink.extend(mistakes.iter().map(|it| it.finding(text, origin)));
    let root = Conversion { text, origin, mended: &mended, mistakes: &mistakes, sink }.root(table.get_ref());
    Toml { root, lost: first_words(text, &mistakes) }
}

/// Closes what was left open, as long as that leaves fewer mistakes.
fn mend(text: &str) -> (Mended, Vec<Mistake>) {
    let mut mended = Mended::new(text);
    let mut found = Vec::new();
    let (_, mut errors) = DeTable::parse_recoverable(text);
    for _ in 0..MENDINGS {
        let Some((next, mistake)) = mended.close(&errors) else { break };
        let (_, rest) = DeTable::parse_recoverable(&next.text);
        if rest.len() >= errors.len() {
            break;
        }
        found.push(Mistake { range: mistake.0..mistake.0, reason: mistake.1 });
        (mended, errors) = (next, rest);
    }
    (mended, found)
}

/// A mistake of syntax, at a range of the text as written.
pub(super) struct Mistake {
    pub(super) range: Range<usize>,
    reason: String,
}

impl Mistake {
    fn of(error: &Error, mended: &Mended) -> Self {
        let range = error.span().unwrap_or(mended.text.len()..mended.text.len());
        Self { range: mended.original(range), reason: error.message().to_owned() }
    }

    /// A key of letters that TOML itself would want in quotes.
    fn is_allowed(&self, text: &str, keys: KeyStyle) -> bool {
        let letters = |it: &str| it.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        match keys {
            KeyStyle::Toml => false,
            KeyStyle::AnyLetters => {
                self.reason.starts_with("invalid unquoted key") && text.get(self.range.clone()).is_some_and(letters)
            }
        }
    }

    fn finding(&self, text: &str, origin: &Origin) -> Finding {
        let span = origin.span(text, self.range.clone());
        let written = text.get(self.range.clone()).unwrap_or_default();
        match Date::parse(written) {
            Err(DateError::NoSuchDay) => Finding::at(Code::ImpossibleDate, span).with("text", written),
            Ok(_) | Err(DateError::Form) => Finding::at(Code::TomlSyntax, span).with("reason", &self.reason),
        }
    }

    /// Whether a key at its place is not to be trusted; one that stands there twice is.
    pub(super) fn spoils_keys(&self) -> bool {
        self.reason.contains("unquoted key")
    }
}

/// One mistake for what touches: the parser often names one twice.
fn merged(text: &str, mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    let touch = |last: &Mistake, next: &Mistake| {
        let between = text.get(last.range.end..next.range.start).unwrap_or_default();
        next.range.start <= last.range.end + 1 && between != "\n"
    };
    mistakes.sort_by_key(|it| (it.range.start, it.range.end));
    let mut kept: Vec<Mistake> = Vec::new();
    for mistake in mistakes {
        match kept.last_mut() {
            Some(last) if touch(last, &mistake) => {
                last.range.end = last.range.end.max(mistake.range.end);
            }
            Some(_) | None => kept.push(mistake),
        }
    }
    kept
}

/// The first words of the lines with mistakes.
fn first_words(text: &str, mistakes: &[Mistake]) -> Vec<String> {
    let starts = line_starts(text);
    let word = |it: &Mistake| {
        let line = text[line_start(&starts, it.range.start)..].trim_start_matches([' ', '\t', '[', '"', '\'']);
        line.chars().take_while(|it| it.is_alphanumeric() || matches!(it, '-' | '_')).collect()
    };
    mistakes.iter().map(word).collect()
}
