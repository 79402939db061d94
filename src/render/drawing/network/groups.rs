//! Devices that are connected alike, together in one box: the terminals of one server are told one by one in it, but their
//! line is drawn once. Nothing here draws.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::Tree;
use super::{Device, Network};

/// What a line says: the links it stands for, of what kind they are.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Label {
    /// 種別.
    pub(super) kind: String,
    /// Whether it is for maintenance.
    pub(super) is_maintenance: bool,
    /// The links' ids, in the order of the register.
    pub(super) links: Vec<usize>,
}

/// A box of devices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Group {
    /// Its devices, by index.
    pub(super) devices: Vec<usize>,
    /// The group above it.
    pub(super) above: Option<usize>,
    /// How many stand above it.
    pub(super) depth: usize,
    /// What its line to the one above says; one a kind of link.
    pub(super) labels: Vec<Label>,
}

/// A line between something outside and groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outer {
    /// What lies outside, by index.
    pub(super) outside: usize,
    /// What it says.
    pub(super) label: Label,
    /// The groups it leads to.
    pub(super) groups: Vec<usize>,
}

/// A line between two groups beside the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The groups.
    pub(super) ends: (usize, usize),
    /// What it says.
    pub(super) label: Label,
}

/// A network as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Groups {
    /// The boxes, each behind the one above it.
    pub(super) groups: Vec<Group>,
    /// The lines outside.
    pub(super) outer: Vec<Outer>,
    /// The lines beside the tree.
    pub(super) beside: Vec<Beside>,
    /// Devices that no link names.
    pub(super) unlinked: Vec<usize>,
    /// Links that have no line in the drawing.
    pub(super) elsewhere: Vec<usize>,
}

/// A kind of link, before its ids are counted.
type Kind = (String, bool);
/// What devices must have in common to share a box.
type Sign = (Option<usize>, String, BTreeSet<Kind>, BTreeSet<(usize, Kind)>);

impl Groups {
    pub(crate) fn of(network: &Network) -> Self {
        let tree = Tree::of(network);
        let mut groups = Self { elsewhere: tree.elsewhere.clone(), ..Self::default() };
        let of_device = groups.take(network, &tree);
        groups.outer = outer(network, &tree, &of_device);
        groups.beside = beside(network, &tree, &of_device);
        groups.unlinked = (0..network.devices.len()).filter(|it| of_device[*it].is_none()).collect();
        groups
    }

    /// Fills the boxes in the order in which they stand below each other; gives the box of each device.
    fn take(&mut self, network: &Network, tree: &Tree) -> Vec<Option<usize>> {
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); network.devices.len()];
        let mut roots = Vec::new();
        for device in &tree.order {
            match &tree.above[*device] {
                Some((above, _)) => below[*above].push(*device),
                None => roots.push(*device),
            }
        }
        let lines = lines(network, tree);
        let signs = Signs { network, tree, lines: &lines, below: &below };
        let mut of_device = vec![None; network.devices.len()];
        // A stack, since a chain of devices may be of any length.
        let mut stack: Vec<(Vec<usize>, Option<usize>, usize)> = signs.boxes(&roots, None, 0);
        while let Some((devices, above, depth)) = stack.pop() {
            let here = self.groups.len();
            for device in &devices {
                of_device[*device] = Some(here);
            }
            let behind = devices.first().map(|it| signs.boxes(&below[*it], Some(here), depth + 1));
            let links = devices.iter().filter_map(|it| tree.above[*it].as_ref()).flat_map(|it| &it.1).copied();
            self.groups.push(Group { labels: labels(network, links), devices, above, depth });
            stack.extend(behind.unwrap_or_default());
        }
        of_device
    }
}

struct Signs<'a> {
    network: &'a Network,
    tree: &'a Tree,
    /// For each device the lines it has beside those of the tree.
    lines: &'a [BTreeSet<(usize, Kind)>],
    below: &'a [Vec<usize>],
}

