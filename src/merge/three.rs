//! The merge of three lists of blocks: what stays, what comes, what goes, and what somebody must decide.

use rustc_hash::FxHashSet;

use super::join::{Piece, Said, changed, cut};
use super::node::{Kind, Node, Rank};
use super::order::{unmoved, woven};
use super::outcome::{Choice, Conflict, Sides};
use super::pair::{APART, LATER, pairs};

/// What is to come out.
#[derive(Debug, Clone, Copy)]
pub(super) enum Aim<'a> {
    /// The member's file with what the template changed; of these blocks it was decided that the member's text stands.
    Merge(&'a [&'a str]),
    /// The member's file as it is, but for the block with this id.
    Decide(&'a str, Choice<'a>),
}

/// Three texts, split.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts<'a> {
    pub(super) base: &'a str,
    pub(super) mine: &'a str,
    pub(super) theirs: &'a str,
}

/// The blocks that are one block, by place in their lists.
#[derive(Debug, Clone, Copy, Default)]
struct Triple<'a> {
    base: Option<&'a Node>,
    mine: Option<&'a Node>,
    theirs: Option<&'a Node>,
}

/// What becomes of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// Only the member has it.
    Mine,
    /// Only the template has it.
    Theirs,
    /// Both have it.
    Both,
    /// The member took it out.
    Deleted,
    /// The template took it out.
    Retired,
    /// Both took it out.
    Gone,
    /// Somebody must decide.
    Clash,
}

/// A merge under way.
pub(super) struct Merger<'a> {
    texts: Texts<'a>,
    aim: Aim<'a>,
    /// What is to be decided, in the order of the file.
    pub(super) conflicts: Vec<Conflict>,
    /// Conflicts that were met, decided or not.
    pub(super) met: FxHashSet<String>,
}

impl<'a> Merger<'a> {
    pub(super) fn new(texts: Texts<'a>, aim: Aim<'a>) -> Self {
        Self { texts, aim, conflicts: Vec::new(), met: FxHashSet::default() }
    }

