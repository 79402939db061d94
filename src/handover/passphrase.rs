//! A passphrase that nobody thought up: random characters that are read out and typed without mistakes. Never written to a
//! file.

use std::fmt;

/// What is mistaken for something else when it is read or heard is not among them: `0 1 i l o`, and capitals.
const LETTERS: &[u8; 31] = b"23456789abcdefghjkmnpqrstuvwxyz";
/// Five groups of four: 20 characters of 31, which are 99 bits.
const GROUPS: usize = 5;
const GROUP: usize = 4;

/// A passphrase. Not shown by `{:?}`, so that it stands in no log by mistake.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

impl Passphrase {
    /// A new one, from the system's source of chance.
    ///
    /// # Errors
    /// Where the system gives none: then there is no passphrase, rather than one that can be guessed.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut letters = Vec::with_capacity(GROUPS * GROUP);
        let mut bytes = [0; 2 * GROUPS * GROUP];
        while letters.len() < GROUPS * GROUP {
            getrandom::fill(&mut bytes)?;
            letters.extend(bytes.iter().filter_map(|it| letter(*it)));
        }
        letters.truncate(GROUPS * GROUP);
        let groups: Vec<String> = letters.chunks(GROUP).map(|it| it.iter().collect()).collect();
        Ok(Self(groups.join("-")))
    }

    /// The text, hyphens included: they are part of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(***)")
    }
}

/// A letter for a byte; none for the last few, which would make some letters likelier than others.
fn letter(byte: u8) -> Option<char> {
    let even = u8::MAX - u8::MAX % 31;
    (byte < even).then(|| char::from(LETTERS[usize::from(byte) % LETTERS.len()]))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn every_letter_is_as_likely_as_every_other() {
        let letters: Vec<char> = (0..=u8::MAX).filter_map(letter).collect();
        for it in LETTERS {
            assert_eq!(letters.iter().filter(|letter| **letter == char::from(*it)).count(), 8, "{}", char::from(*it));
        }
    }

    #[test]
    fn no_two_are_alike_and_none_is_short_or_shown() {
        let some: std::collections::BTreeSet<String> =
            (0..100).map(|_| Passphrase::generate().unwrap().as_str().to_owned()).collect();
        assert_eq!(some.len(), 100);
        for it in &some {
            assert_eq!(it.split('-').map(str::len).collect::<Vec<_>>(), [GROUP; GROUPS], "{it}");
            assert!(it.bytes().all(|it| it == b'-' || LETTERS.contains(&it)), "{it}");
        }
        let bits = (LETTERS.len() as f64).log2() * (GROUPS * GROUP) as f64;
        assert!(bits > 80.0, "{bits}");
        let passphrase = Passphrase::generate().unwrap();
        assert!(!format!("{passphrase:?}").contains(passphrase.as_str()));
    }
}
