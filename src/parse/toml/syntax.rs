//! From a text to a [`Toml`], with a finding for every mistake of syntax. Never gives up: what cannot be read is left out.

use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::mend::Mended;
use super::value::Entry;
use super::{Origin, Table, Toml, Value};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, DateError};
use crate::source::Spanned;

/// Which keys may stand without quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keys {
    /// What TOML allows: ASCII letters, digits, `-` and `_`.
    Toml,
    /// Letters of any script too: in what only toji reads.
    AnyLetters,
}

/// More unclosed things than this are not mended one by one.
const MENDINGS: usize = 16;

/// Reads `text`, which stands in its file as `origin` says.
pub(crate) fn read(text: &str, origin: Origin, keys: Keys, sink: &mut Sink) -> Toml {
    let (mended, mut found) = mend(text);
    let (table, errors) = DeTable::parse_recoverable(&mended.text);
    found.extend(errors.iter().map(|it| Mistake::of(it, &mended)).filter(|it| !it.is_allowed(text, keys)));
    let mistakes = merged(found);
    sink.extend(mistakes.iter().map(|it| it.finding(text, origin)));
    let root = Conversion { text, origin, mended: &mended, mistakes: &mistakes, sink }.table(table.get_ref(), 0..0);
    Toml { root, lost: mistakes.iter().map(|it| first_word(text, it.range.start)).collect() }
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
struct Mistake {
    range: Range<usize>,
    reason: String,
}

impl Mistake {
    fn of(error: &Error, mended: &Mended) -> Self {
        let range = error.span().unwrap_or(mended.text.len()..mended.text.len());
        Self { range: mended.original(range), reason: error.message().to_owned() }
    }

    /// A key of letters that TOML itself would want in quotes.
    fn is_allowed(&self, text: &str, keys: Keys) -> bool {
        let letters = |it: &str| it.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        match keys {
            Keys::Toml => false,
            Keys::AnyLetters => {
                self.reason.starts_with("invalid unquoted key") && text.get(self.range.clone()).is_some_and(letters)
            }
        }
    }

    fn finding(&self, text: &str, origin: Origin) -> Finding {
        let span = origin.span(text, self.range.clone());
        let written = text.get(self.range.clone()).unwrap_or_default();
        match Date::parse(written) {
            Err(DateError::NoSuchDay) => Finding::at(Code::ImpossibleDate, span).with("text", written),
            Ok(_) | Err(DateError::Form) => Finding::at(Code::TomlSyntax, span).with("reason", &self.reason),
        }
    }

    fn touches(&self, range: &Range<usize>) -> bool {
        self.range.start <= range.end && range.start <= self.range.end
    }
}

/// One mistake for what touches: the parser often names one twice.
fn merged(mut mistakes: Vec<Mistake>) -> Vec<Mistake> {
    mistakes.sort_by_key(|it| (it.range.start, it.range.end));
    let mut kept: Vec<Mistake> = Vec::new();
    for mistake in mistakes {
        match kept.last_mut() {
            Some(last) if mistake.range.start <= last.range.end + 1 => {
                last.range.end = last.range.end.max(mistake.range.end);
            }
            Some(_) | None => kept.push(mistake),
        }
    }
    kept
}

/// The first word of the line that holds `offset`.
fn first_word(text: &str, offset: usize) -> String {
    let start = text[..text.floor_char_boundary(offset)].rfind('\n').map_or(0, |it| it + 1);
    let line = text[start..].trim_start_matches([' ', '\t', '[', '"', '\'']);
    line.chars().take_while(|it| it.is_alphanumeric() || matches!(it, '-' | '_')).collect()
}

/// From the parser's tree to ours.
struct Conversion<'a> {
    text: &'a str,
    origin: Origin,
    mended: &'a Mended,
    mistakes: &'a [Mistake],
    sink: &'a mut Sink,
}

impl Conversion<'_> {
    fn place<T>(&self, value: T, range: Range<usize>) -> Spanned<T> {
        Spanned::new(value, self.origin.span(self.text, self.mended.original(range)))
    }

    fn table(&mut self, table: &DeTable<'_>, range: Range<usize>) -> Table {
        let span = self.place((), range).span;
        let mut entries: Vec<Entry> = table
            .iter()
            .map(|(key, value)| Entry {
                key: self.place(key.get_ref().to_string(), key.span()),
                value: self.entry_value(key.span(), value),
            })
            .collect();
        entries.sort_by_key(|it| it.key.span.range().start);
        Table { span, entries }
    }

    /// A key that was reported has nothing under it: its name is not to be trusted.
    fn entry_value(&mut self, key: Range<usize>, value: &toml::Spanned<DeValue<'_>>) -> Spanned<Value> {
        let key = self.mended.original(key);
        if self.mistakes.iter().any(|it| !it.range.is_empty() && it.range.start < key.end && key.start < it.range.end) {
            return self.place(Value::Broken, value.span());
        }
        self.value(value)
    }

    fn value(&mut self, value: &toml::Spanned<DeValue<'_>>) -> Spanned<Value> {
        let range = value.span();
        let converted = match value.get_ref() {
            DeValue::Array(items) => Value::Array(items.iter().map(|it| self.value(it)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table, range.clone())),
            scalar => self.scalar(scalar, range.clone()),
        };
        self.place(converted, range)
    }

    /// A scalar that touches a mistake is not to be trusted.
    fn scalar(&mut self, value: &DeValue<'_>, range: Range<usize>) -> Value {
        let original = self.mended.original(range);
        if self.mistakes.iter().any(|it| it.touches(&original)) {
            return Value::Broken;
        }
        match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Value::Integer(number),
                Err(_) => self.broken(&original, "integer out of range"),
            },
            DeValue::Float(_) => Value::Float,
            DeValue::Boolean(it) => Value::Boolean(*it),
            DeValue::Datetime(it) => it.date.map_or(Value::Time, |it| self.date(it, &original)),
            DeValue::Array(_) | DeValue::Table(_) => Value::Broken,
        }
    }

    fn date(&mut self, date: toml::value::Date, range: &Range<usize>) -> Value {
        let narrow = |it: u8| i8::try_from(it).unwrap_or_default();
        let day = i16::try_from(date.year).ok().and_then(|it| Date::new(it, narrow(date.month), narrow(date.day)));
        day.map_or_else(|| self.broken(range, "no such date"), Value::Date)
    }

    fn broken(&mut self, range: &Range<usize>, reason: &str) -> Value {
        let span = self.origin.span(self.text, range.clone());
        self.sink.push(Finding::at(Code::TomlSyntax, span).with("reason", reason));
        Value::Broken
    }
}