    /// One list out of three.
    pub(super) fn list(&mut self, base: &'a [Node], mine: &'a [Node], theirs: &'a [Node]) -> Vec<Piece<'a>> {
        let triples = triples(base, mine, theirs);
        let fates = fates(&triples, mine, theirs);
        let order = self.order(&triples, &fates, [base, mine, theirs]);
        order.into_iter().flat_map(|it| self.pieces(triples[it], fates[it])).collect()
    }

    /// The order of what may stay.
    fn order(&self, triples: &[Triple<'a>], fates: &[Fate], lists: [&'a [Node]; 3]) -> Vec<usize> {
        let of = |list: &'a [Node], side: fn(&Triple<'a>) -> Option<&'a Node>| -> Vec<usize> {
            let find = |node: &Node| triples.iter().position(|it| side(it).is_some_and(|it| std::ptr::eq(it, node)));
            list.iter().filter_map(find).filter(|it| self.may_stay(fates[*it])).collect()
        };
        let [base, mine, theirs] =
            [of(lists[0], |it| it.base), of(lists[1], |it| it.mine), of(lists[2], |it| it.theirs)];
        let mut order = match self.aim {
            Aim::Decide(..) => woven(&mine, &theirs),
            Aim::Merge(_) => {
                let common: Vec<usize> =
                    mine.iter().copied().filter(|it| base.contains(it) && theirs.contains(it)).collect();
                let places: Vec<usize> =
                    common.iter().filter_map(|it| base.iter().position(|other| other == it)).collect();
                let moved: FxHashSet<usize> =
                    common.iter().zip(unmoved(&places)).filter(|it| !it.1).map(|it| *it.0).collect();
                let skeleton: Vec<usize> = theirs.into_iter().filter(|it| !moved.contains(it)).collect();
                woven(&skeleton, &mine)
            }
        };
        order.sort_by_key(|it| triples[*it].mine.or(triples[*it].theirs).map_or(Rank::Free, |it| it.rank));
        order
    }

    fn may_stay(&self, fate: Fate) -> bool {
        match (fate, self.aim) {
            (Fate::Mine | Fate::Both | Fate::Clash, _) | (Fate::Theirs, Aim::Merge(_)) => true,
            // Where one block is decided, what else the template takes out stays.
            (Fate::Retired, Aim::Decide(..)) => true,
            (Fate::Retired, Aim::Merge(_)) | (Fate::Theirs, Aim::Decide(..)) | (Fate::Deleted | Fate::Gone, _) => false,
        }
    }

    fn pieces(&mut self, triple: Triple<'a>, fate: Fate) -> Vec<Piece<'a>> {
        match (fate, triple.mine, triple.theirs) {
            (Fate::Both, Some(mine), Some(theirs)) => self.both(triple, mine, theirs),
            (Fate::Clash, _, _) => self.clash(triple),
            (Fate::Mine | Fate::Retired, Some(mine), _) => all_of_mine(mine),
            (Fate::Theirs, _, Some(theirs)) => all_of_theirs(theirs),
            _ => Vec::new(),
        }
    }

    fn both(&mut self, triple: Triple<'a>, mine: &'a Node, theirs: &'a Node) -> Vec<Piece<'a>> {
        let base = triple.base;
        if is_redrawn(base, mine, theirs) || mine.parts.is_empty() != theirs.parts.is_empty() {
            return self.clash(triple);
        }
        if !mine.parts.is_empty() {
            return self.list(base.map_or(&[], |it| &it.parts), &mine.parts, &theirs.parts);
        }
        let piece = |said| vec![Piece { mine: Some(mine), theirs: Some(theirs), said }];
        let same = |other: &Node| base.is_some_and(|it| it.normal == other.normal);
        match self.aim {
            Aim::Merge(_) if mine.normal == theirs.normal || same(theirs) => piece(Said::Mine),
            Aim::Merge(_) if same(mine) => piece(Said::Theirs),
            Aim::Merge(_) => match self.mended(triple) {
                Some(text) => piece(Said::New(text)),
                None => self.clash(triple),
            },
            Aim::Decide(..) if mine.normal == theirs.normal || same(theirs) || same(mine) => piece(Said::Mine),
            Aim::Decide(..) if self.mended(triple).is_some() => piece(Said::Mine),
            Aim::Decide(..) => self.clash(triple),
        }
    }

    /// A heading's line and the text below it, a key and the comment above it: each from the one who changed it. Not where
    /// a title reads otherwise: what is below may then mean something else.
    fn mended(&self, triple: Triple<'a>) -> Option<String> {
        let (base, mine, theirs) = (triple.base?, triple.mine?, triple.theirs?);
        if base.title != mine.title || base.title != theirs.title {
            return None;
        }
        let b = cut(base, self.texts.base)?;
        let m = cut(mine, self.texts.mine)?;
        let t = cut(theirs, self.texts.theirs)?;
        Some([changed(b.0, m.0, t.0)?, changed(b.1, m.1, t.1)?].concat())
    }

    fn clash(&mut self, triple: Triple<'a>) -> Vec<Piece<'a>> {
        let Some(named) = triple.base.or(triple.theirs).or(triple.mine) else { return Vec::new() };
        let id = self.unmet(&named.id);
        let name = triple.mine.unwrap_or(named).name.clone();
        let mine = triple.mine.map(all_of_mine).unwrap_or_default();
        let theirs = || triple.theirs.map(all_of_theirs).unwrap_or_default();
        match self.aim {
            Aim::Merge(settled) if settled.contains(&id.as_str()) => mine,
            Aim::Merge(_) => {
                self.conflicts.extend(self.sides(triple).map(|sides| Conflict { id, name, sides }));
                theirs()
            }
            Aim::Decide(wanted, _) if wanted != id => mine,
            Aim::Decide(_, Choice::Mine) => mine,
            Aim::Decide(_, Choice::Theirs) => theirs(),
            Aim::Decide(_, Choice::Edited(text)) => {
                vec![Piece { mine: triple.mine, theirs: triple.theirs, said: Said::New(text.to_owned()) }]
            }
        }
    }

    /// An id that no conflict had yet: a block of the base and one that both added may have the same.
    fn unmet(&mut self, id: &str) -> String {
        let mut unmet = id.to_owned();
        while !self.met.insert(unmet.clone()) {
            unmet.push('~');
        }
        unmet
    }

    fn sides(&self, triple: Triple<'a>) -> Option<Sides> {
        let text = |node: &Node, text: &str| text[node.range.clone()].replace("\r\n", "\n");
        let base = triple.base.map(|it| text(it, self.texts.base));
        let mine = triple.mine.map(|it| text(it, self.texts.mine));
        let theirs = triple.theirs.map(|it| text(it, self.texts.theirs));
        match (base, mine, theirs) {
            (Some(base), Some(mine), Some(theirs)) => Some(Sides::BothChanged { base, mine, theirs }),
            (None, Some(mine), Some(theirs)) => Some(Sides::BothAdded { mine, theirs }),
            (Some(base), None, Some(theirs)) => Some(Sides::Deleted { base, theirs }),
            (Some(base), Some(mine), None) => Some(Sides::Retired { base, mine }),
            _ => None,
        }
    }
}

/// A table whose head one side changed while the other changed anything in it: its rows have other columns then.
fn is_redrawn(base: Option<&Node>, mine: &Node, theirs: &Node) -> bool {
    let head = |it: &Node| it.parts.first().map(|it| it.normal.clone());
    let Some(base) = base.filter(|it| it.kind == Kind::Table && mine.normal != theirs.normal) else { return false };
    let changed = |it: &Node| it.normal != base.normal;
    let redrawn = head(base) != head(mine) || head(base) != head(theirs);
    redrawn && changed(mine) && changed(theirs)
}

fn all_of_mine(node: &Node) -> Vec<Piece<'_>> {
    node.leaves().into_iter().map(|it| Piece { mine: Some(it), theirs: None, said: Said::Mine }).collect()
}

fn all_of_theirs(node: &Node) -> Vec<Piece<'_>> {
    node.leaves().into_iter().map(|it| Piece { mine: None, theirs: Some(it), said: Said::Theirs }).collect()
}

