//! `fleet.toml`: what an association may keep of whom, and what it deleted.

use unicode_normalization::UnicodeNormalization;

use super::Date;
use crate::source::Spanned;

/// What `fleet.toml` says.
#[derive(Debug, Clone, Default)]
pub struct Consents {
    /// `[[member]]`, in the order written.
    pub members: Vec<Spanned<MemberConsent>>,
    /// `[[purged]]`, in the order written.
    pub purged: Vec<Receipt>,
}

/// That something of a member was deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Whose it was.
    pub id: String,
    /// When.
    pub on: Date,
}

/// A member whose workbook was received.
#[derive(Debug, Clone)]
pub struct MemberConsent {
    /// Its id.
    pub id: String,
    /// The day of the last workbook.
    pub received: Option<Date>,
    /// Whether registers may be kept.
    pub agreed: bool,
    /// Who said so.
    pub given_by: String,
    /// When.
    pub given_on: Option<Date>,
    /// The last day on which they may be kept.
    pub delete_by: Option<Date>,
}

/// By which two ids of members are one: full-width and half-width, large and small letters are no difference.
pub fn member_key(id: &str) -> String {
    id.trim().nfkc().flat_map(char::to_lowercase).collect()
}

impl Consents {
    /// The member with this id, and its place in the file; `None` where it is there twice, too.
    pub fn member(&self, id: &str) -> Option<(usize, &MemberConsent)> {
        let mut found = self.members.iter().enumerate().filter(|it| member_key(&it.1.value.id) == member_key(id));
        let first = found.next().map(|(at, it)| (at, &it.value))?;
        found.next().is_none().then_some(first)
    }
}

impl MemberConsent {
    /// The last day on which what was received on `received` may be kept: the one that the member named, without consent
    /// the day of receipt itself.
    pub fn until(&self, received: Date) -> Date {
        self.delete_by.filter(|_| self.agreed).unwrap_or(received)
    }
}
