//! What `.toji/` knows of the installed template: `template.toml`, and the texts that the template brought, by content.
//!
//! Reads and writes texts in memory only. What cannot be read is told, and never taken for nothing.

use std::collections::BTreeMap;

use super::files::Files;
use crate::diagnostics::{Code, Finding};
use crate::model::Template;
use crate::parse;
use crate::source::Digest;

/// The folder of toji's own records.
pub(super) const FOLDER: &str = ".toji/";
const BASE: &str = ".toji/base/";
const PENDING: &str = ".toji/pending/";

/// The installed template; `None` where nothing says that there is one.
///
/// # Errors
/// Where `template.toml` is no state of a template that this toji knows: nothing may then be changed by it.
pub fn template(files: &Files) -> Result<Option<Template>, Finding> {
    let bytes = files.get(Template::PATH);
    bytes.map(|it| parse::template::of_bytes(it).map_err(parse::template::Broken::finding)).transpose()
}

/// The text of `template.toml`.
pub fn written(template: &Template) -> Vec<u8> {
    // Texts, numbers and lists of them are always TOML.
    let body = toml::to_string(template).unwrap_or_default();
    format!(
        "# toji の記録。どのひな型から作り、何が決まっていないか。手では書き換えない（toji update、resolve、undo が書く）。\n{body}"
    )
    .into_bytes()
}

/// Where the text with this content lies.
pub fn base_path(hex: &str) -> String {
    format!("{BASE}{hex}")
}

/// The text that the template brought; `None` where it is missing or is no longer what it was.
pub fn base<'a>(files: &'a Files, hex: &str) -> Option<&'a [u8]> {
    let bytes = files.get(&base_path(hex))?;
    (Digest::of(bytes).to_string() == hex).then_some(bytes)
}

/// Where the template's proposal for a file lies.
pub fn proposal_path(path: &str) -> String {
    format!("{PENDING}{path}")
}

/// A finding for each text that the template brought and that is no longer there. Such a file is never taken for
/// untouched.
pub fn missing_bases(files: &Files, template: &Template) -> Vec<Finding> {
    let lost = template.files.iter().filter(|it| files.contains_key(&it.path) && base(files, &it.base).is_none());
    lost.map(|it| Finding::of_path(Code::TemplateBaseMissing, &it.path).with("path", &it.path)).collect()
}

/// Writes the state, and lets go of what nothing speaks of any more.
pub(super) fn close(files: &Files, template: &Template, after: &mut BTreeMap<String, Option<Vec<u8>>>) {
    for path in left_over(files, template) {
        after.entry(path.to_owned()).or_insert(None);
    }
    after.insert(Template::PATH.to_owned(), Some(written(template)));
}

/// The paths of the texts that nothing speaks of any more, and of proposals that nobody is to decide about.
fn left_over<'a>(files: &'a Files, template: &'a Template) -> impl Iterator<Item = &'a str> {
    files.keys().map(String::as_str).filter(|path| {
        let base = path.strip_prefix(BASE).is_some_and(|hex| template.files.iter().all(|it| it.base != hex));
        let proposal = path.strip_prefix(PENDING).is_some_and(|of| template.pending.iter().all(|it| it.path != of));
        base || proposal
    })
}
