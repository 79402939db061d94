//! Bytes of which nothing is known: runs of text in them, in UTF-8 and in both orders of UTF-16.

use super::normal::APART;
use super::reader::Reader;
use super::search::Strung;

/// Shorter runs are no text.
const SHORTEST_RUN: usize = 4;

/// Looks through bytes.
pub(super) fn read(bytes: &[u8], reader: &mut Reader<'_>) {
    reader.plain(&utf8_runs(bytes), Strung::Noise);
    for start in [0, 1] {
        let pairs = bytes.get(start..).unwrap_or_default().as_chunks::<2>().0;
        for order in [u16::from_le_bytes, u16::from_be_bytes] {
            let units = pairs.iter().map(|it| order(*it));
            reader.plain(&runs(char::decode_utf16(units).map(|it| it.unwrap_or(APART))), Strung::Noise);
        }
    }
}

fn utf8_runs(bytes: &[u8]) -> String {
    let texts = bytes.utf8_chunks().flat_map(|it| it.valid().chars().chain(std::iter::once(APART)));
    runs(texts)
}

/// Those runs that are long enough, apart from one another.
fn runs(chars: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    let (mut start, mut length) = (0, 0);
    for c in chars.chain(std::iter::once(APART)) {
        if !c.is_control() && c != '\u{FFFD}' {
            out.push(c);
            length += 1;
            continue;
        }
        if length < SHORTEST_RUN {
            out.truncate(start);
        } else {
            out.push(APART);
        }
        (start, length) = (out.len(), 0);
    }
    out
}
