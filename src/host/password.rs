//! Passwords: which ones are taken, what is kept of them, and whether one is right. Never written anywhere as it is.

use std::sync::atomic::{AtomicU64, Ordering};

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::PasswordHash as Phc;
use argon2::{Algorithm, Argon2, Params, PasswordVerifier as _, Version};
use unicode_normalization::UnicodeNormalization as _;

use crate::model::{AccountName, PasswordHash};

/// In characters. Length is what guessing is slowed by; rules about digits and signs only make people write it down.
pub const LEAST: usize = 12;
/// In bytes: longer than anybody types, and no work for nothing.
const MOST: usize = 1024;
/// Fewer different characters are a pattern that guessing begins with.
const DIFFERENT: usize = 5;

/// Why a password is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordError {
    /// Fewer than [`LEAST`] characters.
    Short,
    /// More than a kilobyte.
    Long,
    /// A few characters over and over, or hardly more than the account's name.
    Guessable,
}

/// What is kept of a new password.
///
/// # Errors
/// If it is too short or guessed at once; [`None`] within where the machine gives no random numbers or no memory.
pub fn taken(password: &str, name: &AccountName) -> Result<Option<PasswordHash>, PasswordError> {
    let plain = normal(password);
    if plain.len() > MOST {
        return Err(PasswordError::Long);
    }
    if plain.chars().count() < LEAST {
        return Err(PasswordError::Short);
    }
    if is_guessable(&plain, name) {
        return Err(PasswordError::Guessable);
    }
    let hash: Option<Phc> = argon2().and_then(|it| it.hash_password(plain.as_bytes()).ok());
    Ok(hash.and_then(|it| PasswordHash::parse(&it.to_string())))
}

fn is_guessable(plain: &str, name: &AccountName) -> bool {
    let different: std::collections::BTreeSet<char> = plain.chars().collect();
    let beside_name = plain.to_lowercase().replace(name.as_str(), "").chars().count();
    different.len() < DIFFERENT || beside_name < LEAST / 3
}

/// A keyboard may give the same letter in two ways.
fn normal(password: &str) -> String {
    password.nfkc().collect()
}

fn argon2() -> Option<Argon2<'static>> {
    let params = Params::new(PasswordHash::MEMORY, PasswordHash::PASSES, 1, Some(32)).ok()?;
    Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// What passwords are checked with. Counts its runs, so that a test can see an unknown name cost as much as a known one.
#[derive(Debug, Default)]
pub(super) struct Checker {
    runs: AtomicU64,
}

impl Checker {
    /// No password gives these 32 bytes, as far as anybody can find out.
    const NOBODYS: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    /// Whether `password` is the one kept as `hash`; the same work where there is none. Takes some hundredths of a second and
    /// 19 MiB: for a thread that may block.
    pub(super) fn is_right(&self, password: &str, hash: Option<&PasswordHash>) -> bool {
        let kept = hash.map_or(Self::NOBODYS, PasswordHash::as_str);
        let plain = if password.len() > MOST { String::new() } else { normal(password) };
        self.runs.fetch_add(1, Ordering::Relaxed);
        let matches = Phc::new(kept)
            .is_ok_and(|kept| argon2().is_some_and(|it| it.verify_password(plain.as_bytes(), &kept).is_ok()));
        matches && hash.is_some()
    }

    /// How often argon2 was run.
    #[cfg(test)]
    pub(super) fn runs(&self) -> u64 {
        self.runs.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn name() -> AccountName {
        AccountName::parse("kanri").unwrap()
    }

    #[test]
    fn what_is_kept_opens_to_the_password_alone_however_its_letters_came() {
        let kept = taken("つばめ ３羽 と 猫", &name());
        assert_eq!(kept, Err(PasswordError::Short));
        let kept = taken("つばめ ３羽 と 猫 ２匹 ガ", &name()).unwrap();
        let checker = Checker::default();
        assert!(checker.is_right("つばめ 3羽 と 猫 2匹 カ\u{3099}", kept.as_ref()));
        assert!(!checker.is_right("つばめ 3羽 と 猫 2匹", kept.as_ref()));
        assert_ne!(taken("つばめ ３羽 と 猫 ２匹 ガ", &name()).unwrap(), kept, "each has a salt of its own");
    }

    #[test]
    fn nobody_is_as_much_work_and_never_right() {
        let checker = Checker::default();
        assert!(Phc::new(Checker::NOBODYS).is_ok() && PasswordHash::parse(Checker::NOBODYS).is_some());
        for password in ["", "correct horse battery", &"a".repeat(5000)] {
            assert!(!checker.is_right(password, None));
        }
        assert_eq!(checker.runs(), 3);
    }

    #[test]
    fn length_is_the_only_rule_but_for_what_is_tried_first() {
        for (password, error) in [
            ("short", PasswordError::Short),
            ("aaaaaaaaaaaaaaaa", PasswordError::Guessable),
            ("121212121212121212", PasswordError::Guessable),
            ("KanriKanri1234".get(..13).unwrap(), PasswordError::Guessable),
            (&"長".repeat(400), PasswordError::Long),
        ] {
            assert_eq!(taken(password, &name()), Err(error), "{password}");
        }
        assert!(taken("all small letters", &name()).is_ok());
    }
}
