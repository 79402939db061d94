//! Which of two readings of a glued number goes on from the number before: `１．１２要素` is 1.1 or 1.12.

use crate::model::SectionNumber;

/// Whether `number` is what may come right behind `before`: one deeper, or one further on any level.
pub(super) fn follows(before: Option<&SectionNumber>, number: &SectionNumber) -> bool {
    let levels = number.levels();
    let Some(before) = before.map(SectionNumber::levels) else { return levels == [1] || levels == [1, 1] };
    let deeper = levels.len() == before.len() + 1 && levels.starts_with(before) && levels[before.len()] == 1;
    let further = levels.len() <= before.len() && {
        let last = levels.len() - 1;
        levels[..last] == before[..last] && levels[last] == before[last] + 1
    };
    deeper || further
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_number_is_one_further_or_one_deeper() {
        let read = |text: &str| SectionNumber::parse(text);
        let fits = |a: &str, b: &str| read(b).is_some_and(|b| follows(read(a).as_ref(), &b));
        for (a, b) in [("", "1"), ("1", "1.1"), ("1.1", "1.2"), ("1.1.4", "1.2"), ("1.9", "2"), ("2", "3")] {
            assert!(fits(a, b), "{a} {b}");
        }
        for (a, b) in [("", "2"), ("1", "1.12"), ("1.1", "1.3"), ("1.2", "1.1"), ("1", "3")] {
            assert!(!fits(a, b), "{a} {b}");
        }
    }
}
