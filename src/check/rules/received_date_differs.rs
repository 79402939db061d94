//! A vendor's form whose `original` came on another day than `registers/vendors.csv` says.
//!
//! Source: the binder disagrees with itself.

use super::{Context, originals};
use crate::diagnostics::{Code, Finding, Sink};

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for received in originals::receipts(context) {
        let Some(listed) = received.register.date(received.row, "確認書受領日") else { continue };
        if received.day != listed {
            let finding = Finding::at(Code::ReceivedDateDiffers, received.span);
            let finding = finding.with("vendor", received.name).with("written", received.day.japanese());
            let place = received.register.cell_span(received.row, "確認書受領日");
            sink.push(finding.with("listed", listed.japanese()).related(place));
        }
    }
}
