//! Changes of a register to changes of its text, place by place: what is not named keeps its bytes.

use crate::exchange::registers::compare::{Added, Changes};
use crate::model::{Register, guard_formula};
use crate::source::{Span, Splice};

/// The splices that make `changes` in `text`, which reads as `register`: sorted, apart from each other.
pub fn splices(register: &Register, text: &str, changes: &Changes) -> Vec<Splice> {
    Patch { register, text, layout: Layout::of(register, text), changes }.splices()
}

/// The text of a register that the folder does not have yet.
pub fn new_text(changes: &Changes) -> String {
    let names: Vec<&str> = changes.kind.columns().iter().map(|it| it.name).collect();
    let all: Vec<&str> = names.into_iter().chain(changes.columns.iter().map(String::as_str)).collect();
    let header = all.iter().map(|it| field(it, Quotes::AsNeeded)).collect::<Vec<_>>().join(",");
    let rows = changes.added.iter().map(|row| {
        let cells = all.iter().map(|name| field(text_of(row, name), Quotes::AsNeeded));
        cells.collect::<Vec<_>>().join(",")
    });
    std::iter::once(header).chain(rows).map(|it| it + "\n").collect()
}

/// How a file is laid out.
#[derive(Debug)]
struct Layout {
    /// The register's column for each column of the file; `None` for one without a header and without a text.
    columns: Vec<Option<usize>>,
    line_end: &'static str,
    quotes: Quotes,
}

/// When a cell is written in quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    AsNeeded,
    Always,
}

impl Layout {
    fn of(register: &Register, text: &str) -> Self {
        let mut named: Vec<(Span, usize)> = register.columns.iter().map(|it| it.span).zip(0..).collect();
        named.sort();
        let mut columns = Vec::new();
        let mut at = named.first().map_or(0, |it| line_start(text, it.0.range().start));
        for (span, index) in &named {
            let between = commas(text, at, span.range().start);
            let blanks = if columns.is_empty() { between } else { between.saturating_sub(1) };
            columns.extend(std::iter::repeat_n(None, blanks));
            columns.push(Some(*index));
            at = span.range().end;
        }
        columns.extend(std::iter::repeat_n(None, commas(text, at, line_end(text, at))));
        let is_quoted = |span: Span| text[span.range()].starts_with('"');
        let quotes = if named.iter().all(|it| is_quoted(it.0)) { Quotes::Always } else { Quotes::AsNeeded };
        Self { columns, line_end: if text.contains("\r\n") { "\r\n" } else { "\n" }, quotes }
    }
}

fn commas(text: &str, from: usize, to: usize) -> usize {
    text.get(from..to).map_or(0, |it| it.matches(',').count())
}

struct Patch<'a> {
    register: &'a Register,
    text: &'a str,
    layout: Layout,
    changes: &'a Changes,
}

