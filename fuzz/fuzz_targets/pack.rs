//! Any bytes as a template pack, and any text as its list: nothing panics, and what is not signed is not read.
#![no_main]

#[path = "../bodies/pack.rs"]
mod body;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| body::tried(bytes));
