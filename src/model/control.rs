//! 文書管理: what a document says of itself as a paper: its number, its days, who approved it, how long and where it is
//! kept. Types alone; nothing here compares a text with its approval.

use super::Date;
use crate::source::{Digest, Span, Spanned};

/// What is known of a document as a paper. All of it is the facility's to set; nothing is demanded.
#[derive(Debug, Clone, Default)]
pub struct Control {
    /// 文書番号.
    pub number: Option<String>,
    /// 制定日.
    pub established: Option<Date>,
    /// 施行日 of the text as it was made first.
    pub effective: Option<Date>,
    /// 保存期間, in the facility's own words: 5年.
    pub retention: Option<String>,
    /// 原本の保管場所.
    pub kept: Option<String>,
    /// Who approved it.
    pub approved_by: Option<String>,
    /// When.
    pub approved_on: Option<Date>,
    /// 改訂履歴, as written.
    pub revisions: Vec<Revision>,
}

/// One row of 改訂履歴.
#[derive(Debug, Clone)]
pub struct Revision {
    /// Where it was written.
    pub span: Span,
    /// When.
    pub date: Date,
    /// From when it holds.
    pub effective: Option<Date>,
    /// What changed and why.
    pub reason: String,
    /// Which clauses changed, in the facility's own words.
    pub clauses: Option<String>,
    /// Who approved it.
    pub approver: Option<String>,
    /// The text that was approved.
    pub text: Option<Spanned<Fingerprint>>,
}

impl Control {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        let texts = [&self.number, &self.retention, &self.kept, &self.approved_by];
        let days = [self.established, self.effective, self.approved_on];
        self.revisions.is_empty() && texts.iter().all(|it| it.is_none()) && days.iter().all(Option::is_none)
    }

    /// The row of the latest day; of one day, the one written last.
    pub fn last_revision(&self) -> Option<&Revision> {
        self.revisions.iter().max_by_key(|it| it.date)
    }

    /// The latest approval: that of the last revision that names who approved it, or that of the document itself.
    pub fn approval(&self) -> (Option<&str>, Option<Date>) {
        let revised = self.revisions.iter().filter(|it| it.approver.is_some()).max_by_key(|it| it.date);
        match revised {
            Some(it) if self.approved_on.is_none_or(|on| on <= it.date) => (it.approver.as_deref(), Some(it.date)),
            Some(_) | None => (self.approved_by.as_deref(), self.approved_on),
        }
    }

    /// Whether somebody approved the text.
    pub fn is_approved(&self) -> bool {
        !self.revisions.is_empty() || self.approved_on.is_some() || self.approved_by.is_some()
    }
}

/// The first hex digits of the SHA-256 of a text, enough to tell whether it is the one that was approved.
///
/// Of Markdown it is taken over what a reader sees: marks, line ends, blanks and the alignment of tables do not count, a
/// variable counts by its name and not by its value. Of a file it is taken over its bytes.
#[derive(Debug, Clone)]
pub struct Fingerprint(Box<str>);

impl Fingerprint {
    /// Digits that we write.
    const WRITTEN: usize = 12;
    /// Digits that are read.
    const READ: std::ops::RangeInclusive<usize> = 8..=64;

    /// Of a digest.
    pub fn of(digest: Digest) -> Self {
        Self(digest.to_string().chars().take(Self::WRITTEN).collect())
    }

    /// Reads 8 to 64 hex digits.
    pub fn parse(text: &str) -> Option<Self> {
        let is_sound = Self::READ.contains(&text.len()) && text.bytes().all(|it| it.is_ascii_hexdigit());
        is_sound.then(|| Self(text.to_ascii_lowercase().into()))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Two are one as far as the shorter of them goes.
impl PartialEq for Fingerprint {
    fn eq(&self, other: &Self) -> bool {
        self.0.starts_with(&*other.0) || other.0.starts_with(&*self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_read_in_either_case_and_any_length() {
        let whole = Fingerprint::of(Digest::of(b"a"));
        assert_eq!(whole.as_str().len(), 12);
        assert_eq!(Fingerprint::parse(&whole.as_str()[..8].to_uppercase()), Some(whole.clone()));
        assert_eq!(Fingerprint::parse(&Digest::of(b"a").to_string()), Some(whole.clone()));
        assert_ne!(Fingerprint::of(Digest::of(b"b")), whole);
        for wrong in ["", "1234567", "1234567g", " 12345678"] {
            assert!(Fingerprint::parse(wrong).is_none(), "{wrong:?}");
        }
    }
}
