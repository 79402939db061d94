//! What a form was written down from: said on its first page, and printed behind it. Never reads the original.

use super::node::{Inline, Inlines, Mark};
use super::scribe::Scribe;
use super::tree::{PageNode, PagesNode, Transcription};
use crate::model::{DocId, Document, Form, Original, Target};

/// What is said of it; none where the form was not written down from anything, or does not say from what.
pub(super) fn transcription(
    scribe: &mut Scribe<'_>,
    document: &Document<Target>,
    form: &Form,
) -> Option<Transcription> {
    let original = form.original.as_ref()?;
    scribe.at(original.span);
    Some(Transcription {
        file: file(scribe, &document.id, original),
        history: scribe.line(&original.history()),
        kept: scribe.line(original.kept.as_deref().unwrap_or_default()),
    })
}

/// The file's name: leads to its pages where they are printed, else to the list of attachments.
fn file(scribe: &mut Scribe<'_>, id: &DocId, original: &Original) -> Inlines {
    let (Some(name), Some(file)) = (original.file_name(), &original.file) else { return Inlines::new() };
    let c = scribe.plain(name);
    let label = label(id);
    if scribe.holds(&label) && !scribe.pages.of(&file.value).is_empty() {
        return vec![Inline::Mark(Mark::Goto { id: label, c })];
    }
    scribe.goto(&Target::Attachment(file.value.clone()), c)
}

/// 原本 as a reference to the pages of it; nothing where none are printed.
pub(super) fn reference(scribe: &mut Scribe<'_>, id: &DocId, form: &Form) -> Inlines {
    let file = form.original.as_ref().and_then(|it| it.file.as_ref());
    let label = label(id);
    if file.is_none_or(|it| scribe.pages.of(&it.value).is_empty()) || !scribe.holds(&label) {
        return Inlines::new();
    }
    let c = scribe.plain("原本");
    vec![Inline::Mark(Mark::Goto { id: label, c })]
}

/// The pages of the original of a form, or of the file that a document is; none where they are not printed.
pub(super) fn pages(scribe: &mut Scribe<'_>, document: &Document<Target>) -> Option<PagesNode> {
    let original = document.form().and_then(|it| it.original.as_ref()?.file.as_ref());
    let imported = || document.imported.as_ref()?.file.as_ref();
    let file = original.or_else(imported)?;
    scribe.at(file.span);
    let (id, path) = (&document.id, &*file.value);
    let name = path.rsplit('/').next().unwrap_or(path);
    let pictures = scribe.pages.of(path).to_vec();
    if pictures.is_empty() {
        return None;
    }
    let of = pictures.len();
    let name = scribe.line(name);
    let page = |(number, src): (usize, &String)| PageNode {
        src: scribe.image(src),
        alt: format!("{name}（原本）の画像。全{of}ページの{}ページ目", number + 1),
    };
    let pages = pictures.iter().enumerate().map(page).collect();
    Some(PagesNode { id: scribe.claim(label(id)), name, pages })
}

/// The label of the printed original of a document; `:` keeps it apart from documents.
fn label(id: &DocId) -> String {
    format!("original:{id}")
}
