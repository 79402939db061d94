//! In which order the blocks of a merge stand: as in the template, but for those that the member moved or added, which stay
//! behind the block that they stand behind in the member's file. Never loses one.

/// Which of `places` (all unlike) were not moved: a longest run that rises.
pub(super) fn unmoved(places: &[usize]) -> Vec<bool> {
    // The ends of the best runs of each length, and what stands before each place in its run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; places.len()];
    for (n, place) in places.iter().enumerate() {
        let length = ends.partition_point(|it| places[*it] < *place);
        before[n] = length.checked_sub(1).map(|it| ends[it]);
        match ends.get_mut(length) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut kept = vec![false; places.len()];
    let mut at = ends.last().copied();
    while let Some(n) = at {
        kept[n] = true;
        at = before[n];
    }
    kept
}

/// `first` in its order, and what only `second` has, each behind the one that it stands behind there.
pub(super) fn woven(first: &[usize], second: &[usize]) -> Vec<usize> {
    let mut out = first.to_vec();
    let mut behind = None;
    for it in second {
        if !out.contains(it) {
            let at = behind.and_then(|it| out.iter().position(|other| other == it)).map_or(0, |it| it + 1);
            out.insert(at, *it);
        }
        behind = Some(it);
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_was_moved_is_found() {
        assert_eq!(unmoved(&[]), [false; 0]);
        assert_eq!(unmoved(&[0, 3, 1, 2]), [true, false, true, true]);
        assert_eq!(unmoved(&[1, 2, 3, 0]), [true, true, true, false]);
    }

    #[test]
    fn what_is_new_stays_behind_its_neighbour() {
        assert_eq!(woven(&[1, 2, 3], &[9, 1, 8, 2, 7]), [9, 1, 8, 2, 7, 3]);
        assert_eq!(woven(&[3, 2, 1], &[1, 2, 8, 3]), [3, 2, 8, 1]);
        assert_eq!(woven(&[], &[2, 1]), [2, 1]);
    }

    proptest! {
        #[test]
        fn a_text_woven_into_what_is_left_of_it_is_itself(all in Just((0..12).collect::<Vec<usize>>()).prop_shuffle(), left in any::<u16>()) {
            let some: Vec<usize> = all.iter().copied().filter(|it| left >> it & 1 == 1).collect();
            prop_assert_eq!(woven(&some, &all), all);
        }

        #[test]
        fn the_longest_run_is_found(places in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
            let kept: Vec<usize> = places.iter().zip(unmoved(&places)).filter(|it| it.1).map(|it| *it.0).collect();
            prop_assert!(kept.is_sorted());
            let rises = |mask: &u32| (0..9).filter(|n| mask >> n & 1 == 1).map(|n| places[n]).is_sorted();
            let longest = (0u32..512).filter(rises).map(u32::count_ones).max();
            prop_assert_eq!(u32::try_from(kept.len()).ok(), longest);
        }
    }
}
