//! Tells UTF-8 from what older Windows programs write. Never changes a file.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_16BE, UTF_16LE};

/// What Windows calls Shift_JIS, with the characters of NEC and IBM.
pub(super) const CP932: &str = "CP932";

/// A text that is not UTF-8.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Foreign {
    /// In an encoding that can be converted, by name.
    Known(&'static str),
    /// Neither UTF-8 nor anything else; the first bad byte.
    Broken { at: usize },
}

/// The text of `bytes`, or what they are instead.
pub(super) fn text(bytes: &[u8]) -> Result<&str, Foreign> {
    let utf8 = std::str::from_utf8(bytes);
    if let Some(name) = utf16(bytes, utf8.is_ok()) {
        return Err(Foreign::Known(name));
    }
    utf8.map_err(|error| legacy(bytes).map_or(Foreign::Broken { at: error.valid_up_to() }, Foreign::Known))
}

/// UTF-16 by its mark; without one by the NUL that every ASCII character and line end brings.
fn utf16(bytes: &[u8], is_utf8: bool) -> Option<&'static str> {
    match bytes {
        [0xff, 0xfe, ..] => return Some("UTF-16LE"),
        [0xfe, 0xff, ..] => return Some("UTF-16BE"),
        _ if bytes.len() % 2 == 1 || !bytes.contains(&0) => return None,
        _ => {}
    }
    let nuls = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|it| **it == 0).count();
    let (high, low) = (nuls(0), nuls(1));
    let enough = !is_utf8 || (high + low) * 4 >= bytes.len();
    let (name, encoding) = if low > high { ("UTF-16LE", UTF_16LE) } else { ("UTF-16BE", UTF_16BE) };
    (enough && high.min(low) == 0 && decodes(encoding, bytes)).then_some(name)
}

fn legacy(bytes: &[u8]) -> Option<&'static str> {
    let cp932 = decode(SHIFT_JIS, bytes);
    let euc = decode(EUC_JP, bytes);
    match (cp932, euc) {
        (Some(cp932), Some(euc)) => Some(if half_kana(&cp932) > half_kana(&euc) { "EUC-JP" } else { CP932 }),
        (Some(_), None) => Some(CP932),
        (None, Some(_)) => Some("EUC-JP"),
        (None, None) => None,
    }
}

/// The text of `bytes` that are known to be CP932.
pub(super) fn cp932(bytes: &[u8]) -> String {
    SHIFT_JIS.decode_without_bom_handling(bytes).0.into_owned()
}

/// EUC-JP read as CP932 is half-width katakana from end to end.
fn half_kana(text: &str) -> usize {
    text.chars().filter(|it| ('\u{ff61}'..='\u{ff9f}').contains(it)).count()
}

fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    (!text.contains('\u{80}')).then(|| text.into_owned())
}

fn decodes(encoding: &'static Encoding, bytes: &[u8]) -> bool {
    !encoding.decode_without_bom_handling(bytes).1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn utf16_bytes(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn every_encoding_is_named() {
        let japanese = "# 運用管理規程\r\n端末の管理は第12条による。ﾊﾟｿｺﾝ\r\n";
        let le = utf16_bytes(japanese, u16::to_le_bytes);
        let be = utf16_bytes(japanese, u16::to_be_bytes);
        assert_eq!(text(&SHIFT_JIS.encode(japanese).0), Err(Foreign::Known("CP932")));
        assert_eq!(text(&SHIFT_JIS.encode("①髙﨑㈱～").0), Err(Foreign::Known("CP932")));
        assert_eq!(text(&EUC_JP.encode("運用管理規程の見直し").0), Err(Foreign::Known("EUC-JP")));
        assert_eq!(text(&le), Err(Foreign::Known("UTF-16LE")));
        assert_eq!(text(&be), Err(Foreign::Known("UTF-16BE")));
        assert_eq!(text(&utf16_bytes("format = 1\n", u16::to_le_bytes)), Err(Foreign::Known("UTF-16LE")));
        assert_eq!(text(&[b"\xff\xfe".as_slice(), &le].concat()), Err(Foreign::Known("UTF-16LE")));
        assert_eq!(text(&[b"\xfe\xff".as_slice(), &be].concat()), Err(Foreign::Known("UTF-16BE")));
        assert_eq!(text(japanese.as_bytes()), Ok(japanese));
    }

    #[test]
    fn a_stray_nul_does_not_make_utf16() {
        assert_eq!(text(b"abc\0def\n"), Ok("abc\0def\n"));
        assert_eq!(text("あ\0いう\n".as_bytes()), Ok("あ\0いう\n"));
    }

    #[test]
    fn a_broken_byte_has_a_place() {
        assert_eq!(text(b"abc\xff\xff\xffdef"), Err(Foreign::Broken { at: 3 }));
    }

    #[test]
    fn the_characters_of_nec_and_ibm_are_kept() {
        // The bytes are those Windows writes. 0x815C is the bar U+2015 there; the dash U+2014 is no character of it.
        let characters: [(&[u8], &str); 11] = [
            (b"\x87\x40", "①"),
            (b"\xfb\xfc", "髙"),
            (b"\xfa\xb1", "﨑"),
            (b"\x87\x8a", "㈱"),
            (b"\x81\x60", "～"),
            (b"\x81\x7c", "－"),
            (b"\x87\x56", "Ⅲ"),
            (b"\x87\x82", "№"),
            (b"\xca", "ﾊ"),
            (b"\x81\x5c", "\u{2015}"),
            (b"\x5c", "\\"),
        ];
        for (bytes, character) in characters {
            assert_eq!(cp932(bytes), character);
            assert_eq!(SHIFT_JIS.encode(character).0, bytes);
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            let _ = text(&bytes);
        }
    }
}
