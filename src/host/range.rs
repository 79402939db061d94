//! A single range of bytes out of a `Range` header. Several ranges, other units and nonsense are no range: the whole file.

use std::ops::Range;

/// What a header asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wanted {
    /// The whole file.
    Whole,
    /// These bytes; never empty, never beyond the file.
    Part(Range<u64>),
    /// Nothing that is there: 416.
    Beyond,
}

/// What `header` asks of a file of `size` bytes.
pub(super) fn wanted(header: &str, size: u64) -> Wanted {
    let ranges = header.trim().split_once('=').filter(|it| it.0.trim_end().eq_ignore_ascii_case("bytes"));
    let Some((first, last)) = ranges.and_then(|it| it.1.trim().split_once('-')) else { return Wanted::Whole };
    let (first, last) = (first.trim(), last.trim());
    match (number(first), number(last)) {
        (Some(first), Some(last)) if first > last => Wanted::Whole,
        (Some(first), Some(last)) => part(first..last.saturating_add(1).min(size)),
        (Some(first), None) if last.is_empty() => part(first..size),
        (None, Some(last)) if first.is_empty() => part(size.saturating_sub(last)..size),
        (Some(_) | None, Some(_) | None) => Wanted::Whole,
    }
}

fn part(range: Range<u64>) -> Wanted {
    if range.is_empty() { Wanted::Beyond } else { Wanted::Part(range) }
}

/// A number too large to be one is larger than every file.
fn number(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_or_the_whole() {
        for (header, expected) in [
            ("bytes=0-3", Wanted::Part(0..4)),
            ("bytes=4-", Wanted::Part(4..10)),
            ("bytes=-3", Wanted::Part(7..10)),
            ("bytes=-30", Wanted::Part(0..10)),
            ("BYTES = 9 - 99 ", Wanted::Part(9..10)),
            ("bytes=0-99999999999999999999999", Wanted::Part(0..10)),
            ("bytes=10-", Wanted::Beyond),
            ("bytes=99999999999999999999999-", Wanted::Beyond),
            ("bytes=-0", Wanted::Beyond),
            ("bytes=3-2", Wanted::Whole),
            ("bytes=-", Wanted::Whole),
            ("bytes=0-1,3-4", Wanted::Whole),
            ("bytes=+1-2", Wanted::Whole),
            ("bytes=a-b", Wanted::Whole),
            ("bytes=1-2-3", Wanted::Whole),
            ("lines=0-3", Wanted::Whole),
            ("", Wanted::Whole),
        ] {
            assert_eq!(wanted(header, 10), expected, "{header}");
        }
        assert_eq!(wanted("bytes=0-0", 0), Wanted::Beyond);
    }

    proptest::proptest! {
        #[test]
        fn a_part_is_never_empty_nor_beyond(header in "bytes=[0-9]{0,22}-[0-9]{0,22}", size in proptest::prelude::any::<u64>()) {
            if let Wanted::Part(range) = wanted(&header, size) {
                proptest::prop_assert!(range.start < range.end && range.end <= size);
            }
        }
    }
}
