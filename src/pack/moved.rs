//! What an update moved, as the record of its undo step keeps it, so that another text of a file can go the same way later.
//! Only what changes texts and paths is kept. Pure; applies nothing.

use serde::{Deserialize, Serialize};

use crate::model::{Migration, RegisterKind, ValuePlace};

/// What moved in one version: all at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MovedVersion {
    #[serde(rename = "move")]
    moves: Vec<Moved>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
enum Moved {
    RenamePage { from: String, to: String },
    RenameVariable { from: String, to: String },
    MapCell { register: String, column: String, from: String, to: String },
    MapKey { key: String, from: String, to: String },
}

/// What is kept of the migrations that were applied, version by version.
pub(super) fn kept(versions: &[Vec<Migration>]) -> Vec<MovedVersion> {
    let kept = versions.iter().map(|it| MovedVersion { moves: it.iter().filter_map(moved).collect() });
    kept.filter(|it| !it.moves.is_empty()).collect()
}

/// `None` for what says nothing about a single text.
fn moved(migration: &Migration) -> Option<Moved> {
    let moved = match migration.clone() {
        Migration::RenamePage { from, to } => Moved::RenamePage { from, to },
        Migration::RenameVariable { from, to } => Moved::RenameVariable { from, to },
        Migration::MapValue { place: ValuePlace::Column { register, column }, from, to } => {
            Moved::MapCell { register: register.as_str().to_owned(), column, from, to }
        }
        Migration::MapValue { place: ValuePlace::Key(key), from, to } => Moved::MapKey { key, from, to },
        Migration::SplitPage { .. } | Migration::RetirePage { .. } => return None,
    };
    Some(moved)
}

/// The migrations again. A register that this toji does not know has no texts to move.
pub(super) fn migrations(versions: &[MovedVersion]) -> Vec<Vec<Migration>> {
    versions.iter().map(|it| it.moves.iter().filter_map(migration).collect()).collect()
}

fn migration(moved: &Moved) -> Option<Migration> {
    let migration = match moved.clone() {
        Moved::RenamePage { from, to } => Migration::RenamePage { from, to },
        Moved::RenameVariable { from, to } => Migration::RenameVariable { from, to },
        Moved::MapCell { register, column, from, to } => {
            let place = ValuePlace::Column {
                register: RegisterKind::ALL.into_iter().find(|it| it.as_str() == register)?,
                column,
            };
            Migration::MapValue { place, from, to }
        }
        Moved::MapKey { key, from, to } => Migration::MapValue { place: ValuePlace::Key(key), from, to },
    };
    Some(migration)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moved_is_read_as_it_was_written() {
        let text = |it: &str| it.to_owned();
        let key = ValuePlace::Key(text("pdf.paper"));
        let cell = ValuePlace::Column { register: RegisterKind::Devices, column: text("種別") };
        let versions = vec![
            vec![
                Migration::RenamePage { from: text("a.md"), to: text("b.md") },
                Migration::RenameVariable { from: text("facility.tel"), to: text("facility.phone") },
            ],
            vec![
                Migration::MapValue { place: cell, from: text("パソコン"), to: text("端末") },
                Migration::MapValue { place: key, from: text("a"), to: text("b") },
            ],
        ];
        let mut more = versions.clone();
        more[0].push(Migration::RetirePage { path: text("c.md") });
        more.push(vec![Migration::SplitPage { from: text("c.md"), into: vec![text("d.md")] }]);
        #[derive(Debug, Serialize, Deserialize)]
        struct File {
            version: Vec<MovedVersion>,
        }
        let written = toml::to_string(&File { version: kept(&more) }).unwrap_or_default();
        let read: Result<File, _> = toml::from_str(&written);
        assert_eq!(read.map(|it| migrations(&it.version)).ok(), Some(versions), "{written}");
    }
}
