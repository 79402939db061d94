//! A path as a URI: below the source folder a relative one, elsewhere `file:`. It never asks whether the file is there.

/// Percent-encodes all but letters, digits, `-._~` and the slashes.
pub(super) fn uri(path: &str) -> String {
    match absolute(path) {
        Some(path) => format!("file://{}", encode(&path)),
        None => encode(path),
    }
}

/// `/home/a`, `C:\a` and `\\server\a`, the last two with slashes; `None` for a relative path.
fn absolute(path: &str) -> Option<String> {
    let drive = path.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(path.as_bytes().get(1..3), Some(b":\\" | b":/"));
    match drive {
        true => Some(format!("/{}", path.replace('\\', "/"))),
        false if path.starts_with('/') => Some(path.to_owned()),
        false => path.strip_prefix("\\\\").map(|it| it.replace('\\', "/")),
    }
}

fn encode(path: &str) -> String {
    let plain = |it: u8| it.is_ascii_alphanumeric() || b"-._~/".contains(&it);
    path.bytes().map(|it| if plain(it) { char::from(it).to_string() } else { format!("%{it:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_every_system() {
        for (path, expected) in [
            ("rules/規程 #1.md", "rules/%E8%A6%8F%E7%A8%8B%20%231.md"),
            ("a:b.md", "a%3Ab.md"),
            ("/tmp/a b", "file:///tmp/a%20b"),
            (r"C:\binder\a.md", "file:///C%3A/binder/a.md"),
            (r"\\server\share\a.md", "file://server/share/a.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
