//! Forms and manual together: one list of items, each with what is known of it. The facility's form decides which items
//! there are; where it is missing, the manual does. Never fills a gap: what is missing is told.

use std::collections::BTreeMap;

use super::form::{FormItem, FormSheet, Whose};
use super::manual::{Manual, ManualItem};
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{
    Citation, Column, Edition, FacilityKind, FiscalYear, Item, ItemId, SourceFile, VendorForm, Wording,
};
use crate::source::Span;

/// `[edition]` of the draft.
#[derive(Debug, Clone)]
pub struct Head {
    /// `r8`.
    pub id: String,
    /// 令和8年度版.
    pub name: String,
    /// The year it is for.
    pub fiscal_year: FiscalYear,
    /// The guideline that its notes point at.
    pub guideline: String,
    /// Numbers of notices.
    pub notices: Vec<String>,
    /// The files.
    pub source_files: Vec<SourceFile>,
    /// What toji knows of the edition already.
    pub known: Option<Edition>,
}

/// A draft of an edition.
#[derive(Debug)]
pub struct Draft {
    /// The facility's form: what it calls itself, and the kinds of facility. `None` where it was not imported.
    pub facility: Option<(String, Vec<FacilityKind>)>,
    /// The columns; `None` where they could not be read.
    pub columns: Option<Vec<Column>>,
    /// The items, in order.
    pub items: Vec<DraftItem>,
}

/// One item of a draft.
#[derive(Debug)]
pub struct DraftItem {
    /// Its number.
    pub id: ItemId,
    /// The official wording.
    pub wording: Wording,
    /// On what machines.
    pub scope: Option<String>,
    /// Whether a vendor's form carries it.
    pub vendor_form: VendorForm,
    /// Its ▶ notes; `None` where none was found.
    pub citations: Option<Vec<Citation>>,
    /// What toji knows of it already: the same item of the same edition.
    pub known: Option<Item>,
}

/// Puts together what was read. `citations` are the manual's notes by item, `known` is the edition if toji has it already.
pub fn combine(
    forms: &[FormSheet],
    manual: Option<&Manual>,
    citations: &BTreeMap<ItemId, Vec<Citation>>,
    known: Option<&Edition>,
    sink: &mut Sink,
) -> Draft {
    let facility: Vec<&FormSheet> = forms.iter().filter(|it| it.whose != Whose::Vendor).collect();
    let vendor: Vec<&FormSheet> = forms.iter().filter(|it| it.whose == Whose::Vendor).collect();
    let asked = by_id(&facility, sink);
    let of_vendor = by_id(&vendor, sink);
    let explained: BTreeMap<ItemId, &ManualItem> =
        manual.iter().flat_map(|it| &it.items).map(|it| (it.id, it)).collect();
    let ids: Vec<(ItemId, Span)> = if facility.is_empty() {
        explained.iter().map(|(id, it)| (*id, it.heading.span)).collect()
    } else {
        asked.iter().map(|(id, it)| (*id, it.wording.span)).collect()
    };
    jumps(&ids, sink);
    strangers(&ids, &of_vendor, sink);
    if vendor.is_empty() && !ids.is_empty() {
        sink.push(Finding::of_machine(Code::ImportWithoutVendorForm));
    }
    let mut items = Vec::new();
    for (id, span) in ids {
        let (form, manual_item) = (asked.get(&id), explained.get(&id));
        if manual.is_some() {
            gaps(id, span, manual_item.copied(), sink);
        }
        let known = known.and_then(|it| it.item(id));
        let on_vendor_form = (!vendor.is_empty()).then(|| of_vendor.contains_key(&id));
        items.push(DraftItem {
            id,
            wording: Wording {
                facility: form.map(|it| &it.wording).or(manual_item.map(|it| &it.heading)).map(|it| it.value.clone()),
                vendor: of_vendor.get(&id).map(|it| it.wording.value.clone()),
            },
            scope: form.and_then(|it| it.scope.clone()).or(manual_item.and_then(|it| it.scope.clone())),
            vendor_form: vendor_form(on_vendor_form, known),
            citations: citations.get(&id).filter(|it| !it.is_empty()).cloned(),
            known: known.cloned(),
        });
    }
    Draft { facility: names(&facility), columns: facility.iter().find_map(|it| it.columns.clone()), items }
}

