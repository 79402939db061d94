//! What a template's declared migrations do to one text: pages, variables and values that have another name now.
//!
//! Pure. A migration is data and never a command; everything that it does not name stays byte for byte. A text
//! stays in the encoding in which it is.

mod cells;
mod encoded;
mod keys;
mod links;
mod variables;

use crate::model::{Migration, ValuePlace};
use links::Renames;

/// Migrations, version by version, the oldest first. Pages that one version renames change their paths at once.
pub(super) type Versions<'a> = Vec<Vec<&'a Migration>>;

/// The path of now.
pub(super) fn path(path: &str, versions: &[Vec<&Migration>]) -> String {
    versions.iter().fold(path.to_owned(), |path, it| moved(path, it))
}

/// The content of now of the file that had `path` before.
pub(super) fn text(path: &str, bytes: &[u8], versions: &[Vec<&Migration>]) -> Vec<u8> {
    let start = (path.to_owned(), bytes.to_vec());
    let (_, bytes) = versions.iter().fold(start, |(path, bytes), version| {
        let renames = renames(version);
        let linked = encoded::reworded(bytes, |it| links::renamed(&path, it, &renames));
        let bytes = version.iter().fold(linked, |bytes, it| rewritten(&path, bytes, it));
        (moved(path, version), bytes)
    });
    bytes
}

fn moved(path: String, version: &[&Migration]) -> String {
    renames(version).get(path.as_str()).map_or(path, |it| (*it).to_owned())
}

fn renames<'a>(version: &[&'a Migration]) -> Renames<'a> {
    let rename = |it: &&'a Migration| match it {
        Migration::RenamePage { from, to } => Some((from.as_str(), to.as_str())),
        Migration::SplitPage { .. }
        | Migration::RenameVariable { .. }
        | Migration::MapValue { .. }
        | Migration::RetirePage { .. } => None,
    };
    version.iter().filter_map(rename).collect()
}

fn rewritten(path: &str, bytes: Vec<u8>, migration: &Migration) -> Vec<u8> {
    match migration {
        Migration::RenameVariable { from, to } if path == SETTINGS => {
            encoded::reworded(bytes, |it| keys::renamed(&it, from, to))
        }
        Migration::RenameVariable { from, to } => encoded::reworded(bytes, |it| variables::renamed(it, from, to)),
        Migration::MapValue { place: ValuePlace::Key(key), from, to } if path == SETTINGS => {
            encoded::reworded(bytes, |it| keys::mapped(&it, key, from, to))
        }
        Migration::MapValue { place: ValuePlace::Column { register, column }, from, to }
            if path == format!("registers/{}.csv", register.as_str()) =>
        {
            cells::mapped(&bytes, column, from, to)
        }
        Migration::RenamePage { .. }
        | Migration::MapValue { .. }
        | Migration::SplitPage { .. }
        | Migration::RetirePage { .. } => bytes,
    }
}

const SETTINGS: &str = "binder.toml";
