//! What many source folders of one run have in common, made once. Never changes what comes out: the same folder gives the
//! same binder with it and without.

use std::sync::OnceLock;

use crate::model::Theme;
use crate::render::html::{ThemeError, Workshop};

/// What is shared.
#[derive(Debug, Default)]
pub struct Shared {
    workshop: OnceLock<Workshop>,
}

impl Shared {
    /// How many texts were parsed once for several folders.
    pub fn texts(&self) -> usize {
        0
    }

    /// The theme, made ready.
    ///
    /// # Errors
    /// Where it is wrong.
    pub(super) fn workshop(&self, theme: &Theme) -> Result<&Workshop, ThemeError> {
        if let Some(workshop) = self.workshop.get() {
            return Ok(workshop);
        }
        let made = Workshop::new(theme)?;
        Ok(self.workshop.get_or_init(|| made))
    }
}
