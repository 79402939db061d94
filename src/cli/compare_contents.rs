//! What `toji compare` says of two folders' documents and registers, and what it calls the folders. Compares nothing itself.

use std::path::Path;

use super::output::Terminal;
use crate::diagnostics::catalogue;
use crate::year::{ContentKind, Contents, RegisterChange};

/// What two folders are called: by their own names; a folder is "now" to the frozen ones within it.
pub(super) fn names(before: &Path, after: &Path, terminal: &Terminal) -> (String, String) {
    let whole = |it: &Path| it.canonicalize().unwrap_or_else(|_| it.to_owned());
    let (old, new) = (whole(before), whole(after));
    let name = |it: &Path| it.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    if old != new && old.starts_with(&new) {
        return (name(&old), catalogue::ui("compare-now", terminal.language).to_owned());
    }
    let names = (name(&old), name(&new));
    if names.0 == names.1 { (before.display().to_string(), after.display().to_string()) } else { names }
}

pub(super) fn lines(it: &Contents, terminal: &Terminal) -> Vec<String> {
    let ui = |key| catalogue::ui(key, terminal.language);
    let mut lines = vec![ui("compare-documents").to_owned()];
    lines.extend(it.documents.iter().map(|it| format!("  {} {}: {}", it.id, it.title, ui(key(it.kind)))));
    if it.documents.is_empty() {
        lines.push(format!("  {}", ui("compare-nothing")));
    }
    lines.push(ui("compare-registers").to_owned());
    lines.extend(it.registers.iter().map(|it| register(it, terminal)));
    if it.registers.is_empty() {
        lines.push(format!("  {}", ui("compare-nothing")));
    }
    lines
}

fn register(it: &RegisterChange, terminal: &Terminal) -> String {
    let separator = catalogue::ui("list-separator", terminal.language);
    let kinds = [ContentKind::Added, ContentKind::Removed, ContentKind::Changed];
    let part = |kind| {
        let ids = it.ids(kind);
        (!ids.is_empty()).then(|| format!("{} {}", catalogue::ui(key(kind), terminal.language), ids.join(separator)))
    };
    let parts: Vec<String> = kinds.into_iter().filter_map(part).collect();
    format!("  {}: {}", it.register.japanese(), parts.join(catalogue::ui("compare-parts", terminal.language)))
}

fn key(kind: ContentKind) -> &'static str {
    match kind {
        ContentKind::Added => "content-added",
        ContentKind::Removed => "content-removed",
        ContentKind::Changed => "kind-changed",
    }
}
