//! A print of its own: the same tree around another content. Knows no sheet; reads no file.
//!
//! # What a sheet's `.typ` finds
//! ```text
//! { format: 1, meta, title, mark, sheet }     meta: that of the binder's tree   sheet: the content, by its own struct
//! ```
//! Every string of the content is text: made a line as in the binder's tree, its characters looked up in the fonts.

use serde::Serialize;
use serde_json::Value;

use super::scribe::{Labels, Scribe};
use super::tree::Meta;
use super::{PdfInput, Surroundings, meta};
use crate::render::Artifacts;
use crate::view::View;

/// What stands around a sheet's content.
#[derive(Debug, Clone, Copy)]
pub struct Frame<'a> {
    /// The PDF's title.
    pub title: &'a str,
    /// Among its keywords: by this a later print knows the file as one of ours.
    pub mark: &'a str,
}

#[derive(Serialize)]
struct Tree<'a> {
    format: u8,
    meta: Meta,
    title: String,
    mark: &'a str,
    sheet: Value,
}

/// The input of a sheet: `content` is what its `.typ` finds as `sheet`.
pub fn sheet(view: &View<'_>, around: Surroundings<'_>, frame: Frame<'_>, content: &impl Serialize) -> PdfInput {
    let mut scribe = Scribe::new(view.binder(), around, Labels::Unknown);
    let meta = meta::of(&mut scribe, view, around);
    let title = scribe.line(frame.title);
    // Strings, numbers and lists alone: writing them cannot fail.
    let content = serde_json::to_value(content).unwrap_or_default();
    let tree = Tree { format: 1, meta, title, mark: frame.mark, sheet: scribe.lines(content) };
    let traces = scribe.into_traces();
    PdfInput {
        tree: serde_json::to_vec(&tree).unwrap_or_default(),
        images: traces.images,
        drawn: Artifacts::new(),
        characters: traces.characters,
    }
}
