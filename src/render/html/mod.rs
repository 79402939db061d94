//! The website: one page a document, an item, a register, a cited section of the guideline, and the overviews.
//!
//! Each page is a small struct that its template sees; the prose tree is written to HTML by Rust. Pages are made in
//! parallel and do not depend on each other. Links are relative, so that the site works from any folder, with scripts
//! off. Nothing here reads or writes a file, looks a reference up again, or knows what day it is but from the report.

mod answers;
mod backlinks;
mod blocks;
mod comparison;
mod control;
mod copy;
mod cover;
mod coverage;
mod dashboard;
mod document;
mod drawing;
mod escape;
mod evidence;
mod findings;
pub mod fleet;
mod glossary;
mod guideline;
mod imported;
mod inlines;
mod inspection;
mod item;
mod listing;
mod one;
mod order;
mod original;
mod page;
mod register;
mod search;
mod site;
mod tables;
mod templates;
mod texts;
mod timeline;

pub use comparison::{MARK as COMPARISON_MARK, comparison};
pub use one::{One, one};
pub use site::Workshop;

use std::fmt;
use std::path::PathBuf;

use rayon::prelude::*;

use super::{Artifact, Artifacts};
use crate::diagnostics::Finding;
use crate::model::Theme;
use crate::source::AT_A_TIME;
use crate::view::View;
use page::{Job, Made};
use site::Site;

/// What the caller knows and the binder does not say.
pub struct Options<'a> {
    /// Whether `binder.pdf` is made too, and so can be linked.
    pub pdf: bool,
    /// The texts of a finding: the catalogue and the sources stay outside.
    pub message: &'a (dyn Fn(&Finding) -> FindingText + Sync),
}

/// A finding as a reader sees it.
#[derive(Debug, Clone, Default)]
pub struct FindingText {
    /// What is wrong.
    pub message: String,
    /// The way out; may be empty.
    pub help: String,
    /// File, line and column; may be empty.
    pub place: String,
    /// What to write into `binder.toml` to let it stand; empty where it cannot.
    pub accept: String,
}

/// A theme that cannot be used.
#[derive(Debug)]
pub enum ThemeError {
    /// A template is wrong; tera's report names file, line and column.
    Template(String),
    /// The fixed texts are wrong.
    Texts {
        /// The file below `i18n/`.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl fmt::Display for ThemeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(report) => f.write_str(report),
            Self::Texts { file, reason } => write!(f, "i18n/{file}: {reason}"),
        }
    }
}

impl std::error::Error for ThemeError {}

impl From<tera::Error> for ThemeError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error.to_string())
    }
}

/// Makes the website.
///
/// # Errors
/// Only where the theme is wrong: a template that does not parse or names what is not there, a missing text.
pub fn html(view: &View<'_>, theme: &Theme, options: &Options<'_>) -> Result<Artifacts, ThemeError> {
    html_of(view, theme, &Workshop::new(theme)?, options)
}

/// [`html`], with `theme` made ready before.
///
/// # Errors
/// Only where a template names what is not there.
pub fn html_of(
    view: &View<'_>,
    theme: &Theme,
    workshop: &Workshop,
    options: &Options<'_>,
) -> Result<Artifacts, ThemeError> {
    let site = Site::new(view, workshop, options)?;
    let make = |jobs: Vec<Job<'_>>| {
        let made = jobs.into_par_iter().with_max_len(AT_A_TIME).map(|it| it.make(&site));
        made.collect::<Result<Vec<Made>, ThemeError>>()
    };
    // Those that everybody cites are long: begun last, they would leave one core at work alone.
    let (cited, others) = rayon::join(|| make(Job::sections(&site)), || make(Job::all_but_sections(&site)));
    let made = others?.into_iter().chain(cited?);
    let page = |Made { path, html, search }| (search, (path, Artifact::Bytes(html)));
    let (lines, pages): (Vec<String>, Vec<(String, Artifact)>) = made.map(page).unzip();
    let mut artifacts: Artifacts = pages.into_iter().collect();
    artifacts.insert(search::DATA.to_owned(), Artifact::Pieces(search::data(lines.into_iter())));
    for (path, bytes) in &theme.assets {
        artifacts.insert(format!("assets/{path}"), Artifact::Bytes(bytes.to_vec()));
    }
    artifacts.insert(copy::STYLE.to_owned(), Artifact::Bytes(copy::style(site.profile, &site.texts.copy)));
    for path in site.binder.attachments() {
        artifacts.insert(path.to_owned(), Artifact::CopyOf(PathBuf::from(path)));
    }
    Ok(artifacts)
}
