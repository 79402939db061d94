//! The public key of whoever gives out a template pack, and the fingerprint by which people compare it. Checks no signature.

use std::fmt;

use minisign_verify::PublicKey;

use crate::source::Digest;

/// How minisign writes a public key begins: the two bytes `Ed`. One key has one writing, so that it has one fingerprint.
const START: &str = "RW";

/// A minisign public key, as its base64 text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct PackKey(String);

impl PackKey {
    /// Reads the key itself or the text of a `.pub` file. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim).filter(|it| !it.is_empty());
        let key = lines.find(|it| !it.starts_with("untrusted comment:"))?;
        let is_key = key.starts_with(START) && PublicKey::from_base64(key).is_ok() && lines.next().is_none();
        is_key.then(|| Self(key.to_owned()))
    }

    /// The base64 text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands on paper beside the pack: 20 hex digits of the SHA-256 of the key's text, in groups of four.
    pub fn fingerprint(&self) -> String {
        let digits = Digest::of(self.0.as_bytes()).to_string().to_uppercase();
        let groups: Vec<&str> = (0..20).step_by(4).map(|it| &digits[it..it + 4]).collect();
        groups.join(" ")
    }
}

impl fmt::Display for PackKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From minisign's own documentation.
    const KEY: &str = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";

    #[test]
    fn a_key_is_read_from_its_file_and_as_itself() {
        let key = PackKey::parse(KEY);
        assert_eq!(key.as_ref().map(PackKey::as_str), Some(KEY));
        for text in [format!(" {KEY}\r\n"), format!("untrusted comment: minisign public key\n{KEY}\n")] {
            assert_eq!(PackKey::parse(&text), key, "{text}");
        }
        let legacy = KEY.replace("RWQf", "RUQf");
        let twice = format!("{KEY}\n{KEY}");
        for wrong in ["", "RW", &KEY[1..], &legacy, &twice, "untrusted comment: a\n"] {
            assert_eq!(PackKey::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fingerprint_is_short_enough_for_a_fax() {
        let print = PackKey::parse(KEY).map(|it| it.fingerprint()).unwrap_or_default();
        assert_eq!(print.len(), 24);
        assert!(print.split(' ').all(|it| it.len() == 4 && it.chars().all(|it| it.is_ascii_hexdigit())), "{print}");
    }
}
