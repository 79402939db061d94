//! A vendor's form that came before it was asked for: one of the two days is a slip.
//!
//! Source: the binder disagrees with itself.

use super::{Context, originals};
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for received in originals::receipts(context) {
        let Some(asked) = received.register.date(received.row, "確認書依頼日") else { continue };
        if received.day < asked {
            let finding = Finding::at(Code::ReceivedBeforeAsked, received.span);
            let finding = finding.with("vendor", received.name).with("received", received.day.japanese());
            let place = received.register.cell_span(received.row, "確認書依頼日");
            sink.push(finding.with("asked", asked.japanese()).related(place));
        }
    }
}
