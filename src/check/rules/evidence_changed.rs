//! A file that is no longer what was approved: its SHA-256 is not the one in `registers/evidence.csv`.
//!
//! Source: the binder disagrees with itself.

use std::collections::BTreeMap;

use super::Context;
use crate::diagnostics::{Code, Finding, Sink};
use crate::model::RegisterKind;

pub(super) fn check(context: &Context<'_>, sink: &mut Sink) {
    let files: BTreeMap<_, _> = context.evidence.iter().map(|it| (&it.row, it)).collect();
    for (register, row) in context.rows(RegisterKind::Evidence) {
        let approved = register.text(row, "SHA-256");
        let file = files.get(&row.id.value);
        let Some((file, digest)) = file.and_then(|it| Some((it, it.digest?))) else { continue };
        if !approved.is_empty() && !approved.eq_ignore_ascii_case(&digest.to_string()) {
            let finding = Finding::at(Code::EvidenceChanged, register.cell_span(row, "SHA-256"));
            sink.push(finding.with("file", &file.path).with("found", digest));
        }
    }
}
