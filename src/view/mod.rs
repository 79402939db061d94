//! What a profile shows of the binder.
//!
//! Renderers see the binder and the report through a [`View`] only, so that what a profile must not hold is gone before any
//! page, index, drawing or PDF is made. URLs, anchors and tab numbers stay the same in every profile. Nothing here changes
//! the binder: a copy is made of what is left, and none where nothing is withheld.
//!
//! What goes:
//! - documents by the `class` of their front matter, or of the heading that they are called by, with the files that they are;
//! - sections by `{class=...}`, to the next heading of the same or a higher level; quotes by `> [!限定 ...]`; footnotes that
//!   stand in these, or that nothing else names; terms that are explained there;
//! - rows of `evidence` by 区分, with their files, and every row where the ids themselves are masked;
//! - cells of masked columns, which say 非公開, and values that variables took from them; the order of a view that is sorted
//!   by one, and a view that is chosen by one;
//! - references into all that; what is found, due, or proposed of it.

mod fate;
mod footnotes;
mod gone;
mod left;
mod prose;
mod quotes;
mod registers;
mod report;
mod texts;
mod withheld;

pub use withheld::{Withheld, WithheldKind};

use crate::check::Report;
use crate::diagnostics::Finding;
use crate::model::{Omitted, Profile};
use crate::resolve::Binder;
use gone::Gone;
use quotes::Quotes;

/// The binder as one profile shows it.
#[derive(Debug)]
pub struct View<'a> {
    binder: Part<'a, Binder>,
    report: Part<'a, Report>,
    profile: &'a Profile,
    withheld: Vec<Withheld>,
    cut: Vec<Finding>,
}

/// As it is, or what is left of it.
#[derive(Debug)]
enum Part<'a, T> {
    Whole(&'a T),
    Left(Box<T>),
}

impl<T> Part<'_, T> {
    fn get(&self) -> &T {
        match self {
            Self::Whole(it) => it,
            Self::Left(it) => it,
        }
    }
}

impl<'a> View<'a> {
    /// What `profile` shows of `binder` and of what was found in it.
    pub fn new(binder: &'a Binder, report: &'a Report, profile: &'a Profile) -> Self {
        let gone = if profile.is_whole() { Gone::default() } else { Gone::of(binder, profile) };
        let mut view = Self {
            binder: Part::Whole(binder),
            report: Part::Whole(report),
            profile,
            withheld: Vec::new(),
            cut: Vec::new(),
        };
        if gone.is_empty() && !profile.omits(Omitted::FindingsOfOthers) {
            return view;
        }
        if !gone.is_empty() {
            let (left, cut) = left::left(binder, profile, &gone);
            view.binder = Part::Left(Box::new(left));
            view.cut = cut;
        }
        let quotes = Quotes::new(&gone.texts, &view.shown_texts());
        let desk = report::Desk { whole: binder, left: view.binder.get(), profile, gone: &gone, quotes: &quotes };
        let left = desk.report(report);
        view.report = Part::Left(Box::new(left));
        view.withheld = gone.texts;
        view
    }

    /// The binder, with nothing that the profile hides.
    pub fn binder(&self) -> &Binder {
        self.binder.get()
    }

    /// The report, likewise.
    pub fn report(&self) -> &Report {
        self.report.get()
    }

    /// The profile.
    pub fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// Whether the binder is shown as it is.
    pub fn is_whole(&self) -> bool {
        match self.binder {
            Part::Whole(_) => true,
            Part::Left(_) => false,
        }
    }

    /// Every text that the profile withholds: none of them stands in [`View::binder`] or [`View::report`] for its sake.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    /// The references that lead to what is gone, for the terminal alone: what they led to is named.
    pub fn cut(&self) -> &[Finding] {
        &self.cut
    }

    /// The texts that are shown for certain, so that one of these is no secret where it is withheld elsewhere too: all that
    /// the shown binder says.
    pub fn shown_texts(&self) -> Vec<String> {
        texts::of_binder(self.binder())
    }
}
