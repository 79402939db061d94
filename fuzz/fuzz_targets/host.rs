//! Any bytes as a cookie header, a login form and an address: nothing panics, nobody is sent elsewhere.
#![no_main]

#[path = "../bodies/host.rs"]
mod body;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| body::tried(bytes));
