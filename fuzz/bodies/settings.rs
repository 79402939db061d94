//! What the fuzz target `settings` asserts; the tests of the project try it on spoilt texts. Needs nothing but toji.

use toji::diagnostics::Sink;
use toji::model::Date;
use toji::parse::{config, standards};
use toji::source::Sources;

/// Any text as `binder.toml`, as a standard and as a date: nothing panics.
pub(super) fn tried(text: &str) {
    let mut sources = Sources::default();
    let file = sources.add("binder.toml", text);
    let mut sink = Sink::default();
    let _ = config::parse(file, text, &mut sink);
    let _ = standards::parse(&[(file, text)], &mut sink);
    let _ = Date::parse(text);
}
