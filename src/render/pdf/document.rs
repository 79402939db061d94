//! A document as a section: its prose, or the table of its file, and what its front matter and descriptor say.

use super::control;
use super::node::{Inline, Inlines};
use super::original;
use super::scribe::Scribe;
use super::tree::{Body, DocumentBody, ImportedBody, ImportedRow, Section};
use super::walk::{Walk, few};
use crate::model::{Document, Form, FormState, Imported, ItemId, RegisterKind, Target};

pub(super) fn section<'a>(scribe: &mut Scribe<'a>, document: &'a Document<Target>) -> Section {
    scribe.at(document.title.span);
    let pos = scribe.pos(document.title.span);
    let id = scribe.claim_target(&Target::Document(document.id.clone()));
    let title = scribe.line(&document.title.value);
    let body = body(scribe, document);
    Section { pos, id, number: String::new(), title, body: Body::Document(Box::new(body)) }
}

fn body<'a>(scribe: &mut Scribe<'a>, document: &'a Document<Target>) -> DocumentBody {
    let front = &document.front;
    let form = document.form();
    let answered_by = form.map(Form::signature).unwrap_or_default();
    DocumentBody {
        class: few(front.class),
        control: control::of(scribe, document),
        imported: document.imported.as_deref().map(|it| imported(scribe, document, it)),
        answered_by: scribe.line(&answered_by),
        state: form.and_then(Form::state).map(FormState::as_str),
        submitted: submitted(scribe, form),
        transcription: form.and_then(|it| original::transcription(scribe, document, it)),
        scope: form.map(|it| scope(scribe, it)).unwrap_or_default(),
        covers: front.covers.iter().flat_map(|it| item(scribe, it.value)).collect(),
        blocks: Walk::document(scribe, document).blocks(&document.blocks),
        pages: original::pages(scribe, document),
    }
}

/// When a form was handed in, and to whom.
fn submitted(scribe: &mut Scribe<'_>, form: Option<&Form>) -> String {
    let Some(submission) = form.and_then(|it| it.submitted.as_ref()) else { return String::new() };
    let to = submission.to.as_ref().map(|it| format!("（{it}）")).unwrap_or_default();
    scribe.line(&format!("{}{to}", submission.on.japanese()))
}

/// The devices that a vendor's form speaks for, and what else it says of them.
fn scope(scribe: &mut Scribe<'_>, form: &Form) -> Inlines {
    let mut out = Inlines::new();
    for id in form.scope.iter().flatten() {
        if !out.is_empty() {
            out.push(Inline::Text("、".to_owned()));
        }
        let c = scribe.at(id.span).plain(id.value.as_str());
        out.extend(scribe.goto(&Target::Row(RegisterKind::Devices, id.value.clone()), c));
    }
    if let Some(note) = &form.scope_note {
        out.extend(scribe.plain(&format!("（{note}）")));
    }
    out
}

/// An item's number as a reference to its page.
pub(super) fn item(scribe: &mut Scribe<'_>, item: ItemId) -> Inlines {
    let c = scribe.plain(&item.shown());
    scribe.xref(&Target::Item(item), c)
}

fn imported(scribe: &mut Scribe<'_>, document: &Document<Target>, imported: &Imported) -> ImportedBody {
    let file = imported.file.as_ref().map_or("", |it| it.value.rsplit('/').next().unwrap_or_default());
    let file = scribe.line(file);
    let mut rows = Vec::with_capacity(imported.entries.len());
    for entry in &imported.entries {
        scribe.at(entry.span);
        rows.push(ImportedRow {
            id: scribe.claim_target(&entry.target(&document.id)),
            title: scribe.line(&entry.title),
            pages: scribe.line(&entry.pages_shown()),
            items: entry.items.iter().map(|it| item(scribe, it.value)).collect(),
        });
    }
    ImportedBody { file, rows }
}
