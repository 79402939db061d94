//! Any text as `binder.toml`, as a standard and as a date: nothing panics.
#![no_main]

#[path = "../bodies/settings.rs"]
mod body;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| body::tried(text));
