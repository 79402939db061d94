//! No restore of a backup was tried this fiscal year.
//!
//! Source: good practice: that a backup can be restored is known only when it was tried; the facility need not do so by any row of the checklist.
//! Told from the first day of the year on: it is a reminder, and whoever waits for the second half has it in a rush.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::Topic;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let year = context.binder.config().fiscal_year;
    if context.records("復元試験").any(|it| year.contains(it)) {
        return;
    }
    let finding = Finding::of_path(Code::NoRestoreTest, "registers/records.csv").with("year", year.japanese());
    let item = context.binder.edition().item_about(Topic::Backups).map(|it| it.id);
    sink.push(Finding { item, ..finding });
}
