//! A print that is no facility's: the same tree as a sheet's, around a content that comes from outside any binder. Reads no
//! file.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::sheet::Frame;
use super::{PdfInput, meta, text};
use crate::model::{Date, FontFamilies, Theme};
use crate::render::Artifacts;

/// Who gives the paper out, and when.
#[derive(Debug, Clone, Copy)]
pub struct Sender<'a> {
    /// Such as an association; empty where nobody says.
    pub name: &'a str,
    /// The day that the paper bears.
    pub day: Date,
}

/// The input of a paper: `content` is what its `.typ` finds as `sheet`. No string has a place in a source file.
pub fn paper(
    sender: Sender<'_>,
    theme: &Theme,
    fonts: &FontFamilies,
    frame: Frame<'_>,
    content: &impl Serialize,
) -> PdfInput {
    let mut characters = BTreeMap::new();
    let meta = meta::alone(sender, theme, fonts);
    // Strings, numbers and lists alone: writing them cannot fail.
    let content = serde_json::to_value(content).unwrap_or_default();
    let tree = json!({ "format": 1, "meta": meta, "title": frame.title, "mark": frame.mark, "sheet": content });
    let tree = lines(tree, &mut characters);
    PdfInput {
        tree: serde_json::to_vec(&tree).unwrap_or_default(),
        images: std::collections::BTreeSet::new(),
        drawn: Artifacts::new(),
        characters,
    }
}

/// Every string a line of text, its characters noted.
fn lines(value: Value, characters: &mut BTreeMap<char, Option<crate::source::Span>>) -> Value {
    match value {
        Value::String(it) => {
            let line = text::line(&it);
            characters.extend(line.chars().map(|it| (it, None)));
            Value::String(line)
        }
        Value::Array(values) => values.into_iter().map(|it| lines(it, characters)).collect(),
        Value::Object(fields) => fields.into_iter().map(|(key, it)| (key, lines(it, characters))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_is_a_line_and_its_characters_are_known() {
        let mut characters = BTreeMap::new();
        let found = lines(json!({ "a": ["綴\tじ", 1, null], "b": { "c": "x\u{7}" } }), &mut characters);
        assert_eq!(found, json!({ "a": ["綴 じ", 1, null], "b": { "c": "x" } }));
        assert_eq!(characters.into_keys().collect::<String>(), " xじ綴");
    }
}
