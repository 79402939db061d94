//! Which devices a respondent's answers speak of. Makes no finding.

use std::collections::BTreeSet;

use super::context::Context;
use super::scope::devices_of;
use crate::model::{Form, Respondent, RowId};

/// The devices of one form.
#[derive(Debug)]
pub(super) enum Machines {
    /// The facility's: every one there is.
    All,
    /// A vendor's of whom nobody says which devices it looks after.
    Unknown,
    /// A vendor's: those that its form names; without any, those that the registers give the vendor.
    Of(BTreeSet<RowId>),
}

impl Machines {
    /// Those of a form.
    pub(super) fn of(context: &Context<'_>, form: &Form) -> Self {
        match form.respondent {
            Respondent::Facility => Self::All,
            Respondent::Vendor(_) => {
                let devices: BTreeSet<RowId> = devices_of(context.binder, form).into_iter().collect();
                if devices.is_empty() { Self::Unknown } else { Self::Of(devices) }
            }
        }
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
