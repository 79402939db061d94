//! A BCP that does not speak of one of the five phases.
//!
//! Source: the ministry's template of a BCP for cyber attacks, which nobody has to follow: advice. Where there is no BCP at
//! all, that alone is told; what an imported file says is not read.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{BcpPhase, EvidenceKind};
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let Some(item) = context.binder.edition().item_shown_by(EvidenceKind::Bcp) else { return };
    let Some(first) = context.binder.documents_in(Tab::Bcp).next() else { return };
    if context.binder.documents_in(Tab::Bcp).any(|it| it.imported.is_some()) {
        return;
    }
    for phase in BcpPhase::ALL.into_iter().filter(|it| context.binder.phase(*it).is_empty()) {
        let finding = Finding::of_path(Code::BcpPhaseMissing, context.sources.file(first.file).path());
        sink.push(finding.with("phase", phase.japanese()).item(item.id));
    }
}