fn names(facility: &[&FormSheet]) -> Option<(String, Vec<FacilityKind>)> {
    let mut names = Vec::new();
    let mut kinds = Vec::new();
    for form in facility {
        if let Whose::Facility(name, of) = &form.whose {
            names.push(name.clone());
            kinds.extend(of.iter().copied());
        }
    }
    names.dedup();
    let kinds: Vec<_> = FacilityKind::ALL.into_iter().filter(|it| kinds.contains(it)).collect();
    (!names.is_empty()).then(|| (names.join("、"), kinds))
}

/// Without a vendor's form nothing is demanded of a vendor but what toji knew before.
fn vendor_form(on_form: Option<bool>, known: Option<&Item>) -> VendorForm {
    match on_form {
        Some(true) => VendorForm::Printed,
        Some(false) => VendorForm::No,
        None => known.map_or(VendorForm::Doubtful, |it| it.vendor_form),
    }
}

/// Two forms of one kind (a hospital's and a pharmacy's) may share items; the first one counts.
fn by_id<'a>(forms: &[&'a FormSheet], sink: &mut Sink) -> BTreeMap<ItemId, &'a FormItem> {
    let mut items: BTreeMap<ItemId, &FormItem> = BTreeMap::new();
    for item in forms.iter().flat_map(|it| &it.items) {
        match items.get(&item.id) {
            Some(first) if first.wording.value != item.wording.value => {
                let finding = Finding::at(Code::ImportItemRepeated, item.wording.span).with("item", item.id.shown());
                sink.push(finding.related(first.wording.span).item(item.id));
            }
            Some(_) => (),
            None => {
                items.insert(item.id, item);
            }
        }
    }
    items
}

/// Numbers that are left out: within a section, and at its start.
fn jumps(ids: &[(ItemId, Span)], sink: &mut Sink) {
    let mut before: Option<ItemId> = None;
    for (id, span) in ids {
        let expected = match before {
            Some(it) if it.section() == id.section() => it.number() + 1,
            Some(_) | None => 1,
        };
        let of_section = |number: u8| ItemId::new(id.section().into(), number.into()).map(ItemId::shown);
        let missing = match id.number().saturating_sub(expected) {
            0 => None,
            1 => of_section(expected),
            _ => of_section(expected).zip(of_section(id.number() - 1)).map(|(first, last)| format!("{first}～{last}")),
        };
        if let Some(missing) = missing {
            let finding = Finding::at(Code::ImportNumberJump, *span).with("item", id.shown());
            sink.push(finding.with("missing", missing).item(*id));
        }
        before = Some(*id);
    }
}

/// What the vendor's form has and the facility's has not.
fn strangers(ids: &[(ItemId, Span)], vendor: &BTreeMap<ItemId, &FormItem>, sink: &mut Sink) {
    for (id, item) in vendor.iter().filter(|(id, _)| !ids.iter().any(|it| it.0 == **id)) {
        sink.push(Finding::at(Code::ImportHeadingUnknown, item.wording.span).with("item", id.shown()).item(*id));
    }
}

fn gaps(id: ItemId, span: Span, explained: Option<&ManualItem>, sink: &mut Sink) {
    match explained {
        None => sink.push(Finding::at(Code::ImportItemUnexplained, span).with("item", id.shown()).item(id)),
        Some(item) if item.notes.is_empty() => {
            sink.push(Finding::at(Code::ImportWithoutNote, item.heading.span).with("item", id.shown()).item(id));
        }
        Some(_) => (),
    }
}
