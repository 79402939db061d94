//! What a version of a template brings to one facility: contents by path, and how to get there from the version before.
//!
//! The same for a new folder as for an update, so that an untouched folder that was updated equals a new one. Reads no
//! disk and knows no member.

use std::collections::BTreeMap;

use super::read::SignedPack;
use super::template::Pack;
use crate::model::{Date, FacilityKind, Given, Share, Step};

/// A version of a template, for a facility of one kind.
#[derive(Debug, Clone)]
pub struct Offer {
    /// The template's id.
    pub id: String,
    /// The version.
    pub version: String,
    /// Rises with every version.
    pub serial: u64,
    /// The kind of facility that the files are for.
    pub kind: FacilityKind,
    /// The last day on which the version counts as current.
    pub expires: Option<Date>,
    /// The key that it was signed with.
    pub key: Option<String>,
    /// The key that may take over.
    pub next_key: Option<String>,
    /// The SHA-256 of the list that the key signed.
    pub list: Option<String>,
    /// Its files by path: never one of toji's own records.
    pub files: BTreeMap<String, Offered>,
    /// What moved in this version and in those before it.
    pub migrations: Vec<Step>,
}

/// A file that a version brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Whether it is the facility's own from then on.
    pub given: Given,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Offer {
    /// What a signed pack brings to a facility of this kind.
    pub fn of_signed(signed: &SignedPack, kind: FacilityKind) -> Self {
        Self { key: Some(signed.key.to_string()), list: Some(signed.list.to_string()), ..Self::of(&signed.pack, kind) }
    }

    /// What a pack brings to a facility of this kind.
    pub fn of(pack: &Pack, kind: FacilityKind) -> Self {
        let head = &pack.head;
        let offered = |(path, it): (&String, &super::PackFile)| {
            let given = match it.share {
                Share::Managed => Given::Managed,
                Share::Seed => Given::Seed,
                Share::Example => return None,
            };
            Some((path.clone(), Offered { given, bytes: it.bytes.to_vec() }))
        };
        Self {
            id: head.id.clone(),
            version: head.version.clone(),
            serial: head.serial,
            kind,
            expires: head.expires,
            key: head.key.as_ref().map(ToString::to_string),
            next_key: head.next_key.as_ref().map(ToString::to_string),
            list: None,
            // The settings are made for each facility by `toji init`.
            files: pack.files.iter().filter(|it| it.0 != SETTINGS).filter_map(offered).collect(),
            migrations: head.migrations.clone(),
        }
    }
}

const SETTINGS: &str = "binder.toml";
