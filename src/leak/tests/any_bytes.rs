//! No bytes make a scanner panic or lose its way, whatever the file is called.

use proptest::prelude::*;

use super::found;

const PATHS: [&str; 8] = ["a.html", "a.svg", "a.js", "a.pdf", "a.png", "a.xlsx", "a.txt", "a"];
const HEADS: [&[u8]; 9] = [
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\x1F\x8B\x08\0",
    b"\x89PNG\r\n\x1A\n",
    b"\xFF\xD8\xFF",
    b"\xFF\xFE",
    b"<!--",
    b"\xFE\xFF",
];

proptest! {
    #[test]
    fn of_bytes(head in prop::sample::select(&HEADS[..]), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let bytes = [head, &bytes].concat();
        for path in PATHS {
            found("KDS-7001", "", path, &bytes);
        }
    }

    #[test]
    fn of_bits_of_markup(
        text in "([<>/=\"'&;#%x!\\-\\[\\]?\\\\u0-9a-dあ \\n]|<script>|</|<!--|-->|<!\\[CDATA\\[|data:|base64,|&#x){0,60}"
    ) {
        for path in PATHS {
            found("KDS-7001", "", path, text.as_bytes());
        }
    }

    /// What is planted behind anything at all is found: nothing makes the rest of a file go unread.
    #[test]
    fn behind_anything(text in "([<>/=\"'&;#%x!\\-a-d \\n]|<script>|</|<!--|<!\\[CDATA\\[|&#x){0,30}") {
        for path in ["a.html", "a.svg", "a.js", "a.txt"] {
            let page = format!("{text} KDS-7001 ");
            prop_assert!(found("KDS-7001", "", path, page.as_bytes()), "{path}: {page}");
        }
    }
}
