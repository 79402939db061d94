//! Two files that become one page on a system that folds case or composes names. Never drops either.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::Inputs;
use crate::diagnostics::{Code, Finding, Sink};

/// Compares the ids of all documents after NFC and case folding.
pub(super) fn check(inputs: &Inputs, sink: &mut Sink) {
    let mut seen: HashMap<String, &str> = HashMap::with_capacity(inputs.documents.len());
    for document in inputs.documents.iter().chain(inputs.descriptors_alone()) {
        let path = inputs.sources.file(document.file).path();
        let first = *seen.entry(fold(document.id.as_str())).or_insert(path);
        if first != path {
            let finding = Finding::of_path(Code::DuplicateDocument, path);
            sink.push(finding.with("id", &document.id).with("other", first));
        }
    }
}

fn fold(id: &str) -> String {
    if id.is_ascii() { id.to_ascii_lowercase() } else { id.nfc().flat_map(char::to_lowercase).collect() }
}
