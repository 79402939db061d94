//! One of the four papers that are looked at in the flesh is not there, or is empty.
//!
//! Source: the checklist's manual says which: the register of devices, the chart of contacts, the BCP and the rules. What was
//! made in Word or on paper counts as it is: an imported document, or a row of `registers/evidence.csv` that names the item,
//! with its file. Nothing here judges what such a file says.

use super::Context;
use crate::check::papers;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Document, EvidenceKind, ItemId, RegisterKind, Target};
use crate::resolve::Mention;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    for item in &context.binder.edition().items {
        let is_shown = |kind| is_there(context, kind) || is_a_file(context, item.id);
        let Some(kind) = item.evidence.filter(|it| !is_shown(*it)) else { continue };
        let (path, shown, what) = place(kind);
        let finding = Finding::of_path(Code::EvidenceMissing, path).with("what", what).with("path", shown);
        sink.push(finding.with("item", item.id.shown()).item(item.id));
    }
}

fn is_there(context: &Context<'_>, kind: EvidenceKind) -> bool {
    let has_rows = match kind {
        EvidenceKind::Devices => context.devices_in_use().next().is_some(),
        EvidenceKind::ContactChart => context.rows(RegisterKind::Contacts).next().is_some(),
        EvidenceKind::Bcp | EvidenceKind::Rules => false,
    };
    has_rows || papers::documents(context, kind).any(Document::has_content)
}

/// Whether a row of the evidence names the item, and its file lies there.
fn is_a_file(context: &Context<'_>, item: ItemId) -> bool {
    context.binder.mentions(&Target::Item(item)).iter().any(|it| match it {
        Mention::Row(RegisterKind::Evidence, id) => {
            context.evidence.iter().any(|file| file.row == *id && file.digest.is_some())
        }
        Mention::Row(..) | Mention::Document(..) => false,
    })
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
