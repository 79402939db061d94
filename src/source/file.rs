//! The texts that were read, and the way from a byte offset to a line and a column.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use unicode_normalization::UnicodeNormalization as _;

use super::layer::{Layer, ROOM};
use super::{Digest, FileId, Span};

/// A text file of the source folder (or of the embedded theme and standards).
///
/// A clone is the same file: what has been found out about one is known of the other.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: Arc<str>,
    text: Arc<str>,
    known: Arc<Known>,
}

/// What is found out about a text when it is first asked for.
#[derive(Debug, Default)]
struct Known {
    /// The byte offsets at which lines start: thousands of findings in one file must not each count its lines anew.
    line_starts: OnceLock<Box<[usize]>>,
    digest: OnceLock<Digest>,
}

impl SourceFile {
    pub(super) fn new(path: Arc<str>, text: Arc<str>) -> Self {
        Self { path, text, known: Arc::default() }
    }

    /// The SHA-256 of the text.
    pub fn digest(&self) -> Digest {
        *self.known.digest.get_or_init(|| Digest::of(self.text.as_bytes()))
    }

    /// The path below the source folder, with `/` on every system.
    pub fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn shared_path(&self) -> Arc<str> {
        Arc::clone(&self.path)
    }

    /// The whole text, as read (UTF-8, without a byte order mark, line ends untouched).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the line that holds the byte `offset`, without its line end.
    pub fn line_around(&self, offset: usize) -> Range<usize> {
        let starts = self.line_starts();
        let line = self.line_index(offset);
        let end = starts.get(line + 1).map_or(self.text.len(), |next| next - 1);
        let line = starts[line]..end;
        let ends_in_cr = self.text.as_bytes()[line.clone()].ends_with(b"\r");
        line.start..line.end - usize::from(ends_in_cr)
    }

    /// Line and column, from 1; an offset behind the text is its end.
    fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_index(offset);
        let before = &self.text[self.line_starts()[line]..offset];
        (line + 1, before.chars().count() + 1)
    }

    /// The line that holds the byte `offset`, from 0.
    fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|it| *it <= offset) - 1
    }

    /// Never empty: the first line starts at 0.
    fn line_starts(&self) -> &[usize] {
        let ends = || self.text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| it.0 + 1);
        self.known.line_starts.get_or_init(|| std::iter::once(0).chain(ends()).collect())
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

/// So many files a core takes at a time: few, so that all cores end a stage together.
pub const AT_A_TIME: usize = 32;

/// All texts of one run. Files are only ever added.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<SourceFile>,
    /// Of each file, ascending.
    ids: Vec<FileId>,
    /// Texts that other runs have too, with ids of their own.
    layer: Arc<Layer>,
    /// How many ids are left free behind each text.
    room: u32,
}

impl Sources {
    /// None yet; a text that is in `layer` will get its id there.
    pub fn over(layer: Arc<Layer>) -> Self {
        Self { layer, ..Self::default() }
    }

    /// None yet, and ids left free between them: for texts that a later run has in between.
    pub fn roomy() -> Self {
        Self { room: ROOM, ..Self::default() }
    }

    /// Makes `layer` the texts that others have too: each of those here stands in it under the same id.
    pub fn settle(&mut self, layer: Arc<Layer>) {
        (self.layer, self.room) = (layer, 0);
    }

    /// Adds a text and gives it an id, higher than those before.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> FileId {
        let (path, text) = (path.into(), text.into());
        let least = self.ids.last().map_or(0, |it| it.0.saturating_add(1));
        let next = self.ids.last().and_then(|it| it.0.checked_add(1 + self.room)).unwrap_or(least);
        let (id, file) = match self.layer.find(&path, &text, least) {
            Some((id, file)) => (id, file.clone()),
            None => (FileId(next), SourceFile::new(path, text)),
        };
        self.files.push(file);
        self.ids.push(id);
        id
    }

    /// All files, in the order in which they were added.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Their ids, in the same order.
    pub(super) fn ids(&self) -> &[FileId] {
        &self.ids
    }

    /// The file of `id`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        let at = id.0 as usize;
        match self.ids.get(at) {
            Some(same) if *same == id => &self.files[at],
            Some(_) | None => &self.files[self.ids.partition_point(|it| *it < id)],
        }
    }

    /// All files with their ids, in the order in which they were added.
    pub fn with_ids(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.ids.iter().copied().zip(&self.files)
    }

    /// Whether the file is one that other runs have too.
    pub fn is_shared(&self, id: FileId) -> bool {
        self.layer.holds(id, self.file(id))
    }

    /// The file with this path, however the accents of its name are put together: a system that was in between may have
    /// taken them apart.
    pub fn file_at(&self, path: &str) -> Option<FileId> {
        let composed = |it: &str| it.nfc().eq(path.nfc());
        let index = self.files.iter().position(|it| *it.path == *path || !it.path.is_ascii() && composed(&it.path))?;
        self.ids.get(index).copied()
    }

    /// The first place of `wanted` in the files whose paths `is_meant` holds for.
    pub fn find(&self, wanted: char, is_meant: impl Fn(&str) -> bool) -> Option<Span> {
        let mut files = self.files.iter().zip(&self.ids).filter(|(file, _)| is_meant(&file.path));
        files.find_map(|(file, id)| {
            let at = file.text.find(wanted)?;
            Some(Span::new(*id, at..at + wanted.len_utf8()))
        })
    }

    /// The text under `span`.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.range()).unwrap_or_default()
    }

    /// Lines and columns of `span`.
    pub fn place(&self, span: Span) -> Place {
        let file = self.file(span.file);
        let (line, column) = file.line_column(span.range().start);
        let (end_line, end_column) = file.line_column(span.range().end);
        Place { path: Arc::clone(&file.path), line, column, end_line, end_column }
    }
}

impl SourceFile {
    /// Whether this is its text. One that was handed on is not compared letter by letter.
    pub(super) fn reads(&self, text: &str) -> bool {
        std::ptr::eq(&*self.text, text) || *self.text == *text
    }

    /// Whether it is the same file, not merely an equal one.
    pub(super) fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.known, &other.known)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    #[test]
    fn a_line_comes_without_its_end() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "一\r\n\r\n三\n");
        let line = |offset| &sources.file(id).text()[sources.file(id).line_around(offset)];
        assert_eq!([0, 3, 4, 5, 6, 7, 10, 11, 99].map(line), ["一", "一", "一", "", "", "三", "三", "", ""]);
    }

    #[test]
    fn places_at_the_end_of_a_text() {
        let mut sources = Sources::default();
        let empty = sources.add("a.md", "");
        let ended = sources.add("b.md", "一\n");
        let place = |id, offset| sources.place(Span::new(id, offset..offset));
        assert_eq!(
            [(place(empty, 0).line, place(empty, 0).column), (place(empty, 9).line, place(empty, 9).column)],
            [(1, 1); 2]
        );
        assert_eq!((place(ended, 4).line, place(ended, 4).column), (2, 1));
        assert_eq!((place(ended, 3).line, place(ended, 3).column), (1, 2));
    }

    proptest! {
        #[test]
        fn the_index_counts_as_one_would_by_hand(text in "[a一\\r\\n]{0,20}", at in 0usize..60) {
            let mut sources = Sources::default();
            let id = sources.add("a.md", text.as_str());
            let before = &text[..text.floor_char_boundary(at)];
            let start = before.rfind('\n').map_or(0, |it| it + 1);
            let by_hand = (before.matches('\n').count() + 1, before[start..].chars().count() + 1);
            prop_assert_eq!(sources.file(id).line_column(at), by_hand);
        }
    }
}
