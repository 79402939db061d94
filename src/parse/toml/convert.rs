//! From the parser's tree to ours, every place as the file counts. Never takes a value that touches a mistake.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::mend::Mended;
use super::syntax::Mistake;
use super::value::Entry;
use super::{Origin, Table, Value};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Date;
use crate::source::Spanned;

/// What a conversion needs to know of the text.
pub(super) struct Conversion<'a> {
    pub(super) text: &'a str,
    pub(super) origin: &'a Origin,
    pub(super) mended: &'a Mended,
    pub(super) mistakes: &'a [Mistake],
    pub(super) sink: &'a mut Sink,
}

impl Conversion<'_> {
    /// The top level: its place is the start of the text.
    pub(super) fn root(&mut self, table: &DeTable<'_>) -> Table {
        self.table(table, 0..0)
    }

    fn place<T>(&self, value: T, range: Range<usize>) -> Spanned<T> {
        Spanned::new(value, self.origin.span(self.text, self.mended.original(range)))
    }

    /// A mistake that touches `range`. They are sorted and lie apart from each other.
    fn mistake_at(&self, range: &Range<usize>) -> Option<&Mistake> {
        let first = self.mistakes.partition_point(|it| it.range.end < range.start);
        self.mistakes.get(first).filter(|it| it.range.start <= range.end)
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
        if self.mistake_at(&key).is_some_and(Mistake::spoils_keys) {
            return self.place(Value::Broken, value.span());
        }
        self.value(value)
    }

    fn value(&mut self, value: &toml::Spanned<DeValue<'_>>) -> Spanned<Value> {
        let range = value.span();
        let converted = match value.get_ref() {
            DeValue::Array(items) => Value::Array(items.iter().map(|it| self.value(it)).collect()),
            DeValue::Table(table) => Value::Table(self.table(table, range.clone())),
            DeValue::String(_)
            | DeValue::Integer(_)
            | DeValue::Float(_)
            | DeValue::Boolean(_)
            | DeValue::Datetime(_) => self.scalar(value.get_ref(), range.clone()),
        };
        self.place(converted, range)
    }

    /// A scalar that touches a mistake is not to be trusted.
    fn scalar(&mut self, value: &DeValue<'_>, range: Range<usize>) -> Value {
        let original = self.mended.original(range);
        if self.mistake_at(&original).is_some() {
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
