//! What a template's declared migrations do to one text: pages, variables and values that have another name now.
//!
//! Pure. A migration is data and never a command; everything that it does not name stays byte for byte. What is no UTF-8
//! text is left alone.

mod cells;
mod keys;
mod links;
mod variables;

use crate::model::{Migration, ValuePlace};

/// The path of now.
pub(super) fn path(path: &str, moves: &[&Migration]) -> String {
    moves.iter().fold(path.to_owned(), |path, it| moved(path, it))
}

/// The text of now of the file that had `path` before.
pub(super) fn text(path: &str, bytes: &[u8], moves: &[&Migration]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let start = (path.to_owned(), text.to_owned());
    let (_, text) = moves.iter().fold(start, |(path, text), it| {
        let text = rewritten(&path, text, it);
        (moved(path, it), text)
    });
    text.into_bytes()
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

fn rewritten(path: &str, text: String, migration: &Migration) -> String {
    match migration {
        Migration::RenamePage { from, to } => links::renamed(path, text, from, to),
        Migration::RenameVariable { from, to } if path == SETTINGS => keys::renamed(&text, from, to),
        Migration::RenameVariable { from, to } => variables::renamed(text, from, to),
        Migration::MapValue { place: ValuePlace::Key(key), from, to } if path == SETTINGS => {
            keys::mapped(&text, key, from, to)
        }
        Migration::MapValue { place: ValuePlace::Column { register, column }, from, to }
            if path == format!("registers/{}.csv", register.as_str()) =>
        {
            cells::mapped(&text, column, from, to)
        }
        Migration::MapValue { .. } | Migration::SplitPage { .. } | Migration::RetirePage { .. } => text,
    }
}

const SETTINGS: &str = "binder.toml";
