//! The rules, one file each, in one table sorted by code. A rule's documentation for users stands in the catalogue.

mod account_of_leaver;
mod bcp_phase_missing;
mod blank_left_over;
mod contact_unconfirmed;
mod device_past_support;
mod device_unpatched;
mod evidence_changed;
mod evidence_expired;
mod evidence_missing;
mod item_unanswered;
mod item_uncovered;
mod missing_explanation;
mod no_deputy;
mod no_drill;
mod no_form;
mod no_restore_test;
mod number_differs;
mod remote_maintenance_unlisted;
mod retention_over;
mod review_overdue;
mod role_differs;
mod role_unfilled;
mod safety_officer_unfilled;
mod sample_left_over;
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
    Rule { code: Code::BcpPhaseMissing, check: bcp_phase_missing::check },
    Rule { code: Code::BlankLeftOver, check: blank_left_over::check },
    Rule { code: Code::ContactUnconfirmed, check: contact_unconfirmed::check },
    Rule { code: Code::DevicePastSupport, check: device_past_support::check },
    Rule { code: Code::DeviceUnpatched, check: device_unpatched::check },
    Rule { code: Code::EvidenceChanged, check: evidence_changed::check },
    Rule { code: Code::EvidenceExpired, check: evidence_expired::check },
    Rule { code: Code::EvidenceMissing, check: evidence_missing::check },
    Rule { code: Code::ItemUnanswered, check: item_unanswered::check },
    Rule { code: Code::ItemUncovered, check: item_uncovered::check },
    Rule { code: Code::MissingExplanation, check: missing_explanation::check },
    Rule { code: Code::NoDeputy, check: no_deputy::check },
    Rule { code: Code::NoDrill, check: no_drill::check },
    Rule { code: Code::NoForm, check: no_form::check },
    Rule { code: Code::NoRestoreTest, check: no_restore_test::check },
    Rule { code: Code::NumberDiffers, check: number_differs::check },
    Rule { code: Code::RemoteMaintenanceUnlisted, check: remote_maintenance_unlisted::check },
    Rule { code: Code::RetentionOver, check: retention_over::check },
    Rule { code: Code::ReviewOverdue, check: review_overdue::check },
    Rule { code: Code::RoleDiffers, check: role_differs::check },
    Rule { code: Code::RoleUnfilled, check: role_unfilled::check },
    Rule { code: Code::SafetyOfficerUnfilled, check: safety_officer_unfilled::check },
    Rule { code: Code::SampleLeftOver, check: sample_left_over::check },
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
