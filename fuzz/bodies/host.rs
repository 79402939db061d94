//! What the fuzz target `host` asserts; the tests of the project try it on spoilt texts. Needs nothing but toji.

use toji::host::{Secret, after_login, cookie_values, form_field, name_of_url};

/// Any bytes as a cookie header, a login form and an address: nothing panics, nobody is sent elsewhere after a login, and no
/// name of a file comes of a path that is not whole.
pub(super) fn tried(bytes: &[u8]) {
    for value in cookie_values(bytes, "__Host-toji") {
        assert!(!value.contains(&b';'));
        let _ = Secret::parse(value);
    }
    let text = String::from_utf8_lossy(bytes);
    let way = form_field(bytes, "to").unwrap_or_default();
    for way in [after_login(&way), after_login(&text)] {
        assert!(way.starts_with('/') && !way.starts_with("//") && way.is_ascii());
    }
    if let Some(name) = name_of_url(&text) {
        assert!(text.starts_with('/') && name.len() < text.len().max("index.html".len() + 1));
    }
}
