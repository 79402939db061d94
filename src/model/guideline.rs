//! The outline of one edition of the MHLW guideline, as far as it is known.

use super::SectionNumber;

/// One edition of 医療情報システムの安全管理に関するガイドライン: parts, and the sections that are known.
///
/// The outline is incomplete: a section that is not listed may still exist.
#[derive(Debug, Clone)]
pub struct Guideline {
    /// The edition: `6.0`.
    pub edition: String,
    /// Its title.
    pub title: String,
    /// Month of issue: `2023-05`; empty where it is not known.
    pub issued: String,
    /// Whether somebody compared the outline with the final text. Against one that nobody did, no note is wrong.
    pub certainty: Certainty,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// A part (編) with its sections in order.
#[derive(Debug, Clone)]
pub struct Part {
    /// Stable id, used in URLs: `control`.
    pub id: Box<str>,
    /// The name in ▶ notes: システム運用編.
    pub name: String,
    /// The sections that are known, in the order of their numbers.
    pub sections: Vec<Section>,
    /// Titles of appendices without a number. No note can point at them.
    pub appendices: Vec<String>,
}

/// A section or chapter of a part.
#[derive(Debug, Clone)]
pub struct Section {
    /// Its number.
    pub number: SectionNumber,
    /// Its heading and whether it was seen in the final text; `None` where only the number is known.
    pub title: Option<(String, Certainty)>,
    /// The highest circled number among its compliance items, as far as it is known. Where the numbering restarts within
    /// a section this is less than their count.
    pub items: Option<(Count, Certainty)>,
}

/// Whether something was seen in the final text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Seen in the final text.
    Verified,
    /// Seen in a draft or at second hand.
    Unverified,
}

/// How many numbered items there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// Just so many.
    Exactly(u8),
    /// So many were seen; there may be more.
    AtLeast(u8),
}

impl Guideline {
    /// The part called `name` in a ▶ note.
    pub fn part_named(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|it| it.name == name)
    }

    /// The part with this id.
    pub fn part(&self, id: &str) -> Option<&Part> {
        self.parts.iter().find(|it| *it.id == *id)
    }
}

impl Part {
    /// The section with this number, if the outline lists it.
    pub fn section(&self, number: &SectionNumber) -> Option<&Section> {
        self.sections.iter().find(|it| it.number == *number)
    }
}

impl Section {
    /// The heading, only where it was seen in the final text.
    pub fn verified_title(&self) -> Option<&str> {
        match &self.title {
            Some((title, Certainty::Verified)) => Some(title),
            Some((_, Certainty::Unverified)) | None => None,
        }
    }

    /// The highest circled number there can be, where that is known for certain.
    pub fn last_item(&self) -> Option<u8> {
        match self.items {
            Some((Count::Exactly(n), Certainty::Verified)) => Some(n),
            Some((Count::Exactly(_) | Count::AtLeast(_), _)) | None => None,
        }
    }
}
