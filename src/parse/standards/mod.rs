//! The checklists and guideline outlines that toji knows as data. Never fills a gap: what a file does not say stays unknown.

mod checklist;
mod former;
mod guideline;
mod item;
mod previous;

use include_dir::{Dir, include_dir};

use super::toml::{KeyStyle, Origin, Reader, Toml, read};
use crate::diagnostics::Sink;
use crate::model::{Certainty, Edition, FiscalYear, FormerEdition, Guideline};
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
    /// Editions of which only the rows are known.
    pub former: Vec<FormerEdition>,
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

/// Reads standards. A file with `[guideline]` is an outline, one with `[former]` an edition that lies behind, any other a checklist; a later file takes the place of an
/// earlier one with the same id. What cannot be read is left out, with a finding.
pub fn parse(files: &[(FileId, &str)], sink: &mut Sink) -> Standards {
    let texts: Vec<Toml> =
        files.iter().map(|(file, text)| read(text, &Origin::slice(*file, 0), KeyStyle::Toml, sink)).collect();
    let (outlines, others): (Vec<_>, Vec<_>) = texts.iter().partition(|it| Reader::new(it).has("guideline"));
    let (behind, checklists): (Vec<_>, Vec<_>) = others.into_iter().partition(|it| Reader::new(it).has("former"));
    let mut standards = Standards::default();
    for former in behind {
        if let Some(read) = former::read(Reader::new(former), sink) {
            standards.former.retain(|it| it.id != read.id);
            standards.former.push(read);
        }
    }
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

    /// The checklist of this year.
    pub fn of_year(&self, year: FiscalYear) -> Option<&Edition> {
        self.editions.iter().find(|it| it.fiscal_year == year)
    }

    /// The newest checklist.
    pub fn newest(&self) -> Option<&Edition> {
        self.editions.iter().max_by_key(|it| it.fiscal_year)
    }

    /// Whether an edition is known by name although its data is not there: a known edition says that it comes next, or the
    /// id is the name of that very year (`r9` for 令和9年度) and the year lies after all that are known.
    pub fn names(&self, id: &str, year: FiscalYear) -> bool {
        let is_next = self.editions.iter().any(|it| it.successor.as_ref().map(|it| it.id.as_str()) == Some(id));
        let is_later = self.newest().is_some_and(|it| it.fiscal_year < year);
        self.edition(id).is_none() && (is_next || is_later && year.edition_id() == id)
    }

    /// The id of the year's edition: that of the data, else the name that a known edition gives to the next, else its year's.
    pub fn id_for(&self, year: FiscalYear) -> String {
        let before = || self.editions.iter().find(|it| it.fiscal_year.next() == Some(year));
        let named = || before().and_then(|it| it.successor.as_ref().map(|it| it.id.clone()));
        self.of_year(year).map(|it| it.id.clone()).or_else(named).unwrap_or_else(|| year.edition_id())
    }

    /// The outline of this edition of the guideline.
    pub fn guideline(&self, edition: &str) -> Option<&Guideline> {
        self.guidelines.iter().find(|it| it.edition == edition)
    }
}

#[cfg(test)]
mod tests;
