//! What a profile shows of the binder.
//!
//! Renderers see the binder and the report through a [`View`] only, so that what a profile must not hold is gone before any
//! page, index or PDF is made. URLs and tab numbers stay the same in every profile. Nothing here changes the binder.

mod withheld;

pub use withheld::{Withheld, WithheldKind};

use crate::check::Report;
use crate::model::Profile;
use crate::resolve::Binder;

/// The binder as one profile shows it.
#[derive(Debug)]
pub struct View<'a> {
    binder: &'a Binder,
    report: &'a Report,
    profile: &'a Profile,
    withheld: Vec<Withheld>,
}

impl<'a> View<'a> {
    /// What `profile` shows of `binder` and of what was found in it.
    pub fn new(binder: &'a Binder, report: &'a Report, profile: &'a Profile) -> Self {
        let withheld = if profile.is_whole() { Vec::new() } else { withheld::cells(binder, profile) };
        Self { binder, report, profile, withheld }
    }

    /// The binder, with nothing that the profile hides.
    pub fn binder(&self) -> &Binder {
        self.binder
    }

    /// The report, likewise.
    pub fn report(&self) -> &Report {
        self.report
    }

    /// The profile.
    pub fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// Every text that the profile withholds: none of them stands in [`View::binder`] or [`View::report`] for its sake.
    pub fn withheld(&self) -> &[Withheld] {
        &self.withheld
    }

    /// The texts that are shown for certain, so that one of these is no secret where it is withheld elsewhere too: all that
    /// the shown binder says.
    pub fn shown_texts(&self) -> Vec<&str> {
        let registers = self.binder().registers().iter();
        let cells = registers.flat_map(|it| &it.rows).flat_map(|it| &it.cells).map(|it| &*it.value);
        cells.collect()
    }
}
