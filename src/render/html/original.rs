//! What a form was written down from, as pages show it: a link to the file, and who did what when.

use serde::Serialize;

use super::page::Link;
use super::site::Site;
use crate::model::{Form, Target};

/// The original of a transcription.
#[derive(Debug, Serialize)]
pub(super) struct OriginalView {
    /// The file; none where the original is on paper only.
    pub(super) file: Option<Link>,
    history: String,
    kept: String,
}

/// None where the form does not say what it was written down from.
pub(super) fn of(site: &Site<'_>, form: &Form, page: &str) -> Option<OriginalView> {
    let original = form.original.as_ref()?;
    let file = original.file.as_ref().zip(original.file_name());
    Some(OriginalView {
        file: file.map(|(it, name)| Link::new(site.link(&Target::Attachment(it.value.clone()), page), name)),
        history: original.history(),
        kept: original.kept.clone().unwrap_or_default(),
    })
}

/// How far a form has got, for its own page.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    /// The name of the state: the theme has its word.
    state: &'static str,
    /// When it was handed in, and to whom.
    submitted: String,
}

/// None where the form is neither a transcription nor handed in.
pub(super) fn state(form: &Form) -> Option<StateView> {
    let to = |to: &String| format!("（{to}）");
    let submitted = form.submitted.as_ref();
    let line = submitted.map(|it| it.on.japanese() + &it.to.as_ref().map(to).unwrap_or_default());
    Some(StateView { state: form.state()?.as_str(), submitted: line.unwrap_or_default() })
}
