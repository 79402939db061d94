//! A page that a new template splits: which of the member's blocks go to which of the new pages.

use super::node::Node;
use super::pair::{LATER, pairs};
use super::split::Format;
use super::text::{read, written};

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
pub fn portions(path: &str, base: &[u8], mine: &[u8], pages: &[&[u8]]) -> Vec<Portion> {
    by_block(path, base, mine, pages).unwrap_or_else(|| {
        let mut portions = vec![Portion { base: Vec::new(), mine: Vec::new() }; pages.len()];
        if let Some(first) = portions.first_mut() {
            *first = Portion { base: base.to_vec(), mine: mine.to_vec() };
        }
        portions
    })
}

fn by_block(path: &str, base: &[u8], mine: &[u8], pages: &[&[u8]]) -> Option<Vec<Portion>> {
    let format = Format::of(path)?;
    let ((base, base_writing), (mine, mine_writing)) = (read(base)?, read(mine)?);
    let texts: Vec<_> = pages.iter().map(|it| Some(read(it)?.0)).collect::<Option<_>>()?;
    let pages: Vec<Vec<Node>> = texts.iter().map(|it| format.split(it)).collect();
    let (base_nodes, mine_nodes) = (format.split(&base), format.split(&mine));
    let of_base = pages_of_base(&base_nodes, &pages);
    let of_mine = pages_of_mine(&base_nodes, &mine_nodes, &of_base);
    let portion = |page: usize| {
        let text = |text: &str, nodes: &[Node], of: &[usize]| -> String {
            nodes.iter().zip(of).filter(|it| *it.1 == page).map(|it| &text[it.0.range.clone()]).collect()
        };
        let base = written(&text(&base, &base_nodes, &of_base), base_writing)?;
        Some(Portion { base, mine: written(&text(&mine, &mine_nodes, &of_mine), mine_writing)? })
    };
    (0..pages.len()).map(portion).collect()
}

/// The page of each block of the base.
fn pages_of_base(base: &[Node], pages: &[Vec<Node>]) -> Vec<usize> {
    let places: Vec<usize> =
        pages.iter().enumerate().flat_map(|(page, nodes)| nodes.iter().map(move |_| page)).collect();
    let all: Vec<&Node> = pages.iter().flatten().collect();
    let found = pairs(&base.iter().collect::<Vec<_>>(), &all, &LATER);
    let page = |n: usize| found.iter().find(|it| it.0 == n).map(|it| places[it.1]);
    with_the_one_before((0..base.len()).map(page))
}

/// The page of each block of the member's: that of the block that it was, or of the one before it.
fn pages_of_mine(base: &[Node], mine: &[Node], of_base: &[usize]) -> Vec<usize> {
    let found = pairs(&base.iter().collect::<Vec<_>>(), &mine.iter().collect::<Vec<_>>(), &LATER);
    let page = |n: usize| found.iter().find(|it| it.1 == n).map(|it| of_base[it.0]);
    with_the_one_before((0..mine.len()).map(page))
}

fn with_the_one_before(pages: impl Iterator<Item = Option<usize>>) -> Vec<usize> {
    let mut last = 0;
    let pages = pages.map(|page| {
        last = page.unwrap_or(last);
        last
    });
    pages.collect()
}
