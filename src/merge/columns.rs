//! Registers that have other columns: all three are laid out alike before their rows are compared, so that a column that the
//! template adds leaves the member's rows what they are. Never drops a cell in which the member wrote something.

use std::collections::BTreeMap;

use super::order::woven;
use super::split::{Record, records};
use super::text::{LineEnd, folded, normal};

/// Three registers, laid out.
pub(super) enum Laid {
    /// They have the same columns.
    Alike,
    /// Base, the member's and the template's, with the same columns.
    Anew([String; 3]),
    /// Only a person can say which column is which, or a column went in which somebody wrote.
    Apart,
}

/// Lays out the base, the member's and the template's register.
pub(super) fn laid_out(texts: [&str; 3]) -> Laid {
    let sheets = texts.map(Sheet::new);
    let [base, mine, theirs] = &sheets;
    if mine.names == theirs.names && (base.names == mine.names || base.names.is_empty()) {
        return Laid::Alike;
    }
    let is_clear =
        |it: &Sheet<'_>| (1..it.names.len()).all(|n| !it.names[n].is_empty() && !it.names[..n].contains(&it.names[n]));
    // A member who took a column out, or whose first line is no header, has another sheet than the template's.
    let is_kept = !base.names.is_empty() && base.names.iter().all(|it| mine.names.contains(it));
    if !is_kept || !sheets.iter().all(is_clear) || base.loses(theirs, mine) {
        return Laid::Apart;
    }
    let columns = columns(base, mine, theirs);
    // A head that the member writes otherwise (wider, say) stays the member's.
    let own = |name: &str| mine.head(name).filter(|it| base.head(name).map(normal) != Some(normal(it)));
    let head = |name: &str| own(name).or_else(|| theirs.head(name)).or_else(|| mine.head(name)).unwrap_or_default();
    // A head may hold a line end; what stands in the member's file has the member's.
    let line_end = LineEnd::of([mine.text, theirs.text]);
    let heads: Vec<String> = columns.iter().map(|it| line_end.apply(head(it))).collect();
    Laid::Anew([base, mine, theirs].map(|it| it.written(&columns, &heads)))
}

/// Those of the template and those that the member added, in order; not those that the template took out.
fn columns(base: &Sheet<'_>, mine: &Sheet<'_>, theirs: &Sheet<'_>) -> Vec<String> {
    let mut all: Vec<&String> = Vec::new();
    for name in theirs.names.iter().chain(&mine.names) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    let stays = |name: &&String| {
        let (here, there) = (mine.names.contains(name), theirs.names.contains(name));
        (here && there) || !base.names.contains(name)
    };
    let places = |sheet: &Sheet<'_>| -> Vec<usize> {
        let names = sheet.names.iter().filter(stays);
        names.filter_map(|it| all.iter().position(|other| *other == it)).collect()
    };
    woven(&places(theirs), &places(mine)).into_iter().map(|it| all[it].clone()).collect()
}

/// A register and its columns.
struct Sheet<'a> {
    text: &'a str,
    records: Vec<Record>,
    /// As they are compared.
    names: Vec<String>,
}

impl<'a> Sheet<'a> {
    fn new(text: &'a str) -> Self {
        let records = records(text);
        let name = |it: &std::ops::Range<usize>| folded(text[it.clone()].trim_matches('"'));
        let names = records.first().map(|it| it.cells.iter().map(name).collect()).unwrap_or_default();
        Self { text, records, names }
    }

    fn cell(&self, record: &Record, name: &str) -> &'a str {
        let column = self.names.iter().position(|it| it == name);
        column.and_then(|it| record.cells.get(it)).map_or("", |it| &self.text[it.clone()])
    }

    fn head(&self, name: &str) -> Option<&'a str> {
        let record = self.records.first().filter(|_| self.names.iter().any(|it| it == name))?;
        Some(self.cell(record, name))
    }

    /// How often each text stands in a column, by the row's first cell.
    fn written_in(&self, name: &str) -> BTreeMap<(String, String), usize> {
        let mut cells = BTreeMap::new();
        for record in self.records.iter().skip(1) {
            let id = record.cells.first().map_or("", |it| &self.text[it.clone()]);
            let cell = normal(self.cell(record, name));
            if !cell.is_empty() {
                *cells.entry((folded(id), cell)).or_default() += 1;
            }
        }
        cells
    }

    /// Whether `gone` no longer has a column of this base in which `other` wrote.
    fn loses(&self, gone: &Self, other: &Self) -> bool {
        let went = |it: &&String| !gone.names.contains(it) && other.names.contains(it);
        self.names.iter().filter(went).any(|name| {
            let known = self.written_in(name);
            other.written_in(name).iter().any(|it| known.get(it.0).is_none_or(|count| count < it.1))
        })
    }

    /// The text with these columns. Cells behind the last column stay behind it.
    fn written(&self, columns: &[String], heads: &[String]) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut at = 0;
        for (n, record) in self.records.iter().enumerate() {
            out.push_str(&self.text[at..record.range.start]);
            at = record.range.end;
            if record.cells.len() == 1 && self.text[record.range.clone()].trim().is_empty() {
                // A line of ideographic spaces is no row: it stays blank.
                out.push_str(&self.text[record.range.clone()]);
                continue;
            }
            let mut cells: Vec<&str> = if n == 0 {
                heads.iter().map(String::as_str).collect()
            } else {
                columns.iter().map(|it| self.cell(record, it)).collect()
            };
            cells.extend(record.cells.iter().skip(self.names.len()).map(|it| &self.text[it.clone()]));
            out.push_str(&cells.join(","));
        }
        out + &self.text[at..]
    }
}
