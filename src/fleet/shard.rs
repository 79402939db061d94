//! Which members a share of a fleet holds: the same on every machine, of equal size but for one. Knows nothing of who runs
//! the shares, or where.

use std::fmt;

use super::Shard;
use crate::source::Digest;

/// More shares than anybody has machines.
const MOST: u32 = 100_000;

impl Shard {
    /// `None` where there is no such share: they are counted from 1.
    pub fn new(index: u32, count: u32) -> Option<Self> {
        ((1..=count).contains(&index) && count <= MOST).then_some(Self { index, count })
    }

    /// Its members. `key` tells members apart; their order does not matter.
    ///
    /// They are put in the order of their keys' digests and cut into `count` runs. So one member more or less moves one
    /// member at each cut, at most, into a neighbouring share.
    pub fn share<T>(self, members: Vec<T>, key: impl Fn(&T) -> String) -> Vec<T> {
        let mut members: Vec<(Digest, T)> =
            members.into_iter().map(|it| (Digest::of(key(&it).as_bytes()), it)).collect();
        members.sort_by_key(|it| it.0);
        let cut = |index: u32| {
            let at = members.len() as u128 * u128::from(index) / u128::from(self.count.max(1));
            usize::try_from(at).unwrap_or(members.len()).min(members.len())
        };
        let (from, to) = (cut(self.index.saturating_sub(1)), cut(self.index));
        members.into_iter().map(|it| it.1).skip(from).take(to.saturating_sub(from)).collect()
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.index, self.count)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;

    fn shares(members: &[String], count: u32) -> Vec<Vec<String>> {
        let share = |index| Shard { index, count }.share(members.to_vec(), Clone::clone);
        (1..=count).map(share).collect()
    }

    fn homes(members: &[String], count: u32) -> BTreeMap<String, usize> {
        let numbered = shares(members, count).into_iter().enumerate();
        numbered.flat_map(|(at, share)| share.into_iter().map(move |it| (it, at))).collect()
    }

    #[test]
    fn shares_are_counted_from_one() {
        assert_eq!(Shard::new(0, 4), None);
        assert_eq!(Shard::new(5, 4), None);
        assert_eq!(Shard::new(1, 0), None);
        assert_eq!(Shard::new(1, MOST + 1), None);
        assert_eq!(Shard::new(4, 4).map(|it| it.to_string()), Some("4/4".to_owned()));
    }

    /// Whoever changes this moves every member of every fleet.
    #[test]
    fn a_share_is_the_same_for_ever() {
        let members: Vec<String> = (1..=9).map(|it| format!("M-{it:03}")).collect();
        let shown: Vec<String> = shares(&members, 4).iter().map(|it| it.join(" ")).collect();
        assert_eq!(shown, EXPECTED);
    }

    const EXPECTED: [&str; 4] = ["M-001 M-003", "M-007 M-004", "M-006 M-008", "M-005 M-009 M-002"];

    proptest! {
        #[test]
        fn everybody_is_in_one_share_and_shares_are_equal_but_for_one(
            members in proptest::collection::btree_set("[a-zあ-ん]{1,6}", 0..80),
            count in 1_u32..12,
            seed in any::<u64>(),
        ) {
            let mut listed: Vec<String> = members.iter().cloned().collect();
            let whole = shares(&listed, count);
            let turn = usize::try_from(seed % 7).unwrap_or(0).min(listed.len());
            listed.rotate_left(turn);
            listed.reverse();
            prop_assert_eq!(&whole, &shares(&listed, count));
            let all: Vec<&String> = whole.iter().flatten().collect();
            prop_assert_eq!(all.len(), members.len());
            prop_assert_eq!(all.into_iter().cloned().collect::<BTreeSet<_>>(), members);
            let sizes: Vec<usize> = whole.iter().map(Vec::len).collect();
            prop_assert!(sizes.iter().max().unwrap_or(&0) - sizes.iter().min().unwrap_or(&0) <= 1, "{:?}", sizes);
        }

        #[test]
        fn one_member_more_moves_one_at_each_cut_at_most(
            members in proptest::collection::btree_set("[a-z]{1,6}", 0..80),
            count in 1_u32..12,
        ) {
            let before: Vec<String> = members.into_iter().collect();
            let mut after = before.clone();
            after.push("新しい会員".to_owned());
            let (old, new) = (homes(&before, count), homes(&after, count));
            let moved = old.iter().filter(|(member, at)| new[*member] != **at).count();
            prop_assert!(moved < count as usize, "{moved} of {} moved", before.len());
        }
    }
}
