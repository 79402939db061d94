//! What a pack gives of a file that is the facility's own afterwards: of a register its headings, of `binder.toml` the
//! settings that are no facts of a facility. Everything else goes as it is, since its author marked it so.

use std::borrow::Cow;

use super::binder_toml;

/// The part that goes out.
pub(super) fn cut(path: &str, bytes: Cow<'static, [u8]>) -> Cow<'static, [u8]> {
    let is_register = path.starts_with("registers/") && path.ends_with(".csv");
    match () {
        () if is_register => Cow::Owned(headings(&bytes)),
        () if path == "binder.toml" => Cow::Owned(binder_toml::carried(&String::from_utf8_lossy(&bytes)).into_bytes()),
        () => bytes,
    }
}

/// The first record, with a byte order mark: without one, Excel on a Japanese Windows takes UTF-8 for CP932 and spoils it.
fn headings(bytes: &[u8]) -> Vec<u8> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let mut is_quoted = false;
    let ends = |it: &u8| {
        is_quoted ^= *it == b'"';
        !is_quoted && matches!(*it, b'\n' | b'\r')
    };
    let end = text.iter().position(ends).unwrap_or(text.len());
    [MARK, &text[..end], b"\n"].concat()
}
