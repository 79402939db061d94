//! What a blank of the workbook is about, and how the hidden sheet calls it.

use crate::model::{Column, ItemId, Role};

/// What a blank is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A text of `[facility]`, by its key.
    Fact(String),
    /// Who has a role.
    Role(Role),
    /// A cell of the facility's form.
    Answer(ItemId, Column),
    /// Who filled the form in.
    AnsweredBy,
    /// When.
    AnsweredOn,
    /// Whether, and how long, registers may be kept.
    Consent(ConsentKey),
}

/// A part of the consent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ConsentKey {
    /// はい or いいえ.
    Given,
    /// Who says so.
    By,
    /// When.
    On,
    /// The last day on which it is kept.
    DeleteBy,
}

const FACT: &str = "fact:";
const ROLE: &str = "role:";
const ANSWER: &str = "answer:";
const ANSWERED_BY: &str = "answered_by";
const ANSWERED_ON: &str = "answered_on";

impl ConsentKey {
    /// All of them, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Given, Self::By, Self::On, Self::DeleteBy];

    fn as_str(self) -> &'static str {
        match self {
            Self::Given => "consent:given",
            Self::By => "consent:by",
            Self::On => "consent:on",
            Self::DeleteBy => "consent:delete_by",
        }
    }
}

impl Key {
    /// As the hidden sheet has it.
    pub(super) fn written(&self) -> String {
        match self {
            Self::Fact(key) => format!("{FACT}{key}"),
            Self::Role(role) => format!("{ROLE}{}", role.as_str()),
            Self::Answer(item, column) => format!("{ANSWER}{item}:{}", column.as_str()),
            Self::AnsweredBy => ANSWERED_BY.to_owned(),
            Self::AnsweredOn => ANSWERED_ON.to_owned(),
            Self::Consent(key) => key.as_str().to_owned(),
        }
    }

    /// Reads it back; `None` for any other text.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if let Some(key) = text.strip_prefix(FACT) {
            return Some(Self::Fact(key.to_owned()));
        }
        if let Some(role) = text.strip_prefix(ROLE) {
            return Role::parse(role).map(Self::Role);
        }
        if let Some((item, column)) = text.strip_prefix(ANSWER).and_then(|it| it.split_once(':')) {
            return Some(Self::Answer(ItemId::parse(item)?, Column::parse(column)?));
        }
        match text {
            ANSWERED_BY => Some(Self::AnsweredBy),
            ANSWERED_ON => Some(Self::AnsweredOn),
            _ => ConsentKey::ALL.into_iter().find(|it| it.as_str() == text).map(Self::Consent),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read_back() {
        let answer = ItemId::new(2, 3).map(|it| Key::Answer(it, Column::Target));
        let consent = ConsentKey::ALL.into_iter().map(Key::Consent);
        let keys = [Key::Fact("a:b".to_owned()), Key::Role(Role::Owner), Key::AnsweredBy, Key::AnsweredOn];
        for key in keys.into_iter().chain(consent).chain(answer) {
            assert_eq!(Key::parse(&key.written()), Some(key));
        }
        assert_eq!(Key::parse("fakt:a"), None);
    }
}
