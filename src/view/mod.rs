//! What a profile shows of the binder.
//!
//! Renderers see the binder through a [`View`] only, so that what a profile must not hold is gone before any page, index
//! or PDF is made. URLs and tab numbers stay the same in every profile. Nothing here changes the binder.

use crate::resolve::Binder;

/// Who a build is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// The facility's own copy: everything.
    Full,
}

impl Profile {
    /// The name on the command line and in the manifest.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
        }
    }
}

/// The binder as one profile shows it.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    binder: &'a Binder,
    profile: Profile,
}

impl<'a> View<'a> {
    /// What `profile` shows of `binder`.
    pub fn new(binder: &'a Binder, profile: Profile) -> Self {
        Self { binder, profile }
    }

    /// The binder, with nothing that the profile hides.
    pub fn binder(&self) -> &'a Binder {
        match self.profile {
            Profile::Full => self.binder,
        }
    }

    /// The profile.
    pub fn profile(&self) -> Profile {
        self.profile
    }
}
