//! A PDF that somebody brought: how many pages it has. Never changes it.

use lopdf::Document;

/// How many pages the PDF in `bytes` has; `None` where that cannot be read.
pub fn pdf_pages(bytes: &[u8]) -> Option<usize> {
    let document = Document::load_mem(bytes).ok()?;
    Some(document.get_pages().len()).filter(|it| *it > 0)
}
