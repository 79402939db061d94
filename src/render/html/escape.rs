//! Text made safe for HTML and for script strings. Nothing here knows what it escapes.

/// Writes `text` so that it can stand between tags and in a quoted attribute.
pub(super) fn html(text: &str, out: &mut String) {
    let mut done = 0;
    for (i, byte) in text.bytes().enumerate() {
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
    for (at, special) in text.match_indices(is_special) {
        out.push_str(&text[done..at]);
        match special {
            "\"" => out.push_str("\\\""),
            "\\" => out.push_str("\\\\"),
            "<" => out.push_str("\\u003c"),
            "\n" | "\t" | "\r" | "\u{2028}" | "\u{2029}" => out.push(' '),
            _ => (),
        }
        done = at + special.len();
    }
    out.push_str(&text[done..]);
    out.push('"');
}

/// What does not stand in a script's string as it is.
fn is_special(c: char) -> bool {
    matches!(c, '"' | '\\' | '<' | '\u{2028}' | '\u{2029}') || c.is_control()
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
    }
}
