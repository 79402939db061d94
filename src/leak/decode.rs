//! Undoes what formats do to texts: entities, percent signs, escapes of scripts, base64. Gives nothing where there is nothing
//! to undo; what it cannot read stays as it is.

/// HTML's and XML's `&amp;`, `&#x41;`, `&#65;`; of names those of ASCII's marks and of the spaces.
pub(super) fn entities(text: &str) -> Option<String> {
    undo(text, '&', |tail| {
        let end = tail.find(';').filter(|it| *it <= 10)?;
        let name = tail.get(1..end)?;
        let c = match name.strip_prefix('#') {
            Some(number) => char::from_u32(match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            })?,
            None => NAMES.iter().find(|it| it.0 == name)?.1,
        };
        Some((end + 1, c))
    })
}

const NAMES: [(&str, char); 39] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("shy", '\u{AD}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwnj", '\u{200C}'),
    ("zwj", '\u{200D}'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("excl", '!'),
    ("num", '#'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("lpar", '('),
    ("rpar", ')'),
    ("ast", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("period", '.'),
    ("sol", '/'),
    ("colon", ':'),
    ("semi", ';'),
    ("equals", '='),
    ("quest", '?'),
    ("commat", '@'),
    ("lsqb", '['),
    ("bsol", '\\'),
    ("rsqb", ']'),
    ("lowbar", '_'),
    ("hyphen", '‐'),
    ("dash", '‐'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
];

/// `%E3%81%82`; a run of them is read as UTF-8.
pub(super) fn percent(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1..at + 3).and_then(hex_byte)) {
            (b'%', Some(decoded)) => {
                out.push(decoded);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    (out.len() < bytes.len()).then(|| String::from_utf8_lossy(&out).into_owned())
}

/// `\u3042`, `\u{3042}`, `\x41`, `\n`, `\"` of JSON, JavaScript, CSS and typst.
pub(super) fn escapes(text: &str) -> Option<String> {
    undo(text, '\\', |tail| {
        let kind = tail.chars().nth(1)?;
        match kind {
            'u' if tail.as_bytes().get(2) == Some(&b'{') => {
                let end = tail.find('}').filter(|it| *it <= 10)?;
                Some((end + 1, hex_char(tail.get(3..end)?)?))
            }
            'u' => utf16_escape(tail),
            'x' => Some((4, hex_char(tail.get(2..4)?)?)),
            'n' | 'r' | 't' | 'b' | 'f' | 'v' => Some((2, ' ')),
            '"' | '\'' | '\\' | '/' | '`' => Some((2, kind)),
            _ => css_escape(tail),
        }
    })
}

fn utf16_escape(tail: &str) -> Option<(usize, char)> {
    let unit = |at: usize| u16::from_str_radix(tail.get(at..at + 4)?, 16).ok();
    let first = unit(2)?;
    if let Some(c) = char::from_u32(u32::from(first)) {
        return Some((6, c));
    }
    let second = unit(8).filter(|_| tail.get(6..8) == Some("\\u"))?;
    let c = char::decode_utf16([first, second]).next()?.ok()?;
    Some((12, c))
}

/// `\3042 `, with one space that belongs to it.
fn css_escape(tail: &str) -> Option<(usize, char)> {
    let digits = tail[1..].bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
    let c = hex_char(tail.get(1..=digits).filter(|it| it.len() >= 2)?)?;
    let space = usize::from(tail.as_bytes().get(1 + digits) == Some(&b' '));
    Some((1 + digits + space, c))
}

fn hex_char(digits: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(digits, 16).ok()?)
}

fn hex_byte(digits: &[u8]) -> Option<u8> {
    let value = |it: u8| char::from(it).to_digit(16);
    let (high, low) = (value(*digits.first()?)?, value(*digits.get(1)?)?);
    u8::try_from(high * 16 + low).ok()
}

/// Replaces what starts with `mark` and can be read, which `read` says with its length.
fn undo(text: &str, mark: char, read: impl Fn(&str) -> Option<(usize, char)>) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    let mut changed = false;
    while let Some(at) = rest.find(mark) {
        out.push_str(&rest[..at]);
        let tail = &rest[at..];
        let (length, c) = match read(tail) {
            Some(it) => {
                changed = true;
                it
            }
            None => (mark.len_utf8(), mark),
        };
        out.push(c);
        rest = &tail[length..];
    }
    out.push_str(rest);
    changed.then_some(out)
}

/// What follows `base64,` in an address of kind `data:`.
pub(super) fn base64(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for digit in text.bytes().filter_map(base64_digit) {
        bits = (bits << 6 | digit) & 0xFF_FFFF;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.extend(u8::try_from(bits >> count & 0xFF));
        }
    }
    out
}

fn base64_digit(byte: u8) -> Option<u32> {
    let digit = match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_writing_is_undone_and_what_is_none_stays() {
        assert_eq!(entities("a&#x3042;&#12354;&amp;&period;&nope;&").as_deref(), Some("aああ&.&nope;&"));
        assert_eq!(entities("R&D; &;"), None);
        assert_eq!(percent("%E3%81%82%2e%zz%4").as_deref(), Some("あ.%zz%4"));
        assert_eq!(percent("100%"), None);
        assert_eq!(escapes(r#"\u3042\ud842\udfb7\x41\"\u{42}\q\ud800"#).as_deref(), Some("あ𠮷A\"B\\q\\ud800"));
        assert_eq!(escapes(r"\3042 \005f x").as_deref(), Some("あ_x"));
        assert_eq!(escapes("none"), None);
        assert_eq!(base64("5Yil44Gu=="), "別の".as_bytes());
    }
}
