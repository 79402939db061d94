//! What the fuzz target `document` asserts; the tests of the project try it on spoilt texts. Needs nothing but toji.

use toji::diagnostics::{At, Sink};
use toji::model::DocId;
use toji::parse::{Folder, Source, document};
use toji::source::Sources;

/// Any text as a document of each folder: nothing panics, and every finding lies on whole characters.
pub(super) fn tried(text: &str) {
    for (folder, path) in [
        (Folder::Manual, "manual/a.md"),
        (Folder::Checklists, "checklists/2025/facility.md"),
        (Folder::Rules, "rules/a.md"),
        (Folder::Bcp, "bcp/a.md"),
    ] {
        let mut sources = Sources::default();
        let file = sources.add(path, text);
        let mut sink = Sink::default();
        let Some(id) = DocId::from_path(path) else { continue };
        document(Source { file, path, text, folder, descriptor: None }, id, &[], &mut sink);
        for finding in sink.into_sorted() {
            if let At::Span(span) = finding.at {
                assert!(text.get(span.range()).is_some(), "{finding:?}");
            }
        }
    }
}
