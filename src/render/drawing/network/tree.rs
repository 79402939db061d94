//! The devices as a tree: from the one that leads outside to those behind it. A link that closes a circle is no part of the
//! tree and is kept apart, and so is one that would lead too deep. Nothing here draws.

use std::collections::{BTreeMap, VecDeque};

use super::{Device, End, Network};

/// So many stand above a device at most: each stands in by a step, and the paper has no room for more. What lies behind
/// begins a tree of its own, and the link to it is drawn beside the trees.
const DEEPEST: usize = 8;

/// The devices of a network as a forest.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// The device above each, if any, with the links to it.
    pub(super) above: Vec<Option<(usize, Vec<usize>)>>,
    /// Devices in the order in which they were reached; those without any link are left out.
    pub(super) order: Vec<usize>,
    /// Links between devices that are not in the tree, by their ends.
    pub(super) others: BTreeMap<(usize, usize), Vec<usize>>,
    /// Links to the outside, a device and what lies outside each.
    pub(super) outer: Vec<(usize, usize, usize)>,
    /// Links whose ends both lie outside, or that have one end alone.
    pub(super) elsewhere: Vec<usize>,
}

impl Tree {
    pub(super) fn of(network: &Network) -> Self {
        let mut tree = Self { above: vec![None; network.devices.len()], ..Self::default() };
        let mut inside: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        for (index, link) in network.links.iter().enumerate() {
            let mut is_drawn = false;
            for (from, to) in pairs(&link.from, &link.to) {
                match (from, to) {
                    (End::Device(a), End::Device(b)) if a != b => {
                        let links = inside.entry((a.min(b), a.max(b))).or_default();
                        if links.last() != Some(&index) {
                            links.push(index);
                        }
                        is_drawn = true;
                    }
                    (End::Device(device), End::Outside(outside)) | (End::Outside(outside), End::Device(device)) => {
                        tree.outer.push((device, outside, index));
                        is_drawn = true;
                    }
                    (End::Device(_), End::Device(_)) | (End::Outside(_), End::Outside(_)) => (),
                }
            }
            if !is_drawn {
                tree.elsewhere.push(index);
            }
        }
        tree.outer.sort_unstable();
        tree.outer.dedup();
        tree.grow(network, inside);
        tree
    }

    /// Breadth first, so that nothing stands deeper than it must.
    fn grow(&mut self, network: &Network, mut inside: BTreeMap<(usize, usize), Vec<usize>>) {
        let mut beside: Vec<Vec<usize>> = vec![Vec::new(); network.devices.len()];
        for (a, b) in inside.keys() {
            beside[*a].push(*b);
            beside[*b].push(*a);
        }
        let mut reached = vec![false; network.devices.len()];
        for root in self.roots(network, &beside) {
            if reached[root] {
                continue;
            }
            let mut queue = VecDeque::from([(root, 0)]);
            while let Some((at, depth)) = queue.pop_front() {
                if !std::mem::replace(&mut reached[at], true) {
                    self.order.push(at);
                }
                if depth == DEEPEST {
                    continue;
                }
                for next in &beside[at] {
                    if !reached[*next] && self.above[*next].is_none() {
                        let links = inside.remove(&(at.min(*next), at.max(*next))).unwrap_or_default();
                        self.above[*next] = Some((at, links));
                        queue.push_back((*next, depth + 1));
                    }
                }
            }
        }
        self.others = inside;
    }

    /// Every device with a link: those first that a tree should begin at. Whoever is reached from one before is no root.
    fn roots(&self, network: &Network, beside: &[Vec<usize>]) -> Vec<usize> {
        let leads = leading(network.devices.len(), &self.outer, network);
        let has_link = |it: &usize| !beside[*it].is_empty() || self.outer.binary_search_by(|o| o.0.cmp(it)).is_ok();
        let mut roots: Vec<usize> = (0..network.devices.len()).filter(has_link).collect();
        roots.sort_by_key(|it| {
            let rank = match (is_network(&network.devices[*it]), leads[*it]) {
                (true, true) => 0,
                (true, false) => 1,
                (false, true) => 2,
                (false, false) => 3,
            };
            (rank, std::cmp::Reverse(beside[*it].len()), *it)
        });
        roots
    }
}

/// Which devices have a line outside that is not for maintenance alone.
fn leading(count: usize, outer: &[(usize, usize, usize)], network: &Network) -> Vec<bool> {
    let mut leads = vec![false; count];
    for (device, _, link) in outer {
        leads[*device] |= !network.links[*link].is_maintenance;
    }
    leads
}

fn is_network(device: &Device) -> bool {
    device.kind.contains("ネットワーク")
}

/// Every end with one of the other side. Many with many are joined by the first of each: the drawing says the same.
fn pairs(from: &[End], to: &[End]) -> Vec<(End, End)> {
    let (Some(first), Some(goal)) = (from.first(), to.first()) else { return Vec::new() };
    let mut pairs: Vec<(End, End)> = from.iter().map(|it| (*it, *goal)).collect();
    pairs.extend(to.iter().skip(1).map(|it| (*first, *it)));
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::drawing::network::Link;

    /// Devices one behind the other.
    fn chain(length: usize) -> Network {
        let device = |it: usize| Device {
            id: format!("PC-{it:02}"),
            kind: "端末PC".to_owned(),
            name: String::new(),
            place: String::new(),
        };
        let link = |it: usize| Link {
            id: format!("LN-{it:02}"),
            kind: String::new(),
            purpose: String::new(),
            is_maintenance: false,
            from: vec![End::Device(it + 1)],
            to: vec![End::Device(it)],
        };
        Network {
            devices: (0..length).map(device).collect(),
            outside: Vec::new(),
            links: (0..length - 1).map(link).collect(),
        }
    }

    #[test]
    fn nothing_stands_deeper_than_the_paper_has_room_and_nothing_is_lost() {
        for length in [2, 9, 10, 11, 40] {
            let tree = Tree::of(&chain(length));
            let depth = |it: usize| std::iter::successors(Some(it), |at| Some(tree.above[*at].as_ref()?.0)).count() - 1;
            assert!((0..length).all(|it| depth(it) <= DEEPEST), "{length}");
            assert_eq!(tree.order.len(), length);
            let drawn: usize = tree.above.iter().flatten().map(|it| it.1.len()).sum::<usize>()
                + tree.others.values().map(Vec::len).sum::<usize>();
            assert_eq!(drawn, length - 1, "every link of {length} devices is drawn once");
        }
    }
}
