//! The rules, one file each, in one table sorted by code. A rule's documentation for users stands in the catalogue.

mod account_of_leaver;
mod device_past_support;
mod device_unpatched;
mod evidence_changed;
mod item_unanswered;
mod missing_explanation;
mod no_deputy;
mod no_form;
mod remote_maintenance_unlisted;
mod unused_attachment;
mod vendor_disagrees;
mod year_without_edition;

use super::context::Context;
use crate::diagnostics::{Code, Sink};

/// A rule: what it may report and how it looks.
pub(super) struct Rule {
    pub(super) code: Code,
    pub(super) check: fn(&Context<'_>, &mut Sink),
}

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::AccountOfLeaver, check: account_of_leaver::check },
    Rule { code: Code::DevicePastSupport, check: device_past_support::check },
    Rule { code: Code::DeviceUnpatched, check: device_unpatched::check },
    Rule { code: Code::EvidenceChanged, check: evidence_changed::check },
    Rule { code: Code::ItemUnanswered, check: item_unanswered::check },
    Rule { code: Code::MissingExplanation, check: missing_explanation::check },
    Rule { code: Code::NoDeputy, check: no_deputy::check },
    Rule { code: Code::NoForm, check: no_form::check },
    Rule { code: Code::RemoteMaintenanceUnlisted, check: remote_maintenance_unlisted::check },
    Rule { code: Code::UnusedAttachment, check: unused_attachment::check },
    Rule { code: Code::VendorDisagrees, check: vendor_disagrees::check },
    Rule { code: Code::YearWithoutEdition, check: year_without_edition::check },
];

/// The codes of all rules, sorted.
pub fn codes() -> impl Iterator<Item = Code> {
    RULES.iter().map(|it| it.code)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn the_table_is_sorted_and_unique() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    }
}
