//! Completed forms against the edition and the registers: every item once, no other; a vendor and devices that exist.

use std::collections::{HashMap, HashSet};

use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Document, DocumentKind, Edition, Form, Item, Register, RegisterKind, Respondent, Target};
use crate::source::Span;

/// `edition` is that of the year; without it no form is judged.
pub(super) fn check(
    documents: &[Document<Target>],
    edition: Option<&Edition>,
    registers: &[Register],
    sink: &mut Sink,
) {
    let vendors = registers.iter().find(|it| it.kind == RegisterKind::Vendors);
    let devices = registers.iter().find(|it| it.kind == RegisterKind::Devices);
    for document in documents {
        let DocumentKind::Form(form) = &document.kind else {
            continue;
        };
        check_vendor(form, document.title.span, vendors, sink);
        if let Some(edition) = edition.filter(|it| it.fiscal_year == form.fiscal_year) {
            check_scope(form, devices, sink);
            check_rows(form, document.title.span, edition, sink);
        }
    }
}

fn check_vendor(form: &Form, span: Span, vendors: Option<&Register>, sink: &mut Sink) {
    let Respondent::Vendor(id) = &form.respondent else {
        return;
    };
    if vendors.and_then(|it| it.row(id)).is_none() {
        let near = nearest(id.as_str(), ids(vendors));
        sink.push(Finding::at(Code::UnknownVendor, span).with("name", id).nearest(near));
    }
}

/// The devices that a form speaks for: each is in the register, and named once.
fn check_scope(form: &Form, devices: Option<&Register>, sink: &mut Sink) {
    let mut seen = HashMap::new();
    for id in form.scope.iter().flatten() {
        if let Some(first) = seen.insert(&id.value, id.span) {
            let finding = Finding::at(Code::DuplicateRow, id.span).with("id", &id.value).with("other", "scope");
            sink.push(finding.related(first));
        } else if devices.and_then(|it| it.row(&id.value)).is_none() {
            let near = nearest(id.value.as_str(), ids(devices));
            sink.push(Finding::at(Code::UnknownRow, id.span).with("id", &id.value).nearest(near));
        }
    }
}

fn ids(register: Option<&Register>) -> impl Iterator<Item = &str> {
    register.into_iter().flat_map(|it| &it.rows).map(|row| row.id.value.as_str())
}

fn check_rows(form: &Form, span: Span, edition: &Edition, sink: &mut Sink) {
    let mut seen = HashSet::new();
    for row in &form.rows {
        let item = row.item.value;
        // An item that the edition does not have is told where the reference to it is looked up.
        if edition.item(item).is_some() && !seen.insert(item) {
            sink.push(Finding::at(Code::FormRowRepeated, row.span).with("item", item.shown()).item(item));
        }
    }
    for item in edition.items.iter().filter(|it| is_demanded(it, &form.respondent) && !seen.contains(&it.id)) {
        sink.push(Finding::at(Code::FormRowMissing, span).with("item", item.id.shown()).item(item.id));
    }
}

fn is_demanded(item: &Item, respondent: &Respondent) -> bool {
    match respondent {
        Respondent::Facility => true,
        Respondent::Vendor(_) => item.is_asked_of_vendors(),
    }
}
