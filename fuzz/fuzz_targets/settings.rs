//! Any text as `binder.toml`, as a standard and as a date: nothing panics.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toji::diagnostics::Sink;
use toji::model::Date;
use toji::parse::{config, standards};
use toji::source::Sources;

fuzz_target!(|text: &str| {
    let mut sources = Sources::default();
    let file = sources.add("binder.toml", text);
    let mut sink = Sink::default();
    let _ = config::parse(file, text, &mut sink);
    let _ = standards::parse(&[(file, text)], &mut sink);
    let _ = Date::parse(text);
});
