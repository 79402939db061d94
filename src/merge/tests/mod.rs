//! What the parts of the merge do together.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod documents;
mod pages;
mod properties;
mod registers;
mod settings;

use super::*;

/// What came out, in few words: the text, or the names of the blocks to decide.
#[derive(Debug, PartialEq, Eq)]
enum Out {
    Same,
    New(String),
    Text(String),
    Clash(Vec<String>),
}

fn out(path: &str, [base, mine, theirs]: [&str; 3]) -> Out {
    let text = |it: Vec<u8>| String::from_utf8(it).unwrap();
    match merge(path, Some(base.as_bytes()), mine.as_bytes(), theirs.as_bytes()) {
        Merged::Unchanged => Out::Same,
        Merged::Replaced(it) => Out::New(text(it)),
        Merged::Merged(it) => Out::Text(text(it)),
        Merged::Clash(it) => Out::Clash(it.conflicts().iter().map(|it| it.name.clone()).collect()),
    }
}

fn text(it: &str) -> Out {
    Out::Text(it.to_owned())
}

fn clash<const N: usize>(names: [&str; N]) -> Out {
    Out::Clash(names.map(str::to_owned).to_vec())
}

fn names(path: &str, text: &str) -> Vec<String> {
    let blocks = blocks(path, text);
    let whole: String = blocks.iter().map(|it| &text[it.range.clone()]).collect();
    assert_eq!(whole, text);
    blocks.into_iter().map(|it| it.name).collect()
}
