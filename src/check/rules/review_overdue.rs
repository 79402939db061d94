//! Rules or a BCP that nobody has looked at for a year.
//!
//! Source: good practice. What counts as a look: a revision or an approval in the front matter of one of the folder's
//! documents, or a record of the kind 見直し.

use super::Context;
use crate::check::ledger::is_over_a_year_ago;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Date, Document, Target};
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let reviews: Vec<Date> = context.records("見直し").collect();
    for tab in [Tab::Rules, Tab::Bcp] {
        let Some(first) = context.binder.documents_in(tab).next() else { continue };
        let days = context.binder.documents_in(tab).flat_map(days).chain(reviews.iter().copied());
        if days.filter(|it| *it <= context.today).all(|it| is_over_a_year_ago(it, context.today)) {
            let finding = Finding::of_path(Code::ReviewOverdue, context.sources.file(first.file).path());
            sink.push(finding.with("what", tab.japanese()));
        }
    }
}

fn days(document: &Document<Target>) -> impl Iterator<Item = Date> {
    document.front.revisions.iter().map(|it| it.date).chain(document.front.approved_on)
}
