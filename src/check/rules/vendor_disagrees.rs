//! The facility says はい, and a vendor whose devices the item speaks of says いいえ.
//!
//! Source: the binder disagrees with itself. Both can be right, where they speak of different devices: an item without
//! devices (1-①) has two subjects and is left out, and a vendor's いいえ counts only for the devices its form speaks for.

use super::Context;
use crate::check::context::Answered;
use crate::check::scope::speaks_of;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Answer;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let own: Vec<_> = context.answered().filter(Answered::is_of_facility).collect();
    let says_no = |it: &Answered<'_>| !it.is_of_facility() && it.row.in_force().0 == Some(Answer::No);
    for vendor in context.answered().filter(|it| says_no(it) && speaks_of(context.binder, it.form, it.item)) {
        let says_yes = |it: &&Answered<'_>| matches!(it.row.in_force().0, Some(Answer::Yes(_)));
        let Some(facility) = own.iter().find(|it| it.item.id == vendor.item.id).filter(says_yes) else { continue };
        let finding = Finding::at(Code::VendorDisagrees, facility.row.span).related(vendor.row.span);
        let finding = finding.with("item", vendor.item.id.shown()).item(vendor.item.id);
        sink.push(finding.with("vendor", context.binder.respondent_name(&vendor.form.respondent)));
    }
}
