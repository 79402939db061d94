//! Any text as a document of each folder: nothing panics, and every finding lies on whole characters.
#![no_main]

#[path = "../bodies/document.rs"]
mod body;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| body::tried(text));
