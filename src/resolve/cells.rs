//! References in the cells of registers: a row's id, an item's id, a file below `attachments/`.

use super::cell_rows::Beginnings;
use super::items::{Items, Written};
use super::links::Resolver;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Edition, ItemId, Register, RegisterKind, Row, RowId, Target};
use crate::source::Spanned;

/// A part of a cell that points somewhere.
#[derive(Debug, Clone)]
pub struct CellLink {
    /// The register.
    pub register: RegisterKind,
    /// Index of the row.
    pub row: usize,
    /// Index of the column.
    pub column: usize,
    /// The part of the cell's text, in bytes.
    pub start: usize,
    /// Its end.
    pub end: usize,
    /// What it points at.
    pub target: Target,
}

/// The column that names items, in any register.
const ITEMS: &str = "項目";
/// The column of `evidence` that names a file below `attachments/`.
const FILE: &str = "ファイル";

/// The column of `records` and `visits` with the day on which something was done.
const DONE: &str = "実施日";
/// The column of `evidence` with the day of its approval.
const APPROVED: &str = "承認日";

/// Finds all of them. In the columns for items and files every word must exist; elsewhere a word counts if it is a row's id.
pub(super) fn link(resolver: &Resolver<'_>, sink: &mut Sink) -> Vec<CellLink> {
    let mut links = Vec::new();
    let beginnings = Beginnings::of(resolver.registers);
    for register in resolver.registers {
        let known: Vec<_> = (0..register.columns.len()).map(|it| register.known(it)).collect();
        for (row, cells) in register.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate().skip(1) {
                let header = register.columns[column].value.as_str();
                for (start, end) in words(&cell.value, header) {
                    let word = Spanned::new(&cell.value[start..end], cell.span.within(start..end));
                    let wrong =
                        known[column].and_then(|it| beginnings.check((register, cells), it, &word, resolver.index));
                    sink.extend(wrong);
                    if let Some(target) = target((register, cells), header, &word, resolver, sink) {
                        links.push(CellLink { register: register.kind, row, column, start, end, target });
                    }
                }
            }
        }
    }
    links
}

fn target(
    (register, row): (&Register, &Row),
    header: &str,
    word: &Spanned<&str>,
    resolver: &Resolver<'_>,
    sink: &mut Sink,
) -> Option<Target> {
    if header == ITEMS {
        return match item((register, row), word.value, resolver.items) {
            Numbered::Here(item) => Some(Target::Item(item)),
            Numbered::OfItsYear => None,
            Numbered::Elsewhere(item) => {
                sink.push(resolver.items.missing(item, word.span, Written::Shown));
                None
            }
            Numbered::Nowhere => {
                let known: Vec<_> = resolver.items.edition.items.iter().map(|it| it.id.shown()).collect();
                let near = nearest(word.value, known.iter().map(String::as_str));
                sink.push(Finding::at(Code::UnknownItem, word.span).with("item", word.value).nearest(near));
                None
            }
        };
    }
    if header == FILE && register.kind == RegisterKind::Evidence {
        let path = format!("attachments/{}", word.value.strip_prefix("attachments/").unwrap_or(word.value));
        if !resolver.index.files.contains(path.as_str()) {
            let near = nearest(&path, resolver.index.files.iter().map(|it| &**it));
            sink.push(Finding::at(Code::MissingFile, word.span).with("path", &path).nearest(near));
            return None;
        }
        return Some(Target::Attachment(path.into()));
    }
    let id = RowId::new(word.value)?;
    match resolver.index.rows.get(&id).map(Vec::as_slice) {
        Some([kind]) => Some(Target::Row(*kind, id)),
        Some(_) | None => None,
    }
}

/// What a number in a row is.
enum Numbered {
    /// An item of the binder's edition.
    Here(ItemId),
    /// An item of the edition of the year in which the row was written: here it may be another one, so it is no link.
    OfItsYear,
    /// An item of another edition only.
    Elsewhere(ItemId),
    /// No item of any.
    Nowhere,
}

fn item((register, row): (&Register, &Row), word: &str, items: Items<'_>) -> Numbered {
    let Some(item) = ItemId::parse_written(word) else { return Numbered::Nowhere };
    let of_day = |column| register.date(row, column).and_then(|it| items.other_of(it));
    let has = |it: &Edition| it.item(item).is_some();
    let is_other = |it: &Edition| has(it) && !items.stayed(item, it);
    let has_happened = matches!(register.kind, RegisterKind::Records | RegisterKind::Visits);
    if has_happened && of_day(DONE).is_some_and(is_other) {
        return Numbered::OfItsYear;
    }
    if items.has(item) {
        return Numbered::Here(item);
    }
    // An attachment serves on after its year, so that its number is this year's where there is one.
    let was_approved_as = register.kind == RegisterKind::Evidence && of_day(APPROVED).is_some_and(has);
    match items.elsewhere(item) {
        Some(_) if was_approved_as => Numbered::OfItsYear,
        Some(_) => Numbered::Elsewhere(item),
        None => Numbered::Nowhere,
    }
}

/// The words of a cell as byte ranges. A file's name may hold spaces, so that cell is one word.
fn words(text: &str, header: &str) -> Vec<(usize, usize)> {
    let separator = |c: char| c.is_whitespace() || matches!(c, '、' | '，' | ',' | ';' | '；');
    if header == FILE {
        let trimmed = text.trim();
        let start = text.len() - text.trim_start().len();
        return if trimmed.is_empty() { Vec::new() } else { vec![(start, start + trimmed.len())] };
    }
    let mut words = Vec::new();
    let mut start = None;
    for (i, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (separator(c), start) {
            (false, None) => start = Some(i),
            (true, Some(from)) => {
                words.push((from, i));
                start = None;
            }
            (true, None) | (false, Some(_)) => (),
        }
    }
    words
}
