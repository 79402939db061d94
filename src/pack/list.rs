//! The list of a pack, `pack.toml` as it is signed: what the pack says of itself, and every file with its size and SHA-256.
//! The same pack gives the same bytes.

use serde::Serialize;

use super::template::Pack;
use crate::model::{ChangeNote, Disclosure, Listed, Migration, ValuePlace};
use crate::parse::pack::FORMAT;

#[derive(Serialize)]
struct List<'a> {
    format: u32,
    id: &'a str,
    version: &'a str,
    serial: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toji: Option<String>,
    kinds: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_key: Option<&'a str>,
    migrations: Vec<Stepped<'a>>,
    changes: Vec<Change<'a>>,
    disclosures: Vec<Disclosed<'a>>,
    files: Vec<File>,
}

#[derive(Serialize)]
struct Stepped<'a> {
    since: u64,
    #[serde(flatten)]
    what: Move<'a>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Move<'a> {
    RenamePage {
        from: &'a str,
        to: &'a str,
    },
    SplitPage {
        from: &'a str,
        into: &'a [String],
    },
    RenameVariable {
        from: &'a str,
        to: &'a str,
    },
    MapValue {
        #[serde(flatten)]
        place: Place<'a>,
        from: &'a str,
        to: &'a str,
    },
    RetirePage {
        path: &'a str,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum Place<'a> {
    Column { register: &'a str, column: &'a str },
    Key { key: &'a str },
}

#[derive(Serialize)]
struct Change<'a> {
    page: &'a str,
    action: &'a str,
    note: &'a str,
}

#[derive(Serialize)]
struct Disclosed<'a> {
    kind: &'a str,
    file: &'a str,
    product: &'a str,
    version: &'a str,
    permitted: &'a str,
}

#[derive(Serialize)]
struct File {
    path: String,
    kind: &'static str,
    size: u64,
    sha256: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    blocks: Vec<String>,
}

/// The text of a pack's list.
pub(super) fn text(pack: &Pack) -> String {
    let head = &pack.head;
    let list = List {
        format: FORMAT,
        id: &head.id,
        version: &head.version,
        serial: head.serial,
        expires: head.expires.map(|it| it.to_string()),
        toji: head.toji.map(|it| it.to_string()),
        kinds: head.kinds.iter().map(|it| it.as_str()).collect(),
        key: head.key.as_ref().map(|it| it.as_str()),
        next_key: head.next_key.as_ref().map(|it| it.as_str()),
        migrations: head.migrations.iter().map(|it| Stepped { since: it.since, what: moved(&it.what) }).collect(),
        changes: head.changes.iter().map(change).collect(),
        disclosures: head.disclosures.iter().map(disclosed).collect(),
        files: pack.files.iter().map(|(path, it)| file(it.listed(path))).collect(),
    };
    // Texts, numbers and lists of tables are always TOML.
    toml::to_string(&list).unwrap_or_default()
}

fn moved(migration: &Migration) -> Move<'_> {
    match migration {
        Migration::RenamePage { from, to } => Move::RenamePage { from, to },
        Migration::SplitPage { from, into } => Move::SplitPage { from, into },
        Migration::RenameVariable { from, to } => Move::RenameVariable { from, to },
        Migration::MapValue { place, from, to } => Move::MapValue { place: place_of(place), from, to },
        Migration::RetirePage { path } => Move::RetirePage { path },
    }
}

fn place_of(place: &ValuePlace) -> Place<'_> {
    match place {
        ValuePlace::Column { register, column } => Place::Column { register: register.as_str(), column },
        ValuePlace::Key(key) => Place::Key { key },
    }
}

fn change(change: &ChangeNote) -> Change<'_> {
    Change { page: &change.page, action: change.action.japanese(), note: &change.note }
}

fn disclosed(it: &Disclosure) -> Disclosed<'_> {
    let Disclosure { kind, file, product, version, permitted } = it;
    Disclosed { kind: kind.as_str(), file, product, version, permitted }
}

fn file(listed: Listed) -> File {
    let Listed { path, share, size, sha256, blocks } = listed;
    File { path, kind: share.as_str(), size, sha256, blocks }
}
