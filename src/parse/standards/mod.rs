//! The checklists and guideline outlines that toji knows as data. Never fills a gap: what a file does not say stays unknown.

mod checklist;
mod guideline;
mod item;

use include_dir::{Dir, include_dir};

use super::toml::{KeyStyle, Origin, Reader, Toml, read};
use crate::diagnostics::Sink;
use crate::model::{Certainty, Edition, Guideline};
use crate::source::FileId;

/// The standards inside the program: every TOML of the folder, so that a new edition needs no Rust.
static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/content/standards");

/// The words for [`Certainty`] in all standards.
const CERTAINTY: [(&str, Certainty); 2] = [("verified", Certainty::Verified), ("unverified", Certainty::Unverified)];

/// The words for [`Certainty`] where somebody says something of another text.
const REPORTED: [(&str, Certainty); 2] = [("verified", Certainty::Verified), ("second-hand", Certainty::Unverified)];

/// All checklists and outlines.
#[derive(Debug, Clone, Default)]
pub struct Standards {
    /// The checklists, in the order of their files.
    pub editions: Vec<Edition>,
    /// The outlines, in the order of their files.
    pub guidelines: Vec<Guideline>,
}

/// Path and text of the standards that are part of the program, by path.
pub fn embedded() -> Vec<(String, &'static str)> {
    let mut texts: Vec<_> = EMBEDDED
        .files()
        .filter(|it| it.path().extension().is_some_and(|it| it == "toml"))
        .filter_map(|it| Some((format!("standards/{}", it.path().display()), it.contents_utf8()?)))
        .collect();
    texts.sort();
    texts
}

/// Reads standards. A file with `[guideline]` is an outline, any other a checklist; a later file takes the place of an
/// earlier one with the same id. What cannot be read is left out, with a finding.
pub fn parse(files: &[(FileId, &str)], sink: &mut Sink) -> Standards {
    let texts: Vec<Toml> =
        files.iter().map(|(file, text)| read(text, &Origin::slice(*file, 0), KeyStyle::Toml, sink)).collect();
    let (outlines, checklists): (Vec<_>, Vec<_>) = texts.iter().partition(|it| Reader::new(it).has("guideline"));
    let mut standards = Standards::default();
    for outline in outlines {
        if let Some(read) = guideline::read(Reader::new(outline), sink) {
            standards.guidelines.retain(|it| it.edition != read.edition);
            standards.guidelines.push(read);
        }
    }
    for checklist in checklists {
        if let Some(read) = checklist::read(Reader::new(checklist), &standards.guidelines, sink) {
            standards.editions.retain(|it| it.id != read.id);
            standards.editions.push(read);
        }
    }
    standards
}

impl Standards {
    /// The checklist with this id.
    pub fn edition(&self, id: &str) -> Option<&Edition> {
        self.editions.iter().find(|it| it.id == id)
    }

    /// The outline of this edition of the guideline.
    pub fn guideline(&self, edition: &str) -> Option<&Guideline> {
        self.guidelines.iter().find(|it| it.edition == edition)
    }
}

#[cfg(test)]
mod tests;
