//! One of the four papers that are looked at in the flesh is not there, or is empty.
//!
//! Source: the checklist's manual says which: the register of devices, the chart of contacts, the BCP and the rules.

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{EvidenceKind, RegisterKind};
use crate::resolve::Tab;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for item in &context.binder.edition().items {
        let Some(kind) = item.evidence.filter(|it| !is_there(context, *it)) else { continue };
        let (path, shown, what) = place(kind);
        let finding = Finding::of_path(Code::EvidenceMissing, path).with("what", what).with("path", shown);
        sink.push(finding.with("item", item.id.shown()).item(item.id));
    }
}

fn is_there(context: &Context<'_>, kind: EvidenceKind) -> bool {
    let has_text = |tab| context.binder.documents_in(tab).any(|it| !it.blocks.is_empty());
    match kind {
        EvidenceKind::Devices => context.rows(RegisterKind::Devices).next().is_some(),
        EvidenceKind::ContactChart => context.rows(RegisterKind::Contacts).next().is_some(),
        EvidenceKind::Bcp => has_text(Tab::Bcp),
        EvidenceKind::Rules => has_text(Tab::Rules),
    }
}

/// Where it belongs, as a path and as an author knows it, and what it is called.
fn place(kind: EvidenceKind) -> (&'static str, &'static str, &'static str) {
    match kind {
        EvidenceKind::Devices => ("registers/devices.csv", "registers/devices.csv", "機器台帳"),
        EvidenceKind::ContactChart => ("registers/contacts.csv", "registers/contacts.csv", "連絡体制図（連絡先一覧）"),
        EvidenceKind::Bcp => ("bcp", "bcp/", "事業継続計画（BCP）"),
        EvidenceKind::Rules => ("rules", "rules/", "運用管理規程"),
    }
}
