//! A form that was transcribed before its original came.
//!
//! Source: the binder disagrees with itself.

use super::{Context, originals};
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (form, original) in originals::named(context) {
        let (Some(received), Some(transcribed)) = (&original.received_on, &original.transcribed_on) else { continue };
        if transcribed.value < received.value {
            let finding = Finding::at(Code::TranscribedBeforeReceived, transcribed.span);
            let finding = finding.with("respondent", context.binder.respondent_name(&form.respondent));
            let finding = finding.with("received", received.value.japanese()).related(received.span);
            sink.push(finding.with("transcribed", transcribed.value.japanese()));
        }
    }
}
