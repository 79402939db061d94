//! Which block of one text is which of another: by what an author called it first, then number and title, title alone,
//! number alone, likeness, place. Never pairs a block twice, nor two that an author told apart.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;
use similar::{Algorithm, DiffTag, capture_diff_slices};

use super::node::{Kind, Naming, Node};

/// Ways to recognise a block, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rung {
    /// The same in every letter.
    Same,
    /// By the id that an author gave it.
    Marked,
    /// Number and title, under the same headings.
    Placed,
    /// Number and title.
    Numbered,
    /// Title alone, under the same headings.
    TitledHere,
    /// Title alone.
    Titled,
    /// Number alone.
    Number,
    /// It reads nearly the same.
    Alike,
    /// By its place among its like that have no name.
    Place,
}

/// What a block and what became of it may have in common.
pub(super) const LATER: [Rung; 9] = [
    Rung::Same,
    Rung::Marked,
    Rung::Placed,
    Rung::Numbered,
    Rung::TitledHere,
    Rung::Titled,
    Rung::Number,
    Rung::Alike,
    Rung::Place,
];

/// What two people who wrote one block apart from each other have in common.
pub(super) const APART: [Rung; 5] = [Rung::Same, Rung::Marked, Rung::Placed, Rung::Numbered, Rung::Number];

/// Pairs of places in `left` and `right`.
pub(super) fn pairs(left: &[&Node], right: &[&Node], rungs: &[Rung]) -> Vec<(usize, usize)> {
    let mut pairing = Pairing { left, right, of_left: vec![None; left.len()], of_right: vec![None; right.len()] };
    for rung in rungs {
        match rung {
            Rung::Alike => pairing.by_likeness(),
            Rung::Same
            | Rung::Marked
            | Rung::Placed
            | Rung::Numbered
            | Rung::TitledHere
            | Rung::Titled
            | Rung::Number
            | Rung::Place => pairing.by_key(*rung),
        }
    }
    pairing.of_left.iter().enumerate().filter_map(|(n, it)| Some((n, (*it)?))).collect()
}

struct Pairing<'a> {
    left: &'a [&'a Node],
    right: &'a [&'a Node],
    of_left: Vec<Option<usize>>,
    of_right: Vec<Option<usize>>,
}

impl Pairing<'_> {
    /// Those with one key in order: the first with the first.
    fn by_key(&mut self, rung: Rung) {
        let mut waiting: FxHashMap<Key<'_>, VecDeque<usize>> = FxHashMap::default();
        for (n, node) in self.right.iter().enumerate().filter(|it| self.of_right[it.0].is_none()) {
            if let Some(key) = key(node, rung) {
                waiting.entry(key).or_default().push_back(n);
            }
        }
        for (n, node) in self.left.iter().enumerate() {
            let Some(key) = key(node, rung).filter(|_| self.of_left[n].is_none()) else { continue };
            let Some(candidates) = waiting.get_mut(&key) else { continue };
            let found = candidates.iter().position(|it| may_be_one(node, self.right[*it]));
            if let Some(other) = found.and_then(|it| candidates.remove(it)) {
                (self.of_left[n], self.of_right[other]) = (Some(other), Some(n));
            }
        }
    }

    /// The likest first.
    fn by_likeness(&mut self) {
        let free = |nodes: &[&Node], of: &[Option<usize>]| -> Vec<usize> {
            let fits = |n: &usize| of[*n].is_none() && matches!(nodes[*n].kind, Kind::Section | Kind::Element);
            (0..nodes.len()).filter(fits).collect()
        };
        let (left, right) = (free(self.left, &self.of_left), free(self.right, &self.of_right));
        if left.len() * right.len() > MOST_COMPARED {
            return;
        }
        let mut found = Vec::new();
        for (a, b) in left.iter().flat_map(|a| right.iter().map(move |b| (*a, *b))) {
            let likeness = likeness(self.left[a], self.right[b]);
            found.extend((likeness >= LIKE).then_some((likeness, a, b)));
        }
        found.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, a, b) in found {
            if self.of_left[a].is_none() && self.of_right[b].is_none() {
                (self.of_left[a], self.of_right[b]) = (Some(b), Some(a));
            }
        }
    }
}

/// More pairs are not worth the time: such a text was written anew.
const MOST_COMPARED: usize = 400;
/// Out of 100.
const LIKE: u32 = 65;
/// So many characters tell what a section is.
const COMPARED: usize = 400;

fn likeness(left: &Node, right: &Node) -> u32 {
    if !may_be_one(left, right) {
        return 0;
    }
    let cut = |node: &Node| node.normal.chars().take(COMPARED).collect::<Vec<char>>();
    let (left, right) = (cut(left), cut(right));
    let equal = |(l, r): (usize, usize)| (200 * l.min(r)).checked_div(l + r).unwrap_or(0);
    if u32::try_from(equal((left.len(), right.len()))).unwrap_or(0) < LIKE {
        return 0;
    }
    let diff = capture_diff_slices(Algorithm::Myers, &left, &right);
    let kept: usize = diff.iter().filter(|it| it.tag() == DiffTag::Equal).map(|it| it.old_range().len()).sum();
    u32::try_from(200 * kept / (left.len() + right.len()).max(1)).unwrap_or(0)
}

/// Whether no author told them apart.
fn may_be_one(left: &Node, right: &Node) -> bool {
    let same_family = left.kind == right.kind && (left.kind != Kind::Element || left.sign == right.sign);
    let told_apart = left.mark.is_some() && right.mark.is_some() && left.mark != right.mark;
    same_family && !told_apart
}

/// What must be equal: of the same kind, up to three words.
type Key<'a> = (Kind, &'a str, &'a str, &'a str);

fn key(node: &Node, rung: Rung) -> Option<Key<'_>> {
    let (title, path) = (node.title.as_deref(), node.path.as_deref());
    let number = node.number.as_deref().unwrap_or_default();
    let key = |a, b, c| Some((node.kind, a, b, c));
    match rung {
        Rung::Same => key(title.unwrap_or_default(), number, node.normal.as_str()),
        Rung::Marked => key(node.mark.as_deref()?, "", ""),
        Rung::Placed => key(path?, number, title?),
        Rung::Numbered if path.is_some() && number.is_empty() => None,
        Rung::Numbered => key(number, title?, ""),
        Rung::TitledHere => key(path?, title.filter(|it| !it.is_empty())?, ""),
        Rung::Titled => key(title.filter(|it| !it.is_empty())?, "", ""),
        Rung::Number => key(node.number.as_deref()?, "", ""),
        Rung::Alike => None,
        Rung::Place if node.naming == Naming::Unnamed => key("", "", ""),
        Rung::Place => None,
    }
}
