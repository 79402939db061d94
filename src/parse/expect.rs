//! For the tests of this module: a text goes in, its findings come out as `line:column code`.

use crate::diagnostics::{At, Sink};
use crate::source::{FileId, Sources};

/// What `parse` makes of `text`, and the findings, in the order of their places.
pub(super) fn run<T>(text: &str, parse: impl FnOnce(FileId, &str, &mut Sink) -> T) -> (T, Vec<String>) {
    let mut sources = Sources::default();
    let file = sources.add("test", text);
    let mut sink = Sink::default();
    let parsed = parse(file, text, &mut sink);
    let shown = sink.into_sorted().into_iter().map(|finding| match finding.at {
        At::Span(span) => {
            let place = sources.place(span);
            format!("{}:{} {}", place.line, place.column, finding.code)
        }
        At::Path(path) => format!("{path} {}", finding.code),
        At::Nowhere => finding.code.to_string(),
    });
    (parsed, shown.collect())
}

/// The findings alone.
pub(super) fn findings<T>(text: &str, parse: impl FnOnce(FileId, &str, &mut Sink) -> T) -> Vec<String> {
    run(text, parse).1
}
