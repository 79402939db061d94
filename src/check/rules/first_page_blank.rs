//! What the inspector's first page would show empty: the facility's address and telephone, the day on which rules or BCP
//! were approved.
//!
//! Source: good practice. No row of the checklist asks for it.

use super::Context;
use crate::check::papers;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::EvidenceKind;
use crate::resolve::Tab;

/// Keys of `[facility]`, and what readers call them.
const FACTS: [(&str, &str); 2] = [("address", "施設の住所"), ("phone", "施設の電話番号")];

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let facts = &context.binder.config().facility.facts;
    let is_blank = |key: &str| !facts.iter().any(|(it, value)| it == key && !value.trim().is_empty());
    for (key, what) in FACTS.into_iter().filter(|it| is_blank(it.0)) {
        let finding = Finding::of_path(Code::FirstPageBlank, "binder.toml").with("what", what);
        sink.push(finding.with("how", format!("binder.toml の [facility] の {key}")));
    }
    for paper in papers::all(context).iter().filter(|it| it.last.is_none()) {
        let tab = match paper.kind {
            EvidenceKind::Bcp => Tab::Bcp,
            EvidenceKind::Rules => Tab::Rules,
            EvidenceKind::Devices | EvidenceKind::ContactChart => continue,
        };
        let Some(first) = context.binder.documents_in(tab).next() else { continue };
        let finding = Finding::of_path(Code::FirstPageBlank, context.sources.file(first.file).path());
        let finding = finding.item(paper.item).with("what", format!("{}の承認の日", tab.japanese()));
        sink.push(finding.with(
            "how",
            "文書の初めか隣の .toml の approved_on、または registers/records.csv の「種別」に「承認」を含む行",
        ));
    }
}
