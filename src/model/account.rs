//! Who may look at a hosted binder: a name, a profile, and what a password is checked against. Never holds a password.

use std::fmt;

use unicode_normalization::UnicodeNormalization as _;

use crate::source::Spanned;

/// The name of an account: large and small letters, full-width and half-width are no difference. Letters and digits of any
/// script, `. _ - + @ \` and single blanks, 64 characters at most: nothing that could be taken for markup, for a line end or
/// for a column of the log.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AccountName(Box<str>);

/// Why a text is no name of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountNameError {
    /// Nothing but blanks.
    Empty,
    /// More than [`AccountName::LONGEST`] characters.
    TooLong,
    /// This one cannot stand in a name.
    Character(char),
}

impl AccountName {
    /// In characters.
    pub const LONGEST: usize = 64;

    /// The name that was typed.
    ///
    /// # Errors
    /// If it is empty, too long, or holds what a name cannot.
    pub fn parse(text: &str) -> Result<Self, AccountNameError> {
        // Nobody types so much, and normalising it is work: whoever is not logged in may send anything.
        if text.len() > Self::LONGEST * 16 {
            return Err(AccountNameError::TooLong);
        }
        let lower: String = text.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        let name = lower.split_whitespace().collect::<Vec<_>>().join(" ");
        let may_stand = |it: char| it.is_alphanumeric() || ". _-+@\\".contains(it);
        match name.chars().find(|it| !may_stand(*it)) {
            Some(other) => Err(AccountNameError::Character(other)),
            None if name.is_empty() => Err(AccountNameError::Empty),
            None if name.chars().count() > Self::LONGEST => Err(AccountNameError::TooLong),
            None => Ok(Self(name.into())),
        }
    }

    /// As it is compared, shown and logged.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a password is checked against: argon2id over a salt of its own, as a PHC string. One cost for all accounts, so that
/// an unknown name can be given the same work.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(Box<str>);

impl PasswordHash {
    /// Of memory, in KiB. With [`Self::PASSES`] and one lane the least that OWASP's cheat sheet on storing passwords names.
    pub const MEMORY: u32 = 19 * 1024;
    /// Over the memory.
    pub const PASSES: u32 = 2;
    const HEAD: &str = "$argon2id$v=19$m=19456,t=2,p=1$";
    /// 16 and 32 bytes in Base64 without padding.
    const SALT_AND_HASH: [usize; 2] = [22, 43];

    /// A PHC string of exactly our algorithm and cost.
    pub fn parse(text: &str) -> Option<Self> {
        let (salt, hash) = text.strip_prefix(Self::HEAD)?.split_once('$')?;
        let is_base64 = |it: u8| it.is_ascii_alphanumeric() || matches!(it, b'+' | b'/');
        let sound = [salt, hash].map(str::len) == Self::SALT_AND_HASH
            && [salt, hash].iter().all(|it| it.bytes().all(is_base64));
        sound.then(|| Self(text.into()))
    }

    /// As it is kept.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// Somebody who may look at a hosted binder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub name: AccountName,
    /// What they see.
    pub profile: Spanned<Box<str>>,
    /// Nothing for those whom only a server in front lets in.
    pub password: Option<PasswordHash>,
}

/// All accounts, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accounts {
    list: Vec<Account>,
}

impl Accounts {
    /// Each name once: the last one of a name stands.
    pub fn new(list: impl IntoIterator<Item = Account>) -> Self {
        list.into_iter().fold(Self::default(), Self::with)
    }

    /// With this one, in the place of the one of its name.
    #[must_use]
    pub fn with(mut self, account: Account) -> Self {
        match self.list.iter_mut().find(|it| it.name == account.name) {
            Some(there) => *there = account,
            None => self.list.push(account),
        }
        self
    }

    /// Without this one.
    #[must_use]
    pub fn without(mut self, name: &AccountName) -> Self {
        self.list.retain(|it| it.name != *name);
        self
    }

    /// The one of this name.
    pub fn get(&self, name: &AccountName) -> Option<&Account> {
        self.list.iter().find(|it| it.name == *name)
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Account> {
        self.list.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_person_is_one_name_however_it_is_typed() {
        for (typed, name) in [
            ("Kanri", "kanri"),
            ("　ＫＡＮＲＩ ", "kanri"),
            ("山田　 花子", "山田 花子"),
            ("CLINIC\\Yamada", "clinic\\yamada"),
            ("ﾔﾏﾀﾞ", "ヤマダ"),
            ("yamada@example.jp", "yamada@example.jp"),
        ] {
            assert_eq!(AccountName::parse(typed).unwrap().as_str(), name);
        }
    }

    #[test]
    fn what_could_be_markup_or_a_line_is_no_name() {
        for (typed, error) in [
            ("", AccountNameError::Empty),
            (" 　", AccountNameError::Empty),
            ("a\u{0}", AccountNameError::Character('\u{0}')),
            ("a'b", AccountNameError::Character('\'')),
            ("<b>", AccountNameError::Character('<')),
            ("a\u{202e}b", AccountNameError::Character('\u{202e}')),
            ("a\u{200b}b", AccountNameError::Character('\u{200b}')),
        ] {
            assert_eq!(AccountName::parse(typed), Err(error), "{typed:?}");
        }
        assert_eq!(AccountName::parse(&"あ".repeat(65)), Err(AccountNameError::TooLong));
        assert_eq!(AccountName::parse(&"a".repeat(1 << 20)), Err(AccountNameError::TooLong));
        assert!(AccountName::parse(&"あ".repeat(64)).is_ok());
    }

    #[test]
    fn the_cost_in_the_head_is_the_one_that_is_worked() {
        let (memory, passes) = (PasswordHash::MEMORY, PasswordHash::PASSES);
        assert_eq!(PasswordHash::HEAD, format!("$argon2id$v=19$m={memory},t={passes},p=1$"));
    }

    #[test]
    fn a_weaker_hash_or_half_of_one_is_none() {
        let whole = format!("$argon2id$v=19$m=19456,t=2,p=1${}${}", "A".repeat(22), "b".repeat(43));
        assert!(PasswordHash::parse(&whole).is_some());
        assert_eq!(format!("{:?}", PasswordHash::parse(&whole).unwrap()), "PasswordHash(..)");
        for broken in [whole.replace("m=19456", "m=8"), whole.replace("2id", "2i"), whole[..40].to_owned(), whole + "b"]
        {
            assert_eq!(PasswordHash::parse(&broken), None, "{broken}");
        }
    }

    proptest! {
        #[test]
        fn a_name_is_itself(text in any::<String>()) {
            if let Ok(name) = AccountName::parse(&text) {
                prop_assert_eq!(AccountName::parse(name.as_str()), Ok(name));
            }
        }
    }
}
