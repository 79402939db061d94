//! A document as a section: its prose, and what its front matter says.

use super::node::{Inline, Inlines};
use super::original;
use super::scribe::Scribe;
use super::tree::{Body, DocumentBody, RevisionRow, Section};
use super::walk::{Walk, few};
use crate::model::{Document, Form, FormState, ItemId, RegisterKind, Revision, Target};

pub(super) fn section<'a>(scribe: &mut Scribe<'a>, document: &'a Document<Target>) -> Section {
    scribe.at(document.title.span);
    let pos = scribe.pos(document.title.span);
    let id = scribe.claim_target(&Target::Document(document.id.clone()));
    let title = scribe.line(&document.title.value);
    let body = body(scribe, document);
    Section { pos, id, number: String::new(), title, body: Body::Document(body) }
}

fn body<'a>(scribe: &mut Scribe<'a>, document: &'a Document<Target>) -> DocumentBody {
    let front = &document.front;
    let form = document.form();
    let answered_by = form.map(Form::signature).unwrap_or_default();
    DocumentBody {
        class: few(front.class),
        approved_by: scribe.line(front.approved_by.as_deref().unwrap_or_default()),
        approved_on: scribe.date(front.approved_on),
        answered_by: scribe.line(&answered_by),
        state: form.and_then(Form::state).map(FormState::as_str),
        submitted: submitted(scribe, form),
        transcription: form.and_then(|it| original::transcription(scribe, document, it)),
        scope: form.map(|it| scope(scribe, it)).unwrap_or_default(),
        covers: front.covers.iter().flat_map(|it| item(scribe, it.value)).collect(),
        revisions: front.revisions.iter().map(|it| revision(scribe, it)).collect(),
        blocks: Walk::document(scribe, document).blocks(&document.blocks),
        pages: form.and_then(|it| original::of_form(scribe, document, it)),
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

fn revision(scribe: &mut Scribe<'_>, revision: &Revision) -> RevisionRow {
    RevisionRow {
        date: scribe.date(Some(revision.date)),
        reason: scribe.line(&revision.reason),
        approver: scribe.line(revision.approver.as_deref().unwrap_or_default()),
    }
}
