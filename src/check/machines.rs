//! Which devices a respondent's answers speak of. Decided here alone; makes no finding.

use std::collections::BTreeSet;

use super::context::Context;
use super::ledger;
use crate::model::{Form, RegisterKind, Respondent, RowId};

/// The devices of one form.
#[derive(Debug)]
pub(super) enum Machines<'a> {
    /// The facility's: every one there is.
    All,
    /// A vendor's of whom nobody says which devices it looks after.
    Unknown,
    /// A vendor's: those that its form names; without any, those that the registers give the vendor.
    Of(BTreeSet<&'a RowId>),
}

impl<'a> Machines<'a> {
    /// Those of a form.
    pub(super) fn of(context: &Context<'a>, form: &Form) -> Self {
        let Respondent::Vendor(vendor) = &form.respondent else { return Self::All };
        let devices = || context.rows(RegisterKind::Devices);
        let named: BTreeSet<RowId> = form.scope.iter().flatten().map(|it| it.value.clone()).collect();
        if !named.is_empty() {
            return Self::Of(devices().map(|(_, it)| &it.id.value).filter(|it| named.contains(*it)).collect());
        }
        let of_vendor = context.rows(RegisterKind::Vendors).find(|(_, it)| it.id.value == *vendor);
        let listed = of_vendor.map(|(vendors, it)| ledger::ids(vendors.text(it, "対象機器")).collect());
        let listed: BTreeSet<RowId> = listed.unwrap_or_default();
        let theirs = devices().filter(|(register, row)| {
            listed.contains(&row.id.value) || ledger::ids(register.text(row, "事業者")).any(|it| it == *vendor)
        });
        let theirs: BTreeSet<_> = theirs.map(|(_, it)| &it.id.value).collect();
        if theirs.is_empty() { Self::Unknown } else { Self::Of(theirs) }
    }

    /// Whether the device is known to be among them.
    pub(super) fn contains(&self, device: &RowId) -> bool {
        match self {
            Self::All => true,
            Self::Unknown => false,
            Self::Of(devices) => devices.contains(device),
        }
    }
}
