//! The rules, one file each, in one table sorted by code. A rule's documentation for users stands in the catalogue.

mod account_of_leaver;
mod answer_not_applicable;
mod answer_without_date;
mod answer_without_register;
mod bcp_phase_missing;
mod blank_left_over;
mod caller_outside;
mod contact_unconfirmed;
mod contact_without_phone;
mod contract_ended;
mod date_before_notice;
mod date_in_future;
mod date_outside_year;
mod device_past_support;
mod device_patch_unknown;
mod device_unpatched;
mod disclosure_missing;
mod done_before_visit;
mod edition_incomplete;
mod edition_newer_reported;
mod edition_not_imported;
mod edition_past_year;
mod evidence_changed;
mod evidence_expired;
mod evidence_missing;
mod first_page_blank;
mod item_unanswered;
mod item_uncovered;
mod item_unverified;
mod missing_explanation;
mod no_deputy;
mod no_drill;
mod no_form;
mod no_restore_test;
mod no_without_target;
mod number_differs;
mod originals;
mod other_guideline_edition;
mod plan_not_allowed;
mod plan_reported_date;
mod plan_too_late;
mod plan_without_date;
mod received_before_asked;
mod received_date_differs;
mod remark_open;
mod remark_overdue;
mod remote_maintenance_unlisted;
mod retention_over;
mod review_overdue;
mod role_differs;
mod role_unfilled;
mod safety_officer_unfilled;
mod sample_left_over;
mod second_before_first;
mod target_outside_year;
mod target_passed;
mod template_expired;
mod template_page_deleted;
mod template_pending;
mod template_unapproved;
mod text_changed;
mod text_not_fixed;
mod text_of_other_edition;
mod transcribed_before_received;
mod transcription_without_original;
mod unused_attachment;
mod vendor_disagrees;
mod vendor_form_awaited;
mod vendor_form_not_asked;
mod vendor_form_not_transcribed;
mod vendor_without_contract_date;
mod wrong_edition;
mod wrong_form_kind;
mod year_without_edition;

use super::context::{Answered, Context};
use crate::diagnostics::{Code, Finding, Sink};
use crate::source::Span;

