//! Which versions of typst toji works with. Its JSON, its flags and the theme are tried with one minor version.

use std::fmt;
use std::ops::Range;

/// A release of typst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version(u32, u32, u32);

/// The version that is installed where there is none.
pub(crate) const PINNED: Version = Version(0, 15, 1);

/// The oldest supported version, and the first that no longer is.
const SUPPORTED: Range<Version> = Version(0, 15, 0)..Version(0, 16, 0);

/// [`SUPPORTED`] in words.
pub(crate) const RANGE: &str = "0.15.0 or newer, below 0.16";

impl Version {
    /// Reads what `typst --version` prints, such as `typst 0.15.1 (unknown commit)`.
    /// `None` for another program's answer and for a pre-release, which nothing is known about.
    pub(crate) fn parse(answer: &str) -> Option<Self> {
        let mut words = answer.split_whitespace();
        let number = (words.next()? == "typst").then(|| words.next())??;
        let number = number.split_once('+').map_or(number, |(release, _build)| release);
        let parts: Option<Vec<u32>> = number.split('.').map(digits).collect();
        match parts?[..] {
            [major, minor, patch] => Some(Self(major, minor, patch)),
            _ => None,
        }
    }

    pub(crate) fn is_supported(self) -> bool {
        SUPPORTED.contains(&self)
    }
}

/// `str::parse` alone would also take `+1`.
fn digits(part: &str) -> Option<u32> {
    part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok())?
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_typst_prints_is_read() {
        for (answer, version) in [
            ("typst 0.15.1 (unknown commit)\n", Version(0, 15, 1)),
            ("typst 0.15.0 (1a2b3c4d)", Version(0, 15, 0)),
            ("typst 0.15.2+distribution", Version(0, 15, 2)),
            ("typst 10.0.12", Version(10, 0, 12)),
        ] {
            assert_eq!(Version::parse(answer), Some(version), "{answer}");
        }
    }

    #[test]
    fn anything_else_is_no_version() {
        for answer in [
            "",
            "typst",
            "0.15.1",
            "typist 0.15.1",
            "typst 0.15",
            "typst 0.15.1.2",
            "typst 0.15.1-rc1",
            "typst 0.+15.1",
            "typst 0..1",
            "typst 0.15.99999999999",
        ] {
            assert_eq!(Version::parse(answer), None, "{answer}");
        }
    }

    #[test]
    fn one_minor_version_is_supported() {
        for (version, supported) in [
            (Version(0, 14, 9), false),
            (Version(0, 15, 0), true),
            (PINNED, true),
            (Version(0, 15, 99), true),
            (Version(0, 16, 0), false),
            (Version(1, 15, 1), false),
        ] {
            assert_eq!(version.is_supported(), supported, "{version}");
        }
    }

    #[test]
    fn a_printed_version_reads_back() {
        assert_eq!(Version::parse(&format!("typst {PINNED}")), Some(PINNED));
    }
}
