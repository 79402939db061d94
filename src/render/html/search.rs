//! The offline search: one page, and the text of all sections as a classic script that works from `file://`. The text is
//! written straight into the script; what is typed is looked for by the browser.

use serde::Serialize;

use super::page::{Made, Page};
use super::site::Site;
use super::{ThemeError, escape};
use crate::model::{Block, BlockKind, Definition, Document, Inline, Target};
use crate::resolve::relative;

pub(super) const PATH: &str = "search.html";
/// Room for the text of a section of the usual size.
const SECTION_ROOM: usize = 2 * 1024;
/// Where the text of all sections lies.
pub(super) const DATA: &str = "search-data.js";

#[derive(Serialize)]
struct SearchPage {
    page: Page,
}

/// Makes the page.
pub(super) fn make(site: &Site<'_>) -> Result<Made, ThemeError> {
    let page = site.overview(PATH, &site.texts.title.search);
    Ok(Made { path: PATH.to_owned(), html: site.render("search.html", &SearchPage { page })?, search: String::new() })
}

/// The script that holds all lines, in pieces.
pub(super) fn data(lines: impl Iterator<Item = String>) -> Vec<String> {
    let (head, tail) = ("window.tojiSearch = [\n".to_owned(), "];\n".to_owned());
    std::iter::once(head).chain(lines).chain(std::iter::once(tail)).collect()
}

/// One section: title, percent-encoded address from the first page's folder, text.
pub(super) fn line(title: &str, url: &str, text: &str, out: &mut String) {
    out.push('[');
    escape::script_string(title, out);
    out.push(',');
    escape::script_string(url, out);
    out.push(',');
    escape::script_string(text, out);
    out.push_str("],\n");
}

/// The sections of a document, cut at its headings; `opening` stands before its first text.
pub(super) fn document(
    site: &Site<'_>,
    document: &Document<Target>,
    (title, opening): (&str, &str),
    path: &str,
    out: &mut String,
) {
    let mut heading = String::from(title);
    let page = relative(PATH, path);
    let mut url = page.clone();
    let mut text = String::with_capacity(SECTION_ROOM);
    text.push_str(opening);
    for block in &document.blocks {
        let Some(next) = block.heading() else {
            text_of_block(block, &mut text);
            continue;
        };
        line(&heading, &url, &text, out);
        text.clear();
        heading.truncate(title.len());
        heading.push_str(&site.texts.prose.separator);
        heading.push_str(&next.text);
        url.truncate(page.len());
        url.push('#');
        escape::fragment(&next.id, &mut url);
    }
    line(&heading, &url, &text, out);
}

/// The plain text of blocks. Views of registers are left out: the registers' own rows are found.
pub(super) fn text_of(blocks: &[Block<Target>], out: &mut String) {
    for block in blocks {
        text_of_block(block, out);
    }
}

fn text_of_block(block: &Block<Target>, out: &mut String) {
    match &block.kind {
        BlockKind::Paragraph(content) | BlockKind::Plain(content) => text_line(content, out),
        BlockKind::Heading(heading) => text_line(&heading.content, out),
        BlockKind::List { items, .. } => items.iter().for_each(|it| text_of(it, out)),
        BlockKind::Quote(blocks) | BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
            text_of(blocks, out)
        }
        BlockKind::Code { text, .. } => out.push_str(text),
        BlockKind::Table(table) => {
            let cells = table.rows.iter().flat_map(|(_, it)| it);
            table.head.iter().chain(cells).for_each(|it| text_line(it, out));
        }
        BlockKind::Definitions(it) => it.iter().for_each(|it| definition(it, out)),
        BlockKind::Rule | BlockKind::View(_) => (),
    }
}

fn definition(definition: &Definition<Target>, out: &mut String) {
    text_line(&definition.term, out);
    for meaning in &definition.meanings {
        text_of(meaning, out);
    }
}

fn text_line(inlines: &[Inline<Target>], out: &mut String) {
    text_of_inlines(inlines, out);
    out.push(' ');
}

fn text_of_inlines(inlines: &[Inline<Target>], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Code(text) => out.push_str(text),
            Inline::Emphasis(it) | Inline::Strong(it) | Inline::Strikethrough(it) => {
                text_of_inlines(it, out);
            }
            Inline::Ref(it) => text_of_inlines(&it.shown, out),
            Inline::Value(it) => text_of_inlines(&it.shown, out),
            Inline::Image(it) => out.push_str(&it.alt),
            Inline::HardBreak => out.push(' '),
            Inline::FootnoteRef(_) | Inline::Checkbox(_) => (),
        }
    }
}
