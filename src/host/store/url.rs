//! From the path of a URL to the name of a file in a manifest: decoded exactly once, nothing removed, nothing repaired.

/// The name that `path` asks for, if it can be one: it begins with `/`, its escapes are whole and give UTF-8. Whether there is
/// such a file is not known here, and it is never joined to a folder.
pub fn below(path: &str) -> Option<String> {
    let below = path.strip_prefix('/')?;
    if below.is_empty() {
        return Some("index.html".to_owned());
    }
    decoded(below)
}

fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = match first {
            b'%' => {
                let [high, low, tail @ ..] = tail else { return None };
                bytes.push(digit(*high)? << 4 | digit(*low)?);
                tail
            }
            plain => {
                bytes.push(*plain);
                tail
            }
        };
    }
    String::from_utf8(bytes).ok()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|it| u8::try_from(it).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_decoded_once_and_never_mended() {
        let is = |path: &str| below(path);
        assert_eq!(is("/"), Some("index.html".into()));
        assert_eq!(is("/items/2-03.html"), Some("items/2-03.html".into()));
        assert_eq!(is("/rules/%E8%A6%8F%E7%A8%8B.html"), Some("rules/規程.html".into()));
        assert_eq!(is("/%2e%2e/a"), Some("../a".into()));
        assert_eq!(is("/%252e"), Some("%2e".into()));
        assert_eq!(is("//a"), Some("/a".into()));
        assert_eq!(is("/a+b"), Some("a+b".into()));
        for broken in ["", "a", "/%", "/%4", "/%zz", "/%+1", "/%ff", "/%c0%ae", "/%ed%a0%80"] {
            assert_eq!(is(broken), None, "{broken}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_looked_at_without_a_panic(path in ".*") {
            if let Some(name) = below(&path) {
                proptest::prop_assert!(name.len() <= path.len().max("index.html".len()));
            }
        }

        #[test]
        fn what_was_encoded_comes_back(name in "[^/]{1,40}") {
            let encoded: String = name.bytes().map(|it| format!("%{it:02x}")).collect();
            proptest::prop_assert_eq!(below(&format!("/{encoded}")), Some(name));
        }
    }
}