/// A rule: what it may report and how it looks.
pub(super) struct Rule {
    pub(super) code: Code,
    pub(super) check: fn(&Context<'_>, &mut Sink),
}

pub(super) const RULES: &[Rule] = &[
    Rule { code: Code::AccountOfLeaver, check: account_of_leaver::check },
    Rule { code: Code::AnswerNotApplicable, check: answer_not_applicable::check },
    Rule { code: Code::AnswerWithoutDate, check: answer_without_date::check },
    Rule { code: Code::AnswerWithoutRegister, check: answer_without_register::check },
    Rule { code: Code::BcpPhaseMissing, check: bcp_phase_missing::check },
    Rule { code: Code::BlankLeftOver, check: blank_left_over::check },
    Rule { code: Code::CallerOutside, check: caller_outside::check },
    Rule { code: Code::ContactUnconfirmed, check: contact_unconfirmed::check },
    Rule { code: Code::ContactWithoutPhone, check: contact_without_phone::check },
    Rule { code: Code::ContractEnded, check: contract_ended::check },
    Rule { code: Code::DateBeforeNotice, check: date_before_notice::check },
    Rule { code: Code::DateInFuture, check: date_in_future::check },
    Rule { code: Code::DateOutsideYear, check: date_outside_year::check },
    Rule { code: Code::DevicePastSupport, check: device_past_support::check },
    Rule { code: Code::DevicePatchUnknown, check: device_patch_unknown::check },
    Rule { code: Code::DeviceUnpatched, check: device_unpatched::check },
    Rule { code: Code::DisclosureMissing, check: disclosure_missing::check },
    Rule { code: Code::DoneBeforeVisit, check: done_before_visit::check },
    Rule { code: Code::EditionIncomplete, check: edition_incomplete::check },
    Rule { code: Code::EditionNewerReported, check: edition_newer_reported::check },
    Rule { code: Code::EditionNotImported, check: edition_not_imported::check },
    Rule { code: Code::EditionPastYear, check: edition_past_year::check },
    Rule { code: Code::EvidenceChanged, check: evidence_changed::check },
    Rule { code: Code::EvidenceExpired, check: evidence_expired::check },
    Rule { code: Code::EvidenceMissing, check: evidence_missing::check },
    Rule { code: Code::FirstPageBlank, check: first_page_blank::check },
    Rule { code: Code::ItemUnanswered, check: item_unanswered::check },
    Rule { code: Code::ItemUncovered, check: item_uncovered::check },
    Rule { code: Code::ItemUnverified, check: item_unverified::check },
    Rule { code: Code::MissingExplanation, check: missing_explanation::check },
    Rule { code: Code::NoDeputy, check: no_deputy::check },
    Rule { code: Code::NoDrill, check: no_drill::check },
    Rule { code: Code::NoForm, check: no_form::check },
    Rule { code: Code::NoRestoreTest, check: no_restore_test::check },
    Rule { code: Code::NoWithoutTarget, check: no_without_target::check },
    Rule { code: Code::NumberDiffers, check: number_differs::check },
    Rule { code: Code::OtherGuidelineEdition, check: other_guideline_edition::check },
    Rule { code: Code::PlanNotAllowed, check: plan_not_allowed::check },
    Rule { code: Code::PlanReportedDate, check: plan_reported_date::check },
    Rule { code: Code::PlanTooLate, check: plan_too_late::check },
    Rule { code: Code::PlanWithoutDate, check: plan_without_date::check },
    Rule { code: Code::ReceivedBeforeAsked, check: received_before_asked::check },
    Rule { code: Code::ReceivedDateDiffers, check: received_date_differs::check },
    Rule { code: Code::RemarkOpen, check: remark_open::check },
    Rule { code: Code::RemarkOverdue, check: remark_overdue::check },
    Rule { code: Code::RemoteMaintenanceUnlisted, check: remote_maintenance_unlisted::check },
    Rule { code: Code::RetentionOver, check: retention_over::check },
    Rule { code: Code::ReviewOverdue, check: review_overdue::check },
    Rule { code: Code::RoleDiffers, check: role_differs::check },
    Rule { code: Code::RoleUnfilled, check: role_unfilled::check },
    Rule { code: Code::SafetyOfficerUnfilled, check: safety_officer_unfilled::check },
    Rule { code: Code::SampleLeftOver, check: sample_left_over::check },
    Rule { code: Code::SecondBeforeFirst, check: second_before_first::check },
    Rule { code: Code::TargetOutsideYear, check: target_outside_year::check },
    Rule { code: Code::TargetPassed, check: target_passed::check },
    Rule { code: Code::TemplateExpired, check: template_expired::check },
    Rule { code: Code::TemplatePageDeleted, check: template_page_deleted::check },
    Rule { code: Code::TemplatePending, check: template_pending::check },
    Rule { code: Code::TemplateUnapproved, check: template_unapproved::check },
    Rule { code: Code::TextChanged, check: text_changed::check },
    Rule { code: Code::TextNotFixed, check: text_not_fixed::check },
    Rule { code: Code::TextOfOtherEdition, check: text_of_other_edition::check },
    Rule { code: Code::TranscribedBeforeReceived, check: transcribed_before_received::check },
    Rule { code: Code::TranscriptionWithoutOriginal, check: transcription_without_original::check },
    Rule { code: Code::UnusedAttachment, check: unused_attachment::check },
    Rule { code: Code::VendorDisagrees, check: vendor_disagrees::check },
    Rule { code: Code::VendorFormAwaited, check: vendor_form_awaited::check },
    Rule { code: Code::VendorFormNotAsked, check: vendor_form_not_asked::check },
    Rule { code: Code::VendorFormNotTranscribed, check: vendor_form_not_transcribed::check },
    Rule { code: Code::VendorWithoutContractDate, check: vendor_without_contract_date::check },
    Rule { code: Code::WrongEdition, check: wrong_edition::check },
    Rule { code: Code::WrongFormKind, check: wrong_form_kind::check },
    Rule { code: Code::YearWithoutEdition, check: year_without_edition::check },
];

/// The codes of all rules, sorted.
pub fn codes() -> impl Iterator<Item = Code> {
    RULES.iter().map(|it| it.code)
}

/// A finding about a row of a form: it names the item and who answers.
fn about(code: Code, place: Span, answered: &Answered<'_>, context: &Context<'_>) -> Finding {
    let respondent = context.binder.respondent_name(&answered.form.respondent);
    let finding = Finding::at(code, place).item(answered.item.id).by(answered.actor());
    finding.with("item", answered.item.id.shown()).with("respondent", respondent)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn the_table_is_sorted_and_unique() {
        assert!(RULES.is_sorted_by(|a, b| a.code < b.code));
    }
}
