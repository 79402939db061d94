//! The page of a document: its prose, links back under each heading, its control table; of an imported one, its file and
//! its table. An explanation has no page of
//! its own: it stands on its item's.

use serde::Serialize;

use super::blocks::Prose;
use super::control::Control;
use super::imported::ImportedView;
use super::original::{self, OriginalView, StateView};
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, answers, backlinks, imported, search};
use crate::model::{Class, Document, Form, Target};
use crate::resolve::Tab;

#[derive(Serialize)]
struct DocumentPage {
    page: Page,
    /// Who names the document as a whole.
    backlinks: Html,
    control: Option<Control>,
    class: String,
    form: Option<FormHead>,
    imported: Option<ImportedView>,
    body: Html,
}

/// What stands above the answers of a form.
#[derive(Debug, Serialize)]
struct FormHead {
    signature: String,
    scope: Vec<Link>,
    scope_note: String,
    /// Whether our short subjects stand in place of the official wording.
    own_subjects: bool,
    state: Option<StateView>,
    original: Option<OriginalView>,
}

impl FormHead {
    fn of(site: &Site<'_>, form: &Form, path: &str) -> Self {
        Self {
            signature: form.signature(),
            scope: answers::scope(site, form, path),
            own_subjects: site.binder.edition().prints_own_subjects(&form.respondent),
            scope_note: form.scope_note.clone().unwrap_or_default(),
            state: original::state(form),
            original: original::of(site, form, path),
        }
    }
}

/// Who may see the document, where it is not everybody.
fn class(site: &Site<'_>, document: &Document<Target>) -> String {
    match document.front.class {
        None | Some(Class::Public) => String::new(),
        Some(class) => site.texts.class(class).to_owned(),
    }
}

/// Makes the page of `document`.
pub(super) fn make(site: &Site<'_>, document: &Document<Target>) -> Result<Made, ThemeError> {
    let path = site.binder.page_of(document);
    let title = &document.title.value;
    let (body, toc) = Prose::of_document(site, &path, document, 2).whole();
    let mut page = Page::new(site, &path, title, Some(Tab::of(&document.kind)));
    page.toc = toc;
    let mut lines = String::with_capacity(body.0.len());
    search::document(site, document, (title, ""), &path, &mut lines);
    imported::search(site, document, &path, &mut lines);
    lines.shrink_to_fit();
    let html = site.render(
        "document.html",
        &DocumentPage {
            page,
            backlinks: cited_by(site, document, &path),
            control: Control::of(document),
            imported: ImportedView::of(site, document, &path),
            class: class(site, document),
            form: document.form().map(|it| FormHead::of(site, it, &path)),
            body,
        },
    )?;
    Ok(Made { path, html, search: lines })
}

fn cited_by(site: &Site<'_>, document: &Document<Target>, path: &str) -> Html {
    let links = backlinks::of(site, &[Target::Document(document.id.clone())], path);
    let mut out = String::new();
    backlinks::line(site, &links, &mut out);
    Html(out)
}
