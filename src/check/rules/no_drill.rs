//! The BCP was not practised this fiscal year.
//!
//! Source: good practice: a plan that nobody has tried does not help on the day; no row of the checklist asks for a drill.
//! Told from the first day of the year on: it is a reminder, and whoever waits for the second half has it in a rush.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::EvidenceKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let year = context.binder.config().fiscal_year;
    if context.records("訓練").any(|it| year.contains(it)) {
        return;
    }
    let finding = Finding::of_path(Code::NoDrill, "registers/records.csv").with("year", year.japanese());
    let item = context.binder.edition().item_shown_by(EvidenceKind::Bcp).map(|it| it.id);
    sink.push(Finding { item, ..finding });
}
