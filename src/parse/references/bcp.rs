//! Sections of the BCP behind `▶BCP`: numbers alone, without circled ones. Whether one exists is not asked here.

use super::cursor::Cursor;
use super::guideline::Place;
use super::section::{between, is_bare, section};
use super::series::Grammar;
use super::signs::is_glued;
use crate::model::{Circled, RawRef, SectionNumber};

/// The tokens behind `▶BCP`.
pub(super) struct Bcp {
    pub(super) place: Place,
}

impl Grammar for Bcp {
    type Point = SectionNumber;

    fn point(&self, cursor: &mut Cursor<'_>, first: Option<&SectionNumber>) -> Option<SectionNumber> {
        let number = section(cursor)?;
        let sound = match first {
            None => self.place == Place::First || !is_bare(&number),
            Some(first) => first.levels().len() == number.levels().len(),
        };
        (sound && !is_glued(*cursor)).then_some(number)
    }

    fn sibling(&self, _: &SectionNumber, _: Circled) -> Option<SectionNumber> {
        None
    }

    fn between(&self, first: &SectionNumber, last: &SectionNumber) -> Vec<SectionNumber> {
        between(first, last)
    }

    fn reference(&self, number: &SectionNumber) -> RawRef {
        RawRef::Bcp(Some(number.clone()))
    }
}
