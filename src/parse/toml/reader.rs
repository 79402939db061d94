//! Asks a table for its keys. What is of the wrong type, missing or unknown becomes a finding; never ends at the first one.

use super::value::Entry;
use super::{Table, Toml, Value};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Date, FiscalYear};
use crate::parse::date;
use crate::source::{Span, Spanned};

/// Reads one table. [`Reader::finish`] must be called: it reports the missing and the unknown keys.
#[derive(Debug)]
#[must_use]
pub(crate) struct Reader<'t> {
    table: &'t Table,
    lost: &'t [String],
    path: String,
    known: Vec<&'static str>,
    needed: Vec<&'static str>,
}

impl<'t> Reader<'t> {
    /// Reads the top level.
    pub(crate) fn new(toml: &'t Toml) -> Self {
        Self { table: &toml.root, lost: &toml.lost, path: String::new(), known: Vec::new(), needed: Vec::new() }
    }

    /// The keys that must be there.
    pub(crate) fn need(mut self, keys: &[&'static str]) -> Self {
        self.needed.extend_from_slice(keys);
        self
    }

    /// Where the table stands.
    pub(crate) fn span(&self) -> Span {
        self.table.span
    }

    /// Whether `key` is there, whatever its value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// Keys that may stand there and that nothing reads: remarks for people.
    pub(crate) fn remarks(&mut self, keys: &[&'static str]) {
        self.known.extend_from_slice(keys);
    }

    /// A string.
    pub(crate) fn string(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        let value = self.value(key)?;
        self.text_of(key, value, sink)
    }

    /// A short name for files and URLs: lower-case ASCII letters, digits, `-` and `.`.
    pub(crate) fn word(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<String>> {
        let word = self.string(key, sink)?;
        let fits = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'-' | b'.');
        if word.value.is_empty() || !word.value.bytes().all(fits) {
            sink.push(self.bad_value(key, &word, "a-z 0-9 - ."));
            return None;
        }
        Some(word)
    }

    /// A fiscal year by the calendar year in which it begins.
    pub(crate) fn fiscal_year(&mut self, key: &'static str, sink: &mut Sink) -> Option<FiscalYear> {
        let year = self.integer(key, sink)?;
        let found = FiscalYear::new(year.value);
        if found.is_none() {
            sink.push(self.bad_value(key, &year, "1900–2200"));
        }
        found
    }

    /// An integer.
    pub(crate) fn integer(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<i64>> {
        let value = self.value(key)?;
        let Value::Integer(it) = value.value else { return self.wrong_type(key, value, "integer", sink) };
        Some(Spanned::new(it, value.span))
    }

    /// true or false.
    pub(crate) fn boolean(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<bool>> {
        let value = self.value(key)?;
        let Value::Boolean(it) = value.value else { return self.wrong_type(key, value, "boolean", sink) };
        Some(Spanned::new(it, value.span))
    }

    /// A day: a TOML date, or a string in any Japanese or ISO form.
    pub(crate) fn date(&mut self, key: &'static str, sink: &mut Sink) -> Option<Spanned<Date>> {
        let value = self.value(key)?;
        if let Value::Text(text) = &value.value {
            return date::read(text, value.span, sink).map(|it| Spanned::new(it, value.span));
        }
        let Value::Date(it) = value.value else { return self.wrong_type(key, value, "date", sink) };
        Some(Spanned::new(it, value.span))
    }

    /// One of a closed set of words.
    pub(crate) fn choice<T>(&mut self, key: &'static str, choices: &[(&str, T)], sink: &mut Sink) -> Option<Spanned<T>>
    where
        T: Copy,
    {
        let word = self.string(key, sink)?;
        let found = choices.iter().find(|it| it.0 == word.value).map(|it| it.1);
        if found.is_none() {
            let names: Vec<&str> = choices.iter().map(|it| it.0).collect();
            let finding = self.bad_value(key, &word, &names.join(", "));
            sink.push(finding.nearest(nearest(&word.value, names)));
        }
        found.map(|it| Spanned::new(it, word.span))
    }

    /// An array of strings; `None` where the key is not there.
    pub(crate) fn strings(&mut self, key: &'static str, sink: &mut Sink) -> Option<Vec<Spanned<String>>> {
        let items = self.array(key, sink)?;
        Some(items.iter().filter_map(|it| self.text_of(key, it, sink)).collect())
    }

    /// An array of tables, each to be read and finished.
    pub(crate) fn tables(&mut self, key: &'static str, sink: &mut Sink) -> Vec<Reader<'t>> {
        let items = self.array(key, sink).unwrap_or_default();
        items.iter().filter_map(|it| self.table_of(key, it, sink)).collect()
    }

    /// An array in which texts and tables stand, each kind by itself.
    pub(crate) fn texts_and_tables(
        &mut self,
        key: &'static str,
        sink: &mut Sink,
    ) -> (Vec<Spanned<String>>, Vec<Reader<'t>>) {
        let (mut texts, mut tables) = (Vec::new(), Vec::new());
        for item in self.array(key, sink).unwrap_or_default() {
            if let Value::Table(_) = &item.value {
                tables.extend(self.table_of(key, item, sink));
            } else {
                texts.extend(self.text_of(key, item, sink));
            }
        }
        (texts, tables)
    }

    /// Every key that is there, with its place.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &'t Spanned<String>> {
        self.table.entries.iter().map(|it| &it.key)
    }

    /// A table, to be read and finished.
    pub(crate) fn table(&mut self, key: &'static str, sink: &mut Sink) -> Option<Reader<'t>> {
        let value = self.value(key)?;
        self.table_of(key, value, sink)
    }

    /// Every key with its text, whatever the key's name. Anything but a text is a finding, unless it was asked for before.
    pub(crate) fn every_text(&mut self, sink: &mut Sink) -> Vec<(Spanned<String>, Spanned<String>)> {
        let mut texts = Vec::new();
        for entry in &self.table.entries {
            if let Value::Text(text) = &entry.value.value {
                texts.push((entry.key.clone(), Spanned::new(text.clone(), entry.value.span)));
            } else if !self.known.contains(&entry.key.value.as_str()) {
                self.wrong_type::<()>(&entry.key.value, &entry.value, "string", sink);
            }
        }
        texts
    }

    /// Every key with its table, to be read and finished, whatever the key's name. Anything but a table is a finding.
    pub(crate) fn every_table(&self, sink: &mut Sink) -> Vec<(&'t Spanned<String>, Reader<'t>)> {
        let table = |it: &'t Entry, sink: &mut Sink| Some((&it.key, self.table_of(&it.key.value, &it.value, sink)?));
        self.table.entries.iter().filter_map(|it| table(it, sink)).collect()
    }

    /// The finding that a value is not one of those allowed.
    pub(crate) fn bad_value(&self, key: &str, value: &Spanned<impl ToString>, expected: &str) -> Finding {
        let finding = Finding::at(Code::BadValue, value.span).with("key", self.name(key));
        finding.with("value", value.value.to_string()).with("expected", expected)
    }

    /// Reports what is unknown and what is missing. A missing key that an unknown one was meant to be is one mistake.
    pub(crate) fn finish(self, sink: &mut Sink) {
        let mut meant = self.lost.to_vec();
        for entry in self.table.entries.iter().filter(|it| !matches!(it.value.value, Value::Broken)) {
            if !self.known.contains(&entry.key.value.as_str()) {
                let near = nearest(&entry.key.value, self.known.iter().copied());
                meant.extend(near.first().cloned());
                let finding = Finding::at(Code::UnknownKey, entry.key.span).with("key", self.name(&entry.key.value));
                sink.push(finding.nearest(near));
            }
        }
        self.report_missing(&meant, sink);
    }

    /// As [`Reader::finish`], for a table that may hold any further key.
    pub(crate) fn finish_open(self, sink: &mut Sink) {
        self.report_missing(self.lost, sink);
    }

    fn report_missing(&self, meant: &[String], sink: &mut Sink) {
        let is_missing = |key: &str| self.table.get(key).is_none() && !meant.iter().any(|it| it == key);
        for key in self.needed.iter().filter(|it| is_missing(it)) {
            sink.push(Finding::at(Code::MissingKey, self.table.span).with("key", self.name(key)));
        }
    }

    fn name(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }

    fn value(&mut self, key: &'static str) -> Option<&'t Spanned<Value>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn array(&mut self, key: &'static str, sink: &mut Sink) -> Option<&'t [Spanned<Value>]> {
        let value = self.value(key)?;
        let Value::Array(items) = &value.value else { return self.wrong_type(key, value, "array", sink) };
        Some(items)
    }

    fn text_of(&self, key: &str, value: &Spanned<Value>, sink: &mut Sink) -> Option<Spanned<String>> {
        let Value::Text(text) = &value.value else { return self.wrong_type(key, value, "string", sink) };
        Some(Spanned::new(text.clone(), value.span))
    }

    fn table_of(&self, key: &str, value: &'t Spanned<Value>, sink: &mut Sink) -> Option<Reader<'t>> {
        let Value::Table(table) = &value.value else { return self.wrong_type(key, value, "table", sink) };
        let path = format!("{}.", self.name(key));
        Some(Reader { table, lost: self.lost, path, known: Vec::new(), needed: Vec::new() })
    }

    fn wrong_type<T>(&self, key: &str, value: &Spanned<Value>, expected: &str, sink: &mut Sink) -> Option<T> {
        if !matches!(value.value, Value::Broken) {
            let finding = Finding::at(Code::WrongType, value.span).with("key", self.name(key));
            sink.push(finding.with("found", value.value.type_name()).with("expected", expected));
        }
        None
    }
}
