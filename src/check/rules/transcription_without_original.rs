//! A vendor's form that does not say what it was written down from.
//!
//! Source: good practice: the original is the proof, what stands in the folder is its transcription.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Respondent;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let forms = context.binder.forms().filter(|(_, form)| form.has_answers() && form.original.is_none());
    for (document, form) in forms.filter(|(_, form)| !context.is_over(&form.respondent)) {
        match &form.respondent {
            Respondent::Facility => (),
            Respondent::Vendor(_) => {
                let finding = Finding::at(Code::TranscriptionWithoutOriginal, document.title.span);
                sink.push(finding.with("vendor", context.binder.respondent_name(&form.respondent)));
            }
        }
    }
}
