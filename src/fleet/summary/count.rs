//! A count that tells of nobody in particular: exact among those who may know the members, rough for everybody else.

use std::fmt;

use serde::{Serialize, Serializer};

/// Whether a summary names members.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// It does: for the association.
    Shown,
    /// It does not, and no count is exact: for those who improve the template.
    Hidden,
}

/// How many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// So many.
    Exact(usize),
    /// So many and less than `STEP` more.
    Rough(usize),
}

/// Rough counts begin at the multiples of this. Below the first, none and few are one: that nobody says はい tells as much
/// of a member as that one does. Since totals are rough too, no difference of two counts is exact.
const STEP: usize = 5;

impl Names {
    /// A count as it may be shown.
    pub(super) fn count(self, count: usize) -> Count {
        match self {
            Self::Shown => Count::Exact(count),
            Self::Hidden => Count::Rough(count / STEP * STEP),
        }
    }

    /// What names members is left out where names are.
    pub(super) fn only<T>(self, named: Vec<T>) -> Vec<T> {
        match self {
            Self::Shown => named,
            Self::Hidden => Vec::new(),
        }
    }
}

impl Count {
    /// The number to sort by.
    pub(super) fn least(self) -> usize {
        match self {
            Self::Exact(count) | Self::Rough(count) => count,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Exact(count) => write!(f, "{count}"),
            Self::Rough(0) => write!(f, "{STEP}未満"),
            Self::Rough(least) => write!(f, "{least}〜{}", least + STEP - 1),
        }
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(count) => count.serialize(out),
            Self::Rough(_) => out.collect_str(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rough_count_tells_of_nobody() {
        let shown = |count| Names::Hidden.count(count).to_string();
        for few in 0..5 {
            assert_eq!(shown(few), "5未満");
        }
        assert_eq!((shown(5), shown(9), shown(10)), ("5〜9".into(), "5〜9".into(), "10〜14".into()));
        assert_eq!(Names::Shown.count(3).to_string(), "3");
    }
}
