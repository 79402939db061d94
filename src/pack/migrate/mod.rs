//! What a template's declared migrations do to one text: pages, variables and values that have another name now.
//!
//! Pure. A migration is data and never a command; everything that it does not name stays byte for byte. What is no UTF-8
//! text is left alone, but registers may be CP932.

mod cells;
mod keys;
mod links;
mod variables;

use crate::model::{Migration, ValuePlace};

/// The path of now.
pub(super) fn path(path: &str, moves: &[&Migration]) -> String {
    moves.iter().fold(path.to_owned(), |path, it| moved(path, it))
}

/// The content of now of the file that had `path` before.
pub(super) fn text(path: &str, bytes: &[u8], moves: &[&Migration]) -> Vec<u8> {
    let start = (path.to_owned(), bytes.to_vec());
    let (_, bytes) = moves.iter().fold(start, |(path, bytes), it| {
        let bytes = rewritten(&path, bytes, it);
        (moved(path, it), bytes)
    });
    bytes
}

fn moved(path: String, migration: &Migration) -> String {
    match migration {
        Migration::RenamePage { from, to } if *from == path => to.clone(),
        Migration::RenamePage { .. }
        | Migration::SplitPage { .. }
        | Migration::RenameVariable { .. }
        | Migration::MapValue { .. }
        | Migration::RetirePage { .. } => path,
    }
}

fn rewritten(path: &str, bytes: Vec<u8>, migration: &Migration) -> Vec<u8> {
    if let Migration::MapValue { place: ValuePlace::Column { register, column }, from, to } = migration {
        let is_it = path == format!("registers/{}.csv", register.as_str());
        return if is_it { cells::mapped(&bytes, column, from, to) } else { bytes };
    }
    match String::from_utf8(bytes) {
        Ok(text) => reworded(path, text, migration).into_bytes(),
        Err(other) => other.into_bytes(),
    }
}

fn reworded(path: &str, text: String, migration: &Migration) -> String {
    match migration {
        Migration::RenamePage { from, to } => links::renamed(path, text, from, to),
        Migration::RenameVariable { from, to } if path == SETTINGS => keys::renamed(&text, from, to),
        Migration::RenameVariable { from, to } => variables::renamed(text, from, to),
        Migration::MapValue { place: ValuePlace::Key(key), from, to } if path == SETTINGS => {
            keys::mapped(&text, key, from, to)
        }
        Migration::MapValue { .. } | Migration::SplitPage { .. } | Migration::RetirePage { .. } => text,
    }
}

const SETTINGS: &str = "binder.toml";
