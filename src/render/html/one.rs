//! One file of the website by itself, for whoever looks at one page at a time. Makes no other page, but for the text that is
//! searched: that is of all of them.

use std::path::PathBuf;

use rayon::prelude::*;

use super::page::{Job, Made};
use super::site::Site;
use super::{Options, ThemeError, Workshop, copy, search};
use crate::model::Theme;
use crate::render::Artifact;
use crate::source::AT_A_TIME;
use crate::view::View;

/// What was asked for.
#[derive(Debug)]
pub struct One {
    /// The file, as the whole website has it.
    pub artifact: Artifact,
    /// How many pages were made for it.
    pub pages: usize,
}

/// The file at `path` of the website that [`html_of`](super::html_of) makes; `None` where that has none there.
///
/// # Errors
/// Only where a template names what is not there.
pub fn one(
    view: &View<'_>,
    theme: &Theme,
    workshop: &Workshop,
    options: &Options<'_>,
    path: &str,
) -> Result<Option<One>, ThemeError> {
    let of_none = |artifact| Ok(Some(One { artifact, pages: 0 }));
    if view.binder().attachments().binary_search(&path).is_ok() {
        return of_none(Artifact::CopyOf(PathBuf::from(path)));
    }
    if let Some(bytes) = path.strip_prefix("assets/").and_then(|it| theme.assets.get(it)) {
        return of_none(Artifact::Bytes(bytes.to_vec()));
    }
    let site = Site::new(view, workshop, options)?;
    if path == copy::STYLE {
        return of_none(Artifact::Bytes(copy::style(site.profile, &site.texts.copy)));
    }
    let jobs = || Job::all_but_sections(&site).into_iter().chain(Job::sections(&site));
    if path == search::DATA {
        let made = jobs().collect::<Vec<_>>().into_par_iter().with_max_len(AT_A_TIME).map(|it| it.make(&site));
        let lines: Vec<String> = made.map(|it| it.map(|it| it.search)).collect::<Result<_, ThemeError>>()?;
        let pages = lines.len();
        return Ok(Some(One { artifact: Artifact::Pieces(search::data(lines.into_iter())), pages }));
    }
    // Of two that lie at one path, the website has the later.
    let Some(job) = jobs().rfind(|it| it.path(&site) == path) else { return Ok(None) };
    let Made { html, .. } = job.make(&site)?;
    Ok(Some(One { artifact: Artifact::Bytes(html), pages: 1 }))
}
