//! The page of a document: its control table, its prose, links back under each heading. An explanation has no page of
//! its own: it stands on its item's.

use serde::Serialize;

use super::blocks::Prose;
use super::original::{self, OriginalView, StateView};
use super::page::{Link, Made, Page};
use super::site::Site;
use super::templates::Html;
use super::{ThemeError, answers, backlinks, search};
use crate::model::{Class, Document, Form, FrontMatter, Target};
use crate::resolve::Tab;

#[derive(Serialize)]
struct DocumentPage {
    page: Page,
    /// Who names the document as a whole.
    backlinks: Html,
    control: Option<Control>,
    class: String,
    form: Option<FormHead>,
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

/// 文書管理: who approved what when.
#[derive(Debug, Serialize)]
pub(super) struct Control {
    approved_by: String,
    approved_on: String,
    revisions: Vec<RevisionView>,
}

#[derive(Debug, Serialize)]
struct RevisionView {
    date: String,
    reason: String,
    approver: String,
}

impl Control {
    /// The control table, where the front matter says anything of it.
    pub(super) fn of(front: &FrontMatter) -> Option<Self> {
        let says_nothing = front.approved_by.is_none() && front.approved_on.is_none() && front.revisions.is_empty();
        if says_nothing {
            return None;
        }
        let revisions = front.revisions.iter().map(|it| RevisionView {
            date: it.date.japanese(),
            reason: it.reason.clone(),
            approver: it.approver.clone().unwrap_or_default(),
        });
        Some(Self {
            approved_by: front.approved_by.clone().unwrap_or_default(),
            approved_on: answers::shown(front.approved_on),
            revisions: revisions.collect(),
        })
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
    lines.shrink_to_fit();
    let html = site.render(
        "document.html",
        &DocumentPage {
            page,
            backlinks: cited_by(site, document, &path),
            control: Control::of(&document.front),
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
