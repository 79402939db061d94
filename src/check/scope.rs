//! Which devices a vendor looks after, and which its form speaks for. Never says whether the two agree.

use std::collections::BTreeSet;

use super::ledger::{bare, ids};
use crate::model::{Form, Item, RegisterKind, Respondent, RowId, choice_word};
use crate::resolve::Binder;

/// Speaks of every kind of device.
const ALL_KINDS: &str = "医療情報システム全般";

/// The devices that a vendor looks after, in the order of their register: by the vendor's row, or by their own.
pub fn looked_after(binder: &Binder, vendor: &RowId) -> Vec<RowId> {
    let Some(devices) = binder.register(RegisterKind::Devices) else { return Vec::new() };
    let vendors = binder.register(RegisterKind::Vendors);
    let of_vendor = vendors.and_then(|it| Some(it.text(it.row(vendor)?, "対象機器"))).unwrap_or_default();
    let listed: BTreeSet<RowId> = ids(of_vendor).collect();
    let is_theirs = |id: &RowId, cell: &str| listed.contains(id) || ids(cell).any(|it| it == *vendor);
    let rows = devices.rows.iter().filter(|row| is_theirs(&row.id.value, devices.text(row, "事業者")));
    rows.map(|row| row.id.value.clone()).collect()
}

/// Whether one of the form's devices is of a kind that the item names; an item that names none is about no device. A form
/// that names none speaks for those that its vendor looks after, and where nobody says which those are, for all.
pub(super) fn speaks_of(binder: &Binder, form: &Form, item: &Item) -> bool {
    if item.scope.is_empty() {
        return false;
    }
    let (Some(devices), scope) = (binder.register(RegisterKind::Devices), devices_of(binder, form)) else {
        return true;
    };
    let mut kinds =
        scope.iter().filter_map(|it| devices.row(it)).map(|it| bare(&choice_word(devices.text(it, "種別"))));
    let is_meant = |kind: String| item.scope.contains(ALL_KINDS) || (!kind.is_empty() && item.scope.contains(&kind));
    scope.is_empty() || kinds.any(is_meant)
}

/// The devices that the form names, else those that its vendor looks after.
pub(super) fn devices_of(binder: &Binder, form: &Form) -> Vec<RowId> {
    let named: Vec<RowId> = form.scope.iter().flatten().map(|it| it.value.clone()).collect();
    match &form.respondent {
        Respondent::Vendor(vendor) if named.is_empty() => looked_after(binder, vendor),
        Respondent::Facility | Respondent::Vendor(_) => named,
    }
}
