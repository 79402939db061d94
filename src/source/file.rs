//! The texts that were read, and the way from a byte offset to a line and a column.

use std::sync::Arc;

use super::{FileId, Span};

/// A text file of the source folder (or of the embedded theme and standards).
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: Arc<str>,
    text: Arc<str>,
}

impl SourceFile {
    /// The path below the source folder, with `/` on every system.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text, as read (UTF-8, without a byte order mark, line ends untouched).
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Where a span starts and ends, as people count: lines and columns from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The path below the source folder.
    pub path: Arc<str>,
    /// First line.
    pub line: usize,
    /// First column.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// The column behind the last character.
    pub end_column: usize,
}

/// All texts of one run. Files are only ever added.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a text and gives it an id.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        id
    }

    /// The file of `id`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Lines and columns of `span`.
    pub fn place(&self, span: Span) -> Place {
        let file = self.file(span.file);
        let (line, column) = line_column(&file.text, span.range().start);
        let (end_line, end_column) = line_column(&file.text, span.range().end);
        Place { path: Arc::clone(&file.path), line, column, end_line, end_column }
    }
}

fn line_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..text.floor_char_boundary(offset)];
    let line_start = before.rfind('\n').map_or(0, |it| it + 1);
    let line = before.bytes().filter(|it| *it == b'\n').count() + 1;
    (line, before[line_start..].chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_from_one() {
        let mut sources = Sources::default();
        let text = "一行目\n二行目は長い";
        let id = sources.add("a.md", text);
        let start = text.find('長').unwrap_or_default();
        let place = sources.place(Span::new(id, start..text.len()));
        assert_eq!((place.line, place.column, place.end_line, place.end_column), (2, 5, 2, 7));
    }
}
