//! A text that is changed in the encoding in which it is: UTF-8, or CP932 as older Windows programs save it.

/// The text that `change` makes of it. What is no text stays.
pub(super) fn reworded(bytes: Vec<u8>, change: impl Fn(String) -> String) -> Vec<u8> {
    match String::from_utf8(bytes) {
        Ok(text) => change(text).into_bytes(),
        Err(other) => other.into_bytes(),
    }
}
