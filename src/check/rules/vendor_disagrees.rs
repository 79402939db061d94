//! The facility says はい, and a vendor whose devices the item speaks of says いいえ.
//!
//! Source: the binder disagrees with itself. Both can be right, where they speak of different devices: an item without
//! devices (1-①) has two subjects and is left out, and a vendor's いいえ counts only for the devices its form speaks for.

use super::Context;
use crate::check::context::Answered;
use crate::check::ledger;
use crate::check::machines::Machines;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Answer, Form, Item, RegisterKind, Respondent};

/// Speaks of every kind of device.
const ALL_KINDS: &str = "医療情報システム全般";

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let is_own = |it: &Answered<'_>| it.form.respondent == Respondent::Facility;
    let own: Vec<_> = context.answered().filter(is_own).collect();
    let says_no = |it: &Answered<'_>| !is_own(it) && it.row.in_force().0 == Some(Answer::No);
    for vendor in context.answered().filter(|it| says_no(it) && speaks_of(context, it.form, it.item)) {
        let says_yes = |it: &&Answered<'_>| matches!(it.row.in_force().0, Some(Answer::Yes(_)));
        let Some(facility) = own.iter().find(|it| it.item.id == vendor.item.id).filter(says_yes) else { continue };
        let finding = Finding::at(Code::VendorDisagrees, facility.row.span).related(vendor.row.span);
        let finding = finding.with("item", vendor.item.id.shown()).item(vendor.item.id);
        sink.push(finding.with("vendor", context.binder.respondent_name(&vendor.form.respondent)));
    }
}

/// Whether one of the form's devices is of a kind that the item names. Where nobody knows which they are, it speaks for all.
fn speaks_of(context: &Context<'_>, form: &Form, item: &Item) -> bool {
    if item.scope.is_empty() {
        return false;
    }
    let machines = Machines::of(context, form);
    if let Machines::Unknown = machines {
        return true;
    }
    let rows = context.rows(RegisterKind::Devices).filter(|(_, it)| machines.contains(&it.id.value));
    let mut kinds = rows.map(|(devices, it)| ledger::bare(devices.text(it, "種別")));
    kinds.any(|kind| item.scope.contains(ALL_KINDS) || (!kind.is_empty() && item.scope.contains(&kind)))
}
