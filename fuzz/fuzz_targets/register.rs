//! Any text as a register: nothing panics, every row has as many cells as there are columns.
#![no_main]

#[path = "../bodies/register.rs"]
mod body;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| body::tried(text));
