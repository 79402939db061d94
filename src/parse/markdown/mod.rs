//! Markdown -> the prose tree with references as written: CommonMark with tables, footnotes, definition lists, task
//! lists, strikethrough, heading attributes and wiki links by pulldown-cmark; callouts, 項 and Japanese emphasis are ours.
//!
//! Never reads a file, never looks anything up, never panics, and never recurses, so that no nesting that somebody wrote
//! can exhaust the stack: blocks deeper than [`LIMIT`] are dropped with a finding.

mod assemble;
mod attributes;
mod builder;
mod callout;
mod containers;
mod depth;
mod flanking;
mod heading;
mod inline;
mod link;
mod number;
mod pairing;
mod punctuation;
mod slug;
mod source;
mod table;
mod token;

pub(crate) use number::section as section_number;
pub(crate) use table::cells;

use pulldown_cmark::{Options, Parser};

use crate::diagnostics::{Code, Finding, Sink};
use crate::model::{Block, RawRef};
use crate::source::{FileId, Span};

/// How deep quotes, lists, definitions and footnotes may stand in one another.
pub const LIMIT: usize = 10;

/// The Markdown of one file.
#[derive(Debug, Clone, Copy)]
pub struct Body<'a> {
    /// The file.
    pub file: FileId,
    /// Its whole text.
    pub text: &'a str,
    /// Where the Markdown starts, behind the front matter.
    pub start: usize,
    /// What its headings number.
    pub dialect: Dialect,
}

/// What the numbers of headings mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// Clauses: 第12条.
    Rules,
    /// BCP sections: 3.2.
    Bcp,
    /// Nothing.
    Plain,
}

/// The blocks of a body. Whatever is wrong goes to `sink`.
pub fn blocks(body: Body<'_>, sink: &mut Sink) -> Vec<Block<RawRef>> {
    let text = body.text.get(body.start..).unwrap_or_default();
    let (text, hopeless) = depth::without_hopeless_lines(text);
    let source = source::Source { file: body.file, text: &text, base: body.start };
    let mut builder = builder::Builder::new(source, body.dialect, sink);
    for (event, range) in Parser::new_ext(&text, options()).into_offset_iter() {
        builder.event(event, range);
    }
    let (blocks, too_deep) = builder.finish();
    let too_deep = too_deep.into_iter().chain(hopeless.into_iter().map(|it| source.span(it)));
    if let Some(first) = too_deep.min() {
        sink.push(nesting_too_deep(first));
    }
    blocks
}

fn nesting_too_deep(span: Span) -> Finding {
    Finding::at(Code::NestingTooDeep, span).with("limit", LIMIT)
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

#[cfg(test)]
mod tests;
