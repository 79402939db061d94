//! How wide the columns of a table are: no word is cut, and what is left goes to those with much to say. All in half ems.

use super::text::{longest_word, width};

/// What one column needs, the space beside its text included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Need {
    /// Its longest word.
    pub(super) least: usize,
    /// What its text deserves.
    pub(super) wanted: usize,
}

/// The space between two columns.
const GAP: usize = 3;
/// A cell of so many characters stands on one line.
const SHORT: usize = 6;

impl Need {
    /// Of a column with this head and these cells; `most` bounds what long text may claim.
    pub(super) fn of(head: &str, cells: &[impl AsRef<str>], most: usize) -> Self {
        let texts = || cells.iter().map(AsRef::as_ref);
        // Figures and capitals are wider than half an em in proportional fonts.
        let word = (texts().chain([head]).map(longest_word).max().unwrap_or(0) * 13).div_ceil(10);
        // A name is not broken: 佐倉 花子.
        let name = texts().filter(|it| it.chars().count() <= SHORT).map(width).max().unwrap_or(0);
        let longest = texts().map(width).max().unwrap_or(0);
        let mean = texts().map(width).sum::<usize>() / cells.len().max(1);
        let least = word.max(name).max(4) + GAP;
        let wanted = longest.min(most.max(mean / 2)).max(width(head).min(10)) + GAP;
        Self { least, wanted: wanted.max(least) }
    }
}

/// Shares of the width that fit into `room`, as far as the words let them.
pub(super) fn fit(needs: &[Need], room: usize) -> Vec<u16> {
    let wanted: usize = needs.iter().map(|it| it.wanted).sum();
    let least: usize = needs.iter().map(|it| it.least).sum();
    let spare = wanted - least;
    let given = room.clamp(least, wanted.max(least)) - least;
    let share = |it: &Need| it.least + ((it.wanted - it.least) * given).checked_div(spare).unwrap_or(0);
    needs.iter().map(|it| u16::try_from(share(it)).unwrap_or(u16::MAX)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_telephone_number_keeps_its_width() {
        let phone = Need::of("電話", &["0000-00-1201"], 20);
        let long = Need::of("備考", &["とても長い備考がここに書かれている。".repeat(9)], 60);
        let shares = fit(&[phone, long], 50);
        assert!(usize::from(shares[0]) >= phone.least, "{shares:?}");
        assert!(shares.iter().sum::<u16>() <= 50);
    }

    #[test]
    fn a_short_name_stands_on_one_line() {
        let name = Need::of("氏名", &["佐倉 花子", "とても長い窓口の名前（担当）"], 18);
        assert!(name.least >= width("佐倉 花子") + GAP);
    }

    proptest! {
        #[test]
        fn no_column_falls_below_its_longest_word(
            cells in proptest::collection::vec("[a-zあ-ん 、]{0,40}", 1..12), room in 0usize..200,
        ) {
            let needs: Vec<Need> = cells.iter().map(|it| Need::of("", &[it], 60)).collect();
            for (need, share) in needs.iter().zip(fit(&needs, room)) {
                prop_assert!(usize::from(share) >= need.least);
                prop_assert!(usize::from(share) <= need.wanted);
            }
        }
    }
}
