//! Backlinks: who names what.

use rustc_hash::{FxHashMap, FxHashSet};

use super::CellLink;
use crate::model::{DocId, Register, RegisterKind, RowId, Target};

/// A place that names a target.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mention {
    /// A document, under a heading of it (its id).
    Document(DocId, Option<Box<str>>),
    /// A row of a register.
    Row(RegisterKind, RowId),
}

/// A reference found while walking a document.
pub(super) struct Found {
    pub(super) target: Target,
    pub(super) heading: Option<Box<str>>,
}

/// All mentions by target, each place once.
#[derive(Debug, Default)]
pub(super) struct Mentions {
    by_target: FxHashMap<Target, Vec<Mention>>,
}

impl Mentions {
    /// `found` by document, in reading order.
    pub(super) fn new(found: Vec<(DocId, Vec<Found>)>, cells: &[CellLink], registers: &[Register]) -> Self {
        let mut mentions = Self::default();
        for (document, found) in found {
            mentions.add(&document, found);
        }
        mentions.add_cells(cells, registers);
        mentions
    }

    fn add(&mut self, document: &DocId, found: Vec<Found>) {
        for Found { target, heading } in found {
            if matches!(target, Target::Outside(_) | Target::Term(_)) {
                continue;
            }
            self.push(target, Mention::Document(document.clone(), heading));
        }
    }

    fn add_cells(&mut self, cells: &[CellLink], registers: &[Register]) {
        for link in cells {
            let Some(register) = registers.iter().find(|it| it.kind == link.register) else {
                continue;
            };
            self.push(link.target.clone(), Mention::Row(link.register, register.rows[link.row].id.value.clone()));
        }
    }

    /// What one heading, or one row, mentions comes in one go, so only the last mention can be equal.
    fn push(&mut self, target: Target, mention: Mention) {
        let mentions = self.by_target.entry(target).or_default();
        if mentions.last() != Some(&mention) {
            mentions.push(mention);
        }
    }

    /// Those of `left`, in the order that they had.
    pub(super) fn only(&self, left: &FxHashSet<(Target, Mention)>) -> Self {
        // A set is asked by what it holds, both at once.
        let kept = |(target, all): (&Target, &Vec<Mention>)| {
            let is_left = |it: &&Mention| left.contains(&(target.clone(), (*it).clone()));
            let all: Vec<Mention> = all.iter().filter(is_left).cloned().collect();
            (!all.is_empty()).then(|| (target.clone(), all))
        };
        Self { by_target: self.by_target.iter().filter_map(kept).collect() }
    }

    pub(super) fn of(&self, target: &Target) -> &[Mention] {
        self.by_target.get(target).map_or(&[], Vec::as_slice)
    }

    /// What `of` takes of every target that somebody names, in order.
    pub(super) fn targets<'a, T: Ord>(&'a self, of: impl Fn(&'a Target) -> Option<T>) -> Vec<T> {
        let mut targets: Vec<T> = self.by_target.keys().filter_map(of).collect();
        targets.sort_unstable();
        targets
    }
}
