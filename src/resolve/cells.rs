//! References in the cells of registers: a row's id, an item's id, a file below `attachments/`.

use super::links::Resolver;
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{ItemId, Register, RegisterKind, RowId, Target};
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

/// Finds all of them. In the columns for items and files every word must exist; elsewhere a word counts if it is a row's id.
pub(super) fn link(resolver: &Resolver<'_>, sink: &mut Sink) -> Vec<CellLink> {
    let mut links = Vec::new();
    for register in resolver.registers {
        for (row, cells) in register.rows.iter().enumerate() {
            for (column, cell) in cells.cells.iter().enumerate().skip(1) {
                let header = register.columns[column].value.as_str();
                for (start, end) in words(&cell.value, header) {
                    let word = Spanned::new(&cell.value[start..end], cell.span.within(start..end));
                    if let Some(target) = target(register, header, &word, resolver, sink) {
                        links.push(CellLink { register: register.kind, row, column, start, end, target });
                    }
                }
            }
        }
    }
    links
}

fn target(
    register: &Register,
    header: &str,
    word: &Spanned<&str>,
    resolver: &Resolver<'_>,
    sink: &mut Sink,
) -> Option<Target> {
    if header == ITEMS {
        let item = ItemId::parse_written(word.value).filter(|it| resolver.edition.item(*it).is_some());
        if item.is_none() {
            let known: Vec<_> = resolver.edition.items.iter().map(|it| it.id.shown()).collect();
            let near = nearest(word.value, known.iter().map(String::as_str));
            sink.push(Finding::at(Code::UnknownItem, word.span).with("item", word.value).nearest(near));
        }
        return item.map(Target::Item);
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