impl Signs<'_> {
    /// Siblings in boxes, the last one first, as a stack wants them.
    fn boxes(&self, siblings: &[usize], above: Option<usize>, depth: usize) -> Vec<(Vec<usize>, Option<usize>, usize)> {
        let mut at: BTreeMap<Sign, usize> = BTreeMap::new();
        let mut boxes: Vec<(Vec<usize>, Option<usize>, usize)> = Vec::new();
        for device in siblings {
            let index = *at.entry(self.sign(*device)).or_insert_with(|| {
                boxes.push((Vec::new(), above, depth));
                boxes.len() - 1
            });
            boxes[index].0.push(*device);
        }
        boxes.reverse();
        boxes
    }

    /// A device with others behind it has a box of its own.
    fn sign(&self, device: usize) -> Sign {
        let links = self.tree.above[device].as_ref().map_or(&[][..], |it| &it.1);
        let up = links.iter().map(|it| kind(self.network, *it)).collect();
        let alone = (!self.below[device].is_empty()).then_some(device);
        (alone, self.network.devices[device].kind.clone(), up, self.lines[device].clone())
    }
}

fn kind(network: &Network, link: usize) -> Kind {
    let link = &network.links[link];
    (link.kind.clone(), link.is_maintenance)
}

/// The lines of each device to the outside and beside the tree. A device is told from an outside place by its number.
fn lines(network: &Network, tree: &Tree) -> Vec<BTreeSet<(usize, Kind)>> {
    let mut lines = vec![BTreeSet::new(); network.devices.len()];
    for (device, outside, link) in &tree.outer {
        lines[*device].insert((network.devices.len() + outside, kind(network, *link)));
    }
    for ((a, b), links) in &tree.others {
        for link in links {
            lines[*a].insert((*b, kind(network, *link)));
            lines[*b].insert((*a, kind(network, *link)));
        }
    }
    lines
}

/// Links by kind.
fn labels(network: &Network, links: impl Iterator<Item = usize>) -> Vec<Label> {
    let mut kinds: BTreeMap<Kind, BTreeSet<usize>> = BTreeMap::new();
    for link in links {
        kinds.entry(kind(network, link)).or_default().insert(link);
    }
    kinds.into_iter().map(|it| label(it.0, &it.1)).collect()
}

fn label((kind, is_maintenance): Kind, links: &BTreeSet<usize>) -> Label {
    Label { kind, is_maintenance, links: links.iter().copied().collect() }
}

fn outer(network: &Network, tree: &Tree, of_device: &[Option<usize>]) -> Vec<Outer> {
    let mut lines: BTreeMap<(usize, Kind), (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
    for (device, outside, link) in &tree.outer {
        let (links, groups) = lines.entry((*outside, kind(network, *link))).or_default();
        links.insert(*link);
        groups.extend(of_device[*device]);
    }
    let line = |((outside, kind), (links, groups)): (_, (BTreeSet<usize>, BTreeSet<usize>))| Outer {
        outside,
        label: label(kind, &links),
        groups: groups.into_iter().collect(),
    };
    lines.into_iter().map(line).collect()
}

fn beside(network: &Network, tree: &Tree, of_device: &[Option<usize>]) -> Vec<Beside> {
    let mut lines: BTreeMap<((usize, usize), Kind), BTreeSet<usize>> = BTreeMap::new();
    for ((a, b), links) in &tree.others {
        let (Some(a), Some(b)) = (of_device[*a], of_device[*b]) else { continue };
        for link in links {
            lines.entry(((a.min(b), a.max(b)), kind(network, *link))).or_default().insert(*link);
        }
    }
    let line = |((ends, kind), links): (_, BTreeSet<usize>)| Beside { ends, label: label(kind, &links) };
    lines.into_iter().map(line).collect()
}

impl Label {
    /// `LN-02 LAN（有線）`, with 【保守】 where it is for maintenance.
    pub(super) fn shown(&self, network: &Network) -> String {
        let ids: Vec<&str> =
            self.links.iter().filter_map(|it| network.links.get(*it)).map(|it| it.id.as_str()).collect();
        let ids = match ids.as_slice() {
            [first, _, _, ..] => format!("{first} ほか{}件", ids.len() - 1),
            few => few.join("・"),
        };
        let mark = if self.is_maintenance { "【保守】" } else { "" };
        [mark, &ids, " ", &self.kind].concat().trim_end().to_owned()
    }
}

/// A kind of device with how many there are: 端末PC　3台.
pub(super) fn counted(devices: &[&Device]) -> String {
    let kind = devices.first().map_or("", |it| it.kind.as_str());
    match devices.len() {
        1 => kind.to_owned(),
        count => format!("{kind}　{count}台"),
    }
}
