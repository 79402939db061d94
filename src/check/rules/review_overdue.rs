//! Rules or a BCP that nobody has looked at for a year.
//!
//! Source: good practice. What counts as a look: a revision or an approval in the front matter of one of the folder's
//! documents, or a record of an approval or of the kind 見直し.

use super::Context;
use crate::check::ledger::is_over_a_year_ago;
use crate::check::papers;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::EvidenceKind;
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for (tab, kind) in [(Tab::Rules, EvidenceKind::Rules), (Tab::Bcp, EvidenceKind::Bcp)] {
        let Some(first) = context.binder.documents_in(tab).next() else { continue };
        if papers::reviewed(context, kind).is_none_or(|it| is_over_a_year_ago(it, context.today)) {
            let finding = Finding::of_path(Code::ReviewOverdue, context.sources.file(first.file).path());
            sink.push(finding.with("what", tab.japanese()));
        }
    }
}
