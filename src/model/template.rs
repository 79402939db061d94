//! `.toji/template.toml`: which template a source folder was made from, and what an update left for people to decide.
//!
//! Written by `toji init`, `update`, `undo` and `resolve`, never by hand. The texts that the template brought lie beside it as
//! `.toji/base/HEX`, by the SHA-256 of their bytes.

use serde::{Deserialize, Serialize};

use super::{Date, FacilityKind};

/// The template that is installed in a source folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The format of this file; [`Template::FORMAT`].
    pub format: u32,
    /// The pack's id, such as `nara`.
    pub id: String,
    /// The pack's version, such as `2026.1`.
    pub version: String,
    /// Rises with every version; a lower one is never installed over a higher.
    pub serial: u64,
    /// The kind of facility that the folder was made for.
    #[serde(with = "kind")]
    pub kind: FacilityKind,
    /// The day on which this version was installed.
    #[serde(with = "iso")]
    pub installed: Date,
    /// The last day on which the template counts as current.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub expires: Option<Date>,
    /// The publisher's public key (minisign, base64), pinned; `None` for the template inside the executable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The key that may take over, as the pinned one signed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_key: Option<String>,
    /// The SHA-256 of the list that the key signed: tells whether a pack with the same serial is the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Every file that the template brought, by path.
    #[serde(default, rename = "file", skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<TemplateFile>,
    /// What waits for a decision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<Pending>,
    /// Documents whose text an update changed, until they are approved again.
    #[serde(default, rename = "approval", skip_serializing_if = "Vec::is_empty")]
    pub approvals: Vec<Approval>,
    /// What was decided, oldest first.
    #[serde(default, rename = "decision", skip_serializing_if = "Vec::is_empty")]
    pub decisions: Vec<Decision>,
}

/// A file that the template brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateFile {
    /// Below the source folder, with `/`.
    pub path: String,
    /// The SHA-256 of the text that the template brought, as hex digits: its name in `.toji/base/`.
    pub base: String,
    /// Whether it is the facility's own from then on.
    #[serde(default, skip_serializing_if = "is_managed")]
    pub kind: Given,
    /// Since when it is known that the facility deleted it.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "maybe_iso")]
    pub deleted: Option<Date>,
}

/// What became of a file that a template gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Given {
    /// Kept up to date by updates.
    #[default]
    Managed,
    /// Given once.
    Seed,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_managed(it: &Given) -> bool {
    *it == Given::Managed
}

/// A place that both the facility and the template changed. The facility's file is as it was; the template's file lies
/// whole in `.toji/pending/PATH`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// The facility's file.
    pub path: String,
    /// The blocks that differ, as people call them (第3条（…）, a heading, a key, a row's id); empty for the whole file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<String>,
    /// The version that proposes it.
    pub version: String,
    /// Its serial: a corrected version may bear the same name.
    #[serde(default)]
    pub serial: u64,
    /// Since when it waits.
    #[serde(with = "iso")]
    pub since: Date,
}

/// A document that is to be approved again: its 改訂履歴 has no row of or after the day on which an update changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The document's file.
    pub path: String,
    /// The version that changed it.
    pub version: String,
    /// The day of the update.
    #[serde(with = "iso")]
    pub since: Date,
    /// How the text read on that day, as [`super::Fingerprint`] writes it; empty where it is no document with control.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What somebody decided about a [`Pending`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// The file.
    pub path: String,
    /// The block; empty for the whole file.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub block: String,
    /// The version that proposed it.
    pub version: String,
    /// Its serial: what was decided counts for that one alone.
    #[serde(default)]
    pub serial: u64,
    /// What was taken.
    pub taken: Taken,
    /// Who decided.
    pub by: String,
    /// When.
    #[serde(with = "iso")]
    pub on: Date,
}

/// Whose text was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Taken {
    /// The facility's stayed.
    Mine,
    /// The template's.
    Theirs,
    /// A third, written for the purpose.
    Edited,
}

impl Template {
    /// The format that this toji writes.
    pub const FORMAT: u32 = 1;
    /// Where it lies below a source folder.
    pub const PATH: &'static str = ".toji/template.toml";
}

pub(crate) mod iso {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::model::Date;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(date: &Date, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(date)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Date, D::Error> {
        let text = String::deserialize(input)?;
        Date::parse(&text).map_err(|_| D::Error::custom(format!("no date: {text}")))
    }
}

pub(crate) mod maybe_iso {
    use serde::{Deserializer, Serializer};

    use crate::model::Date;

    #[expect(clippy::ref_option, reason = "the signature that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(date: &Option<Date>, out: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => super::iso::serialize(date, out),
            None => out.serialize_none(),
        }
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<Option<Date>, D::Error> {
        super::iso::deserialize(input).map(Some)
    }
}

mod kind {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::model::FacilityKind;

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
    pub(super) fn serialize<S: Serializer>(kind: &FacilityKind, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(kind.as_str())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(input: D) -> Result<FacilityKind, D::Error> {
        let text = String::deserialize(input)?;
        FacilityKind::parse(&text).ok_or_else(|| D::Error::custom(format!("no kind of facility: {text}")))
    }
}
