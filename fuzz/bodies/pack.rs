//! What the fuzz target `pack` asserts of any bytes; the tests of the project try it on spoilt packs. Needs nothing but toji.

use toji::diagnostics::Sink;
use toji::pack::{Trust, open};
use toji::parse;
use toji::source::Sources;

/// Any bytes as a template pack, and any text as its list: nothing panics, and what is refused is told.
pub(super) fn tried(bytes: &[u8]) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    if let Ok(text) = std::str::from_utf8(bytes) {
        let file = sources.add("pack.toml", text);
        parse::pack::author(file, text, &mut sink);
        parse::pack::signed(file, text, &mut sink);
    }
    let path = std::env::temp_dir().join(format!("toji-fuzz-{}.tojipack", std::process::id()));
    if std::fs::write(&path, bytes).is_ok() {
        let mut sink = Sink::default();
        let opened = open(&path, &Trust::First, &mut sources, &mut sink);
        assert_eq!(opened.is_none(), !sink.into_sorted().is_empty());
    }
}