fn triples<'a>(base: &'a [Node], mine: &'a [Node], theirs: &'a [Node]) -> Vec<Triple<'a>> {
    let refs = |list: &'a [Node]| list.iter().collect::<Vec<_>>();
    let (base, mine, theirs) = (refs(base), refs(mine), refs(theirs));
    let mut triples: Vec<Triple<'a>> = base.iter().map(|it| Triple { base: Some(it), ..Triple::default() }).collect();
    let (mut new_mine, mut new_theirs) = (vec![true; mine.len()], vec![true; theirs.len()]);
    for (of_base, it) in pairs(&base, &mine, &LATER) {
        triples[of_base].mine = Some(mine[it]);
        new_mine[it] = false;
    }
    for (of_base, it) in pairs(&base, &theirs, &LATER) {
        triples[of_base].theirs = Some(theirs[it]);
        new_theirs[it] = false;
    }
    let only = |list: &[&'a Node], new: &[bool]| -> Vec<&'a Node> {
        list.iter().zip(new).filter(|it| *it.1).map(|it| *it.0).collect()
    };
    let (mine, theirs) = (only(&mine, &new_mine), only(&theirs, &new_theirs));
    let mut counterparts: Vec<Option<&'a Node>> = vec![None; theirs.len()];
    let mut paired = vec![false; mine.len()];
    for (m, t) in pairs(&mine, &theirs, &APART) {
        (counterparts[t], paired[m]) = (Some(mine[m]), true);
    }
    let added = theirs.iter().zip(counterparts).map(|(it, mine)| Triple { base: None, mine, theirs: Some(*it) });
    triples.extend(added);
    let own = mine.iter().zip(paired).filter(|it| !it.1).map(|it| Triple { mine: Some(*it.0), ..Triple::default() });
    triples.extend(own);
    triples
}

fn fates(triples: &[Triple<'_>], mine: &[Node], theirs: &[Node]) -> Vec<Fate> {
    let mut fates: Vec<Fate> = triples.iter().map(|it| fate(*it)).collect();
    // What somebody wrote below a heading must not end up below another because the heading went.
    let below = |n: usize, list: &[Node], side: fn(&Triple<'_>) -> Option<usize>, heading: &Node| {
        side(&triples[n]).and_then(|it| list.get(it)).is_some_and(|it| std::ptr::eq(it, heading))
    };
    for n in (0..triples.len()).rev() {
        let lost = match (fates[n], triples[n].mine, triples[n].theirs) {
            (Fate::Retired, Some(heading), _) => (0..triples.len()).any(|it| {
                matches!(fates[it], Fate::Mine | Fate::Clash) && below(it, mine, |it| it.mine?.under, heading)
            }),
            (Fate::Deleted, _, Some(heading)) => (0..triples.len())
                .any(|it| fates[it] == Fate::Theirs && below(it, theirs, |it| it.theirs?.under, heading)),
            _ => false,
        };
        if lost {
            fates[n] = Fate::Clash;
        }
    }
    fates
}

fn fate(triple: Triple<'_>) -> Fate {
    let same = |a: &Node, b: &Node| a.normal == b.normal;
    match (triple.base, triple.mine, triple.theirs) {
        (Some(_), Some(_), Some(_)) => Fate::Both,
        (Some(base), Some(mine), None) if same(base, mine) => Fate::Retired,
        (Some(base), None, Some(theirs)) if same(base, theirs) => Fate::Deleted,
        (Some(_), Some(_), None) | (Some(_), None, Some(_)) => Fate::Clash,
        (None, Some(mine), Some(theirs)) if same(mine, theirs) || is_a_frame(mine) => Fate::Both,
        (None, Some(_), Some(_)) => Fate::Clash,
        (None, Some(_), None) => Fate::Mine,
        (None, None, Some(_)) => Fate::Theirs,
        (Some(_), None, None) | (None, None, None) => Fate::Gone,
    }
}

/// What holds keys, whoever wrote each of them.
fn is_a_frame(node: &Node) -> bool {
    matches!(node.kind, Kind::Front | Kind::Root | Kind::Keys)
}
