//! Text made safe for HTML and for script strings. Nothing here knows what it escapes.

/// Writes `text` so that it can stand between tags and in a quoted attribute.
pub(super) fn html(text: &str, out: &mut String) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate().filter(|(_, it)| MARKUP[usize::from(*it)]) {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.push_str(&text[done..i]);
        out.push_str(entity);
        done = i + 1;
    }
    out.push_str(&text[done..]);
}

/// Writes `text` as a string of a script, quotes included. `<` is escaped, so no end tag can be formed.
pub(super) fn script_string(text: &str, out: &mut String) {
    out.push('"');
    let mut done = 0;
    for (at, _) in text.bytes().enumerate().filter(|(_, it)| MAY_BE_SPECIAL[usize::from(*it)]) {
        let Some(c) = text[at..].chars().next() else { break };
        let instead = match c {
            '"' => "\\\"",
            '\\' => "\\\\",
            '<' => "\\u003c",
            '\n' | '\t' | '\r' | '\u{2028}' | '\u{2029}' => " ",
            c if c.is_control() => "",
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(instead);
        done = at + c.len_utf8();
    }
    out.push_str(&text[done..]);
    out.push('"');
}

/// A look-up a byte, since every byte of every page is asked and hardly any is one.
type Bytes = [bool; 256];

/// What HTML gives a meaning.
const MARKUP: Bytes = bytes(b"&<>\"'");

/// What begins a character that may not stand in a script's string as it is: 0xc2 the second row of control characters,
/// 0xe2 the separators of lines and paragraphs.
const MAY_BE_SPECIAL: Bytes = {
    let mut table = bytes(b"\"\\<\x7f\xc2\xe2");
    let mut control = 0;
    while control < b' ' {
        table[control as usize] = true;
        control += 1;
    }
    table
};

const fn bytes(members: &[u8]) -> Bytes {
    let mut table = [false; 256];
    let mut i = 0;
    while i < members.len() {
        table[members[i] as usize] = true;
        i += 1;
    }
    table
}

/// Percent-encodes `text` as the fragment of a link.
pub(super) fn fragment(text: &str, out: &mut String) {
    let address = crate::resolve::relative("x", text);
    out.push_str(&address);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stays_text() {
        let mut out = String::new();
        html("<script>alert('a & \"b\"')</script> ]]>", &mut out);
        assert_eq!(out, "&lt;script&gt;alert(&#39;a &amp; &quot;b&quot;&#39;)&lt;/script&gt; ]]&gt;");
    }

    #[test]
    fn script_strings_hold_no_tag_and_no_line_end() {
        let mut out = String::new();
        script_string("</script>\n\"\\ \u{2028}\0", &mut out);
        assert_eq!(out, r#""\u003c/script> \"\\  ""#);
        out.clear();
        script_string("甲\u{85}…\u{7f}乙é\u{2029}", &mut out);
        assert_eq!(out, "\"甲…乙é \"");
    }
}
