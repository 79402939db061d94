//! Completed forms against the edition and the registers: every item once, no other; a vendor and devices that exist.

use std::collections::{HashMap, HashSet};

use super::items::{Items, Written as As};
use crate::diagnostics::{Code, Finding, Sink, nearest};
use crate::model::{Document, DocumentKind, Form, FormRow, Item, ItemId, Register, RegisterKind, Respondent, Target};
use crate::source::{Span, Spanned};

/// `items` are those of the year's edition; without it no form is judged.
pub(super) fn check(documents: &[Document<Target>], items: Option<Items<'_>>, registers: &[Register], sink: &mut Sink) {
    let vendors = registers.iter().find(|it| it.kind == RegisterKind::Vendors);
    let devices = registers.iter().find(|it| it.kind == RegisterKind::Devices);
    for document in documents {
        let DocumentKind::Form(form) = &document.kind else {
            continue;
        };
        check_vendor(form, document.title.span, vendors, sink);
        if let Some(items) = items.filter(|it| it.is_of(form.fiscal_year)) {
            check_scope(form, devices, sink);
            check_rows(form, document.title.span, items, sink);
        } else {
            sink.extend(form.unread.iter().map(unread));
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

/// A row in the order written.
struct Written {
    span: Span,
    /// The item it answers, unless that is unknown or answered above.
    item: Option<ItemId>,
    finding: Option<Finding>,
}

fn check_rows(form: &Form, span: Span, items: Items<'_>, sink: &mut Sink) {
    let mut rows = written(form, items);
    let is_answered = |rows: &[Written], item| rows.iter().any(|it| it.item == Some(item));
    let demanded: Vec<_> =
        items.edition.items.iter().filter(|it| is_demanded(it, &form.respondent)).map(|it| it.id).collect();
    for (i, item) in demanded.iter().copied().enumerate().filter(|(_, it)| !is_answered(&rows, *it)).collect::<Vec<_>>()
    {
        let around = (i.checked_sub(1).map(|it| demanded[it]), demanded.get(i + 1).copied());
        match in_its_place(&rows, around).and_then(|it| rows.get_mut(it)) {
            // One mistake: the row is there, under another name.
            Some(row) => {
                row.item = Some(item);
                if let Some(finding) = &mut row.finding {
                    finding.nearest.retain(|it| *it != item.shown());
                    finding.nearest.insert(0, item.shown());
                }
            }
            None => sink.push(Finding::at(Code::FormRowMissing, span).with("item", item.shown()).item(item)),
        }
    }
    sink.extend(rows.into_iter().filter_map(|it| it.finding));
}

fn written(form: &Form, items: Items<'_>) -> Vec<Written> {
    let mut seen = HashSet::new();
    let mut rows: Vec<_> = form.rows.iter().map(|row| of_row(row, items, &mut seen)).collect();
    rows.extend(form.unread.iter().map(|it| Written { span: it.span, item: None, finding: Some(unread(it)) }));
    rows.sort_by_key(|it| it.span);
    rows
}

fn unread(beginning: &Spanned<String>) -> Finding {
    Finding::at(Code::FormRowUnknown, beginning.span).with("text", &beginning.value)
}

fn of_row(row: &FormRow, items: Items<'_>, seen: &mut HashSet<ItemId>) -> Written {
    let (item, span) = (row.item.value, row.span);
    if !items.has(item) {
        // Of a reference, that is told where it is looked up; `2-99` is read as an item here alone.
        let finding = (row.item.span == span).then(|| items.missing(item, span, As::Shown).item(item));
        return Written { span, item: None, finding };
    }
    if seen.insert(item) {
        return Written { span, item: Some(item), finding: None };
    }
    let finding = Finding::at(Code::FormRowRepeated, span).with("item", item.shown()).item(item);
    Written { span, item: None, finding: Some(finding) }
}

/// The row that answers no item and stands where one belongs: behind the item before it, or before the one behind it.
fn in_its_place(rows: &[Written], (before, behind): (Option<ItemId>, Option<ItemId>)) -> Option<usize> {
    (0..rows.len()).filter(|it| rows[*it].item.is_none()).find(|it| {
        let above = it.checked_sub(1).map(|it| rows[it].item);
        let below = rows.get(it + 1).and_then(|it| it.item);
        above.map_or(before.is_none(), |it| it.is_some() && it == before) || (below.is_some() && below == behind)
    })
}

fn is_demanded(item: &Item, respondent: &Respondent) -> bool {
    match respondent {
        Respondent::Facility => true,
        Respondent::Vendor(_) => item.is_asked_of_vendors(),
    }
}
