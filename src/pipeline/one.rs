//! One file of the website of a compiled folder, as [`build`](super::build()) without a PDF would write it.

use super::build::finding_text;
use super::{Compiled, Whole};
use crate::diagnostics::Finding;
use crate::model::{Profile, Theme};
use crate::render::html::{self, One, Options, ThemeError, Workshop};
use crate::render::{Artifact, Artifacts};
use crate::view::View;

/// The theme, as it is and made ready.
#[derive(Debug)]
pub struct Dress {
    theme: Theme,
    workshop: Workshop,
}

impl Dress {
    /// Makes a theme ready.
    ///
    /// # Errors
    /// Where it is wrong.
    pub fn new(theme: Theme) -> Result<Self, ThemeError> {
        let workshop = Workshop::new(&theme)?;
        Ok(Self { theme, workshop })
    }
}

/// The file at `path`; `None` where the website has none there.
///
/// # Errors
/// Where the theme is wrong.
pub fn one(
    (compiled, whole): (&Compiled, &Whole),
    profile: &Profile,
    dress: &Dress,
    path: &str,
) -> Result<Option<One>, ThemeError> {
    let view = View::new(&whole.binder, &whole.report, profile);
    let message = |finding: &Finding| finding_text(finding, &compiled.sources);
    let options = Options { pdf: false, message: &message };
    let mut found = html::one(&view, &dress.theme, &dress.workshop, &options, path)?;
    if let Some(One { artifact: Artifact::CopyOf(named), .. }) = &mut found
        && let Some(file) = compiled.attachments.iter().find(|it| *it.path == *path)
    {
        named.clone_from(&file.location);
    }
    Ok(found)
}

/// All files at once, for whoever compares.
///
/// # Errors
/// Where the theme is wrong.
pub fn all((compiled, whole): (&Compiled, &Whole), profile: &Profile, dress: &Dress) -> Result<Artifacts, ThemeError> {
    let view = View::new(&whole.binder, &whole.report, profile);
    let message = |finding: &Finding| finding_text(finding, &compiled.sources);
    let options = Options { pdf: false, message: &message };
    html::html_of(&view, &dress.theme, &dress.workshop, &options)
}
