//! What the ▶ notes of a manual cite, against the outline that is known; and the outline that is not, put together from a
//! table of contents and from what is cited. Never a heading that was not read.

use std::collections::BTreeMap;

use super::is_impossible;
use crate::diagnostics::{Code, Finding, Sink};
use crate::exchange::{self, ManualItem, Outline};
use crate::model::{Citation, Guideline, RawRef, SourceFile};
use crate::parse::{cited, standards::Standards};
use crate::source::{FileId, SourceFile as Text, Span};

/// The notes of one item.
#[derive(Debug, Default)]
pub(super) struct Cites {
    /// What they cite, each once.
    pub(super) citations: Vec<Citation>,
    /// The notes, each on one line of its page; one that cannot be right is code, so that it is no link.
    pub(super) lines: Vec<String>,
}

impl Cites {
    pub(super) fn read(
        file: FileId,
        source: &Text,
        item: &ManualItem,
        outline: Option<&Guideline>,
        shelf: &mut Shelf,
        sink: &mut Sink,
    ) -> Self {
        let mut cites = Self::default();
        for note in &item.notes {
            let (found, left) = cited(file, source.text(), &note.pieces);
            let before = cites.citations.len();
            let mut is_sound = left.is_empty() && !found.is_empty();
            for it in found {
                match citation(&it.value, outline, shelf) {
                    Some(it) if !cites.citations.contains(&it) => cites.citations.push(it),
                    Some(_) => (),
                    None => is_sound = false,
                }
            }
            let words: Vec<&str> =
                note.pieces.iter().map(|it| source.text().get(it.clone()).unwrap_or_default()).collect();
            let line = words.join(" ");
            if is_sound {
                cites.lines.push(line);
            } else {
                sink.push(unread(file, note.pieces[0].clone(), &line, note.pieces.len(), item));
                cites.lines.push(format!("`{}`", line.replace('`', "")));
                // A note of which a part could not be read is left to people as a whole.
                cites.citations.truncate(before);
            }
        }
        cites
    }
}

fn unread(file: FileId, range: std::ops::Range<usize>, line: &str, count: usize, item: &ManualItem) -> Finding {
    let finding = Finding::at(Code::ImportUnread, Span::new(file, range)).with("place", item.id.shown());
    finding.with("text", line).with("count", count).item(item.id)
}

/// The citation, where its part is known or may be new, and a verified outline does not rule it out.
fn citation(found: &RawRef, outline: Option<&Guideline>, shelf: &mut Shelf) -> Option<Citation> {
    let RawRef::Guideline { part, section, item } = found else { return None };
    let id = match outline {
        Some(outline) => outline.part_named(&part.value)?.id.to_string(),
        None if part.value.ends_with('編') => shelf.id_of(&part.value),
        None => return None,
    };
    let citation = Citation { part: id.into(), section: section.clone(), item: *item };
    (!outline.is_some_and(|it| is_impossible(it, &citation))).then_some(citation)
}

/// The outline that is being made, and the ids of parts by their names.
#[derive(Debug)]
pub(super) struct Shelf {
    ids: BTreeMap<String, String>,
    title: String,
    made: Option<(String, Outline)>,
}

impl Shelf {
    /// Knows the parts of every outline inside the program.
    pub(super) fn new(known: &Standards) -> Self {
        let parts = known.guidelines.iter().flat_map(|it| &it.parts);
        let ids = parts.map(|it| (it.name.clone(), it.id.to_string())).collect();
        let title = known.guidelines.last().map(|it| it.title.clone()).unwrap_or_default();
        Self { ids, title, made: None }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.made.is_none()
    }

    pub(super) fn edition(&self) -> Option<&str> {
        self.made.as_ref().map(|it| it.0.as_str())
    }

    /// Takes a table of contents; a second one of the same edition adds its parts.
    pub(super) fn put(&mut self, edition: &str, outline: &Outline) {
        for part in &outline.parts {
            self.id_of(&part.name);
        }
        match &mut self.made {
            Some((known, made)) if known == edition => {
                let new = outline.parts.iter().filter(|it| !made.parts.iter().any(|known| known.name == it.name));
                let new: Vec<_> = new.cloned().collect();
                made.parts.extend(new);
            }
            Some(_) => (),
            None => {
                let made = Outline {
                    file: outline.file,
                    title: outline.title.clone(),
                    edition: Some(edition.to_owned()),
                    issued: outline.issued.clone(),
                    parts: outline.parts.clone(),
                };
                self.made = Some((edition.to_owned(), made));
            }
        }
    }

    /// An outline without any part yet.
    pub(super) fn open(&mut self, edition: &str) {
        let file = crate::source::Sources::default().add("", "");
        let made = Outline { file, title: None, edition: Some(edition.to_owned()), issued: None, parts: Vec::new() };
        self.made = Some((edition.to_owned(), made));
    }

    /// Adds the parts that are cited and that no table of contents has.
    pub(super) fn cite<'a>(&mut self, citations: impl Iterator<Item = &'a Citation>) {
        let citations: Vec<Citation> = citations.cloned().collect();
        if let Some((_, made)) = &mut self.made {
            let cited = exchange::outline_of(&citations, &self.ids);
            let new = cited.into_iter().filter(|it| !made.parts.iter().any(|known| known.name == it.name));
            let new: Vec<_> = new.collect();
            made.parts.extend(new);
        }
    }

    /// The id of a part: as it is known, else `part-5` for the fifth.
    fn id_of(&mut self, name: &str) -> String {
        let next = format!("part-{}", self.ids.len() + 1);
        self.ids.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The outline as TOML, with its edition.
    pub(super) fn draft(&self, files: Vec<SourceFile>) -> Option<(String, String)> {
        let (edition, made) = self.made.as_ref()?;
        let title = made.title.as_deref().unwrap_or(&self.title);
        Some((edition.clone(), exchange::guideline(edition, title, made, &self.ids, &files)))
    }
}
