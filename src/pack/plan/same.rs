//! Whether two texts say the same, however their lines end and their letters are composed. Changes nothing.

use unicode_normalization::UnicodeNormalization;

/// Line ends, a byte order mark and the composition of letters do not count; of what is no UTF-8 text, every byte counts.
pub(super) fn same_text(one: &[u8], other: &[u8]) -> bool {
    let plain = |bytes| -> Option<String> {
        let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
        Some(text.replace("\r\n", "\n").nfc().collect())
    };
    one == other || plain(one).is_some_and(|one| Some(one) == plain(other))
}

#[cfg(test)]
mod tests {
    use super::same_text;

    #[test]
    fn how_a_text_is_written_does_not_count() {
        assert!(same_text("\u{feff}か\u{3099}\r\n".as_bytes(), "が\n".as_bytes()));
        assert!(!same_text("が\n".as_bytes(), "が \n".as_bytes()));
        assert!(same_text(b"\x83", b"\x83") && !same_text(b"\x83", b"\x84"));
    }
}
