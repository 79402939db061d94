//! CSV (RFC 4180) with the place of every cell. Never refuses a text: what is left open ends with its line.
//!
//! The `csv` crate tells where a record begins, but not a cell, and takes a quote that is never closed for a cell that
//! runs to the end of the file. It is the yardstick of the tests: on a sound text both read the same cells.

use std::ops::Range;

use crate::diagnostics::{Code, Finding, Sink};
use crate::source::{FileId, Span};

/// A line of cells; a quoted cell may run over several lines.
#[derive(Debug)]
pub(super) struct Record {
    /// Without its line end.
    pub(super) range: Range<usize>,
    /// At least one.
    pub(super) cells: Vec<Field>,
}

/// A cell as it stands in the file.
#[derive(Debug)]
pub(super) struct Field {
    /// Its bytes, quotes included.
    pub(super) range: Range<usize>,
    /// Its text, without the quotes around it, doubled quotes halved.
    pub(super) text: String,
}

impl Record {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|it| it.text.trim().is_empty())
    }
}

/// All records of `text` but empty lines.
pub(super) fn records(file: FileId, text: &str, sink: &mut Sink) -> Vec<Record> {
    let mut scanner = Scanner { file, text, at: 0, sink };
    let mut records = Vec::new();
    while scanner.at < text.len() {
        if scanner.skip_line_end() {
            continue;
        }
        records.push(scanner.record());
    }
    records
}

struct Scanner<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    sink: &'a mut Sink,
}

impl Scanner<'_> {
    fn skip_line_end(&mut self) -> bool {
        let is_end = self.text[self.at..].starts_with(['\r', '\n']);
        self.at += usize::from(is_end);
        is_end
    }

    fn record(&mut self) -> Record {
        let start = self.at;
        let mut cells = vec![self.field()];
        while self.text[self.at..].starts_with(',') {
            self.at += 1;
            cells.push(self.field());
        }
        Record { range: start..self.at, cells }
    }

    fn field(&mut self) -> Field {
        let start = self.at;
        let quoted = self.text[start..].starts_with('"').then(|| self.quoted()).flatten();
        let behind = self.at;
        self.at = self.find(&[',', '\r', '\n']);
        let rest = &self.text[behind..self.at];
        if quoted.is_some() && !rest.trim().is_empty() {
            self.report(behind..self.at, "text behind a closing quote");
        }
        let text = quoted.unwrap_or_default() + rest;
        Field { range: start..self.at, text }
    }

    /// The content of the quotes at `self.at`; `None` and no step where they are never closed.
    fn quoted(&mut self) -> Option<String> {
        let inner = self.at + 1;
        let mut end = inner;
        loop {
            let Some(quote) = self.text[end..].find('"').map(|it| end + it) else {
                self.report(self.at..inner, "quote without a closing quote");
                return None;
            };
            if !self.text[quote + 1..].starts_with('"') {
                self.at = quote + 1;
                return Some(self.text[inner..quote].replace("\"\"", "\""));
            }
            end = quote + 2;
        }
    }

    fn find(&self, ends: &[char]) -> usize {
        self.text[self.at..].find(ends).map_or(self.text.len(), |it| self.at + it)
    }

    fn report(&mut self, range: Range<usize>, reason: &str) {
        self.sink.push(Finding::at(Code::CsvSyntax, Span::new(self.file, range)).with("reason", reason));
    }
}
