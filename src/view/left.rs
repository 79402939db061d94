//! What is left of a binder: its documents one by one, and its registers. What is gone was found before.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::gone::Gone;
use super::prose::{HIDDEN, Pen};
use super::registers;
use crate::diagnostics::{Finding, Sink};
use crate::model::{Document, DocumentKind, Form, Profile, Register, RegisterKind, RowId, Target, plain_text};
use crate::resolve::{Binder, Left};
use crate::source::AT_A_TIME;

/// The binder without what is gone, and the references that lead nowhere for that.
pub(super) fn left(binder: &Binder, profile: &Profile, gone: &Gone) -> (Binder, Vec<Finding>) {
    let mut sink = Sink::default();
    let stay = binder.documents().par_iter().with_max_len(AT_A_TIME).filter(|it| !gone.documents.contains(&it.id));
    let written: Vec<_> = stay.map(|it| document(it, (binder, profile, gone))).collect();
    let mut documents = Vec::with_capacity(written.len());
    for (document, cut) in written {
        documents.push(document);
        sink.extend(cut);
    }
    let (registers, cells) = registers::left(binder, profile, gone, &mut sink);
    let phones = binder.register(RegisterKind::Contacts).filter(|it| profile.masks(it.kind, PHONE));
    let phones = phones.map(|it| self::phones(it, gone));
    (binder.with(Left { documents, registers, cells, phones }), sink.into_sorted())
}

const PHONE: &str = "電話";

/// Of the contacts that are left.
fn phones(contacts: &Register, gone: &Gone) -> BTreeMap<RowId, Box<str>> {
    let rows = contacts.rows.iter().enumerate().filter(|(i, _)| !gone.has_row(contacts.kind, *i));
    rows.map(|(_, row)| (row.id.value.clone(), contacts.text(row, PHONE).into())).collect()
}

fn document(
    document: &Document<Target>,
    (binder, profile, gone): (&Binder, &Profile, &Gone),
) -> (Document<Target>, Vec<Finding>) {
    let mut pen = Pen { binder, profile, gone, here: &document.id, cut: Vec::new() };
    let opening = pen.inlines(&document.opening, document.title.span);
    let mut title = document.title.clone();
    if !opening.is_empty() {
        title.value = plain_text(&opening);
    }
    let blocks = pen.blocks(&document.blocks);
    let mut imported = document.imported.clone();
    if let Some(imported) = &mut imported {
        imported.file = imported.file.take().filter(|it| !gone.files.contains(&it.value));
    }
    let kind = match &document.kind {
        DocumentKind::Form(it) => DocumentKind::Form(Box::new(form(it, gone))),
        DocumentKind::Explanation(_)
        | DocumentKind::Manual
        | DocumentKind::Rules
        | DocumentKind::Bcp
        | DocumentKind::Ledger
        | DocumentKind::Chart
        | DocumentKind::Page => document.kind.clone(),
    };
    let Document { id, file, front, number, print, .. } = document;
    let (id, front, number, print) = (id.clone(), front.clone(), number.clone(), print.clone());
    (Document { id, file: *file, kind, front, title, opening, number, blocks, imported, print }, pen.cut)
}

/// A row that stands in a withheld section is gone with it, and the file of an original that is not copied.
fn form(form: &Form, gone: &Gone) -> Form {
    let mut form = form.clone();
    form.rows.retain(|it| !gone.has_place(it.span));
    form.unread.retain(|it| !gone.has_place(it.span));
    if let Some(original) = &mut form.original
        && original.file.as_ref().is_some_and(|it| gone.files.contains(&it.value))
    {
        original.file = None;
        original.kept = Some(HIDDEN.to_owned());
    }
    form
}
