//! Any bytes as a cookie header, a login form and a way after the login: nothing panics, and nobody is sent elsewhere.
#![no_main]

use libfuzzer_sys::fuzz_target;
use toji::host::{Secret, after_login, cookie_values, form_field};

fuzz_target!(|bytes: &[u8]| {
    for value in cookie_values(bytes, "__Host-toji") {
        assert!(!value.contains(&b';'));
        let _ = Secret::parse(value);
    }
    let way = form_field(bytes, "to").unwrap_or_default();
    for way in [after_login(&way), after_login(&String::from_utf8_lossy(bytes))] {
        assert!(way.starts_with('/') && !way.starts_with("//") && way.is_ascii());
    }
});