impl Patch<'_> {
    fn splices(&self) -> Vec<Splice> {
        let mut splices = self.new_columns();
        splices.extend(self.changed());
        splices.extend(self.removed());
        splices.extend(self.added());
        // A new column stands behind the last cell, and that may change too.
        splices.sort_by_key(|it| (it.range.start, it.range.end));
        splices
    }

    fn changed(&self) -> Vec<Splice> {
        let mut splices = Vec::new();
        for change in &self.changes.changed {
            let Some(row) = self.register.row(&change.id) else { continue };
            for cell in &change.cells {
                let column = self.register.column(&cell.column);
                let Some(place) = column.and_then(|it| row.cells.get(it)) else { continue };
                let quotes = match self.text[place.span.range()].starts_with('"') {
                    true => Quotes::Always,
                    false => Quotes::AsNeeded,
                };
                splices.push(Splice { range: self.whole(place.span), text: field(&cell.new, quotes) });
            }
        }
        splices
    }

    fn removed(&self) -> impl Iterator<Item = Splice> {
        let rows = self.changes.removed.iter().filter_map(|it| self.register.row(it));
        rows.filter_map(|row| {
            let spans = row.cells.iter().map(|it| it.span.range());
            let (start, end) = (spans.clone().map(|it| it.start).min()?, spans.map(|it| it.end).max()?);
            let end = line_end(self.text, end);
            let behind = &self.text[end..];
            let mark = ["\r\n", "\n", "\r"].into_iter().find(|it| behind.starts_with(it)).map_or(0, str::len);
            Some(Splice { range: line_start(self.text, start)..end + mark, text: String::new() })
        })
    }

    /// Rows behind all others, in the file's own order of columns.
    fn added(&self) -> Option<Splice> {
        let rows: Vec<String> = self.changes.added.iter().map(|it| self.new_row(it)).collect();
        if rows.is_empty() {
            return None;
        }
        let end = self.text.len();
        let line_end = self.layout.line_end;
        let is_ended = self.text.is_empty() || self.text.ends_with(['\n', '\r']);
        let text = rows.join(line_end);
        let text = if is_ended { text + line_end } else { format!("{line_end}{text}") };
        Some(Splice { range: end..end, text })
    }

    fn new_row(&self, row: &Added) -> String {
        let of_file = self.layout.columns.iter().map(|it| {
            let name = it.and_then(|it| self.register.columns.get(it)).map(|it| it.value.as_str());
            name.map_or("", |it| text_of(row, it))
        });
        let new = self.changes.columns.iter().map(|it| text_of(row, it));
        of_file.chain(new).map(|it| field(it, self.layout.quotes)).collect::<Vec<_>>().join(",")
    }

    /// New columns, behind all others in the header and in every row.
    fn new_columns(&self) -> Vec<Splice> {
        if self.changes.columns.is_empty() {
            return Vec::new();
        }
        let cells = |texts: &mut dyn Iterator<Item = String>| texts.map(|it| format!(",{it}")).collect::<String>();
        let behind = |spans: &mut dyn Iterator<Item = Span>, text: String| {
            let end = line_end(self.text, spans.map(|it| it.range().end).max().unwrap_or_default());
            Splice { range: end..end, text }
        };
        let names = cells(&mut self.changes.columns.iter().map(|it| field(it, self.layout.quotes)));
        let mut splices = vec![behind(&mut self.register.columns.iter().map(|it| it.span), names)];
        for row in self.register.rows.iter().filter(|it| !self.changes.removed.contains(&it.id.value)) {
            let change = self.changes.changed.iter().find(|it| it.id == row.id.value);
            let new = |name: &String| {
                let cell = change.and_then(|it| it.cells.iter().find(|it| it.column == *name));
                cell.map_or_else(String::new, |it| field(&it.new, self.layout.quotes))
            };
            let texts = cells(&mut self.changes.columns.iter().map(new));
            splices.push(behind(&mut row.cells.iter().map(|it| it.span), texts));
        }
        splices
    }

    /// The place of a cell with the blanks around it, which a quote must not stand behind.
    fn whole(&self, span: Span) -> std::ops::Range<usize> {
        let range = span.range();
        let is_blank = |it: char| it.is_whitespace() && !matches!(it, '\n' | '\r');
        let before = &self.text[..range.start];
        let behind = &self.text[range.end..];
        before.trim_end_matches(is_blank).len()..range.end + behind.len() - behind.trim_start_matches(is_blank).len()
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind(['\n', '\r']).map_or(0, |it| it + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find(['\n', '\r']).map_or(text.len(), |it| at + it)
}

fn text_of<'a>(row: &'a Added, name: &str) -> &'a str {
    row.cells.iter().find(|it| it.0 == name).map_or("", |it| &it.1)
}

/// A cell as CSV. What a spreadsheet would take for a formula is marked as a text.
fn field(text: &str, quotes: Quotes) -> String {
    let text = guard_formula(text);
    let needs = text.contains([',', '"', '\n', '\r']) || text.trim() != text;
    match quotes {
        Quotes::AsNeeded if !needs => text.into_owned(),
        Quotes::AsNeeded | Quotes::Always => format!("\"{}\"", text.replace('"', "\"\"")),
    }
}
